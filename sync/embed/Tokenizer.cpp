#include "Tokenizer.h"

#include <algorithm>
#include <cstring>

namespace vectray {

namespace {

constexpr qsizetype MaxDigits = 6;

enum class Class : std::uint8_t {
    Other,
    Lower,
    Upper,
    Letter,
    Digit
}; // Letter: any byte of a non-ASCII character

struct Byte
{
    Class kind = Class::Other;
    char lower = 0;
};

constexpr std::array<Byte, 256> makeBytes()
{
    std::array<Byte, 256> bytes{};
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        bytes[i].lower = char(i);
        if (i >= 'a' && i <= 'z') {
            bytes[i].kind = Class::Lower;
        } else if (i >= 'A' && i <= 'Z') {
            bytes[i] = {Class::Upper, char(i + 'a' - 'A')};
        } else if (i >= '0' && i <= '9') {
            bytes[i].kind = Class::Digit;
        } else if (i >= 0x80) {
            bytes[i].kind = Class::Letter;
        }
    }
    return bytes;
}

constexpr std::array<Byte, 256> Bytes = makeBytes();

Class kindOf(char byte)
{
    return Bytes[std::uint8_t(byte)].kind;
}

bool isLetter(Class kind)
{
    return kind == Class::Lower || kind == Class::Upper || kind == Class::Letter;
}

} // namespace

WordCache::Entry &WordCache::entryOf(const std::array<char, MaxWord> &word, std::size_t size)
{
    std::uint64_t hash = size;
    for (std::size_t at = 0; at < size; at += sizeof hash) {
        std::uint64_t part = 0;
        std::memcpy(&part, word.data() + at, sizeof part);
        hash = (hash ^ part) * 0x9e3779b97f4a7c15;
        hash ^= hash >> 32;
    }
    return m_entries[hash & (m_entries.size() - 1)];
}

void WordCache::clear()
{
    std::ranges::fill(m_entries, Entry{});
}

void Tokenizer::tokenize(QByteArrayView text, WordCache &cache, std::vector<std::uint16_t> &tokens) const
{
    tokens.clear();
    const auto endOfRun = [&text](qsizetype at, auto &&belongs) {
        while (at < text.size() && belongs(kindOf(text[at])))
            ++at;
        return at;
    };
    for (qsizetype at = 0; at < text.size() && tokens.size() < MaxTokens;) {
        const Class kind = kindOf(text[at]);
        const qsizetype start = at;
        if (kind == Class::Other) {
            ++at;
        } else if (kind == Class::Digit) {
            at = endOfRun(at, [](Class next) { return next == Class::Digit; });
            if (at - start <= MaxDigits)
                addWord(text.sliced(start, at - start), cache, tokens);
        } else {
            at = endOfRun(at, isLetter);
            addLetters(text.sliced(start, at - start), cache, tokens);
        }
    }
    if (tokens.size() > MaxTokens)
        tokens.resize(MaxTokens);
}

void Tokenizer::addLetters(QByteArrayView run, WordCache &cache, std::vector<std::uint16_t> &tokens) const
{
    qsizetype start = 0;
    for (qsizetype at = 1; at < run.size() && tokens.size() < MaxTokens; ++at) {
        const Class before = kindOf(run[at - 1]);
        const Class kind = kindOf(run[at]);
        qsizetype cut = start;
        if (kind == Class::Upper && before != Class::Upper) {
            cut = at; // parse|Header
        } else if (kind == Class::Lower && before == Class::Upper) {
            cut = at - 1; // HTML|Parser
        }
        if (cut > start) {
            addWord(run.sliced(start, cut - start), cache, tokens);
            start = cut;
        }
    }
    addWord(run.sliced(start), cache, tokens);
}

void Tokenizer::addWord(QByteArrayView word, WordCache &cache, std::vector<std::uint16_t> &tokens) const
{
    std::array<char, WordCache::MaxWord> lower{};
    const std::size_t size = std::min(std::size_t(word.size()), lower.size());
    for (std::size_t i = 0; i < size; ++i)
        lower[i] = Bytes[std::uint8_t(word[qsizetype(i)])].lower;

    WordCache::Entry &entry = cache.entryOf(lower, size);
    if (entry.size == size && entry.word == lower) {
        tokens.insert(tokens.end(), entry.pieces.begin(), entry.pieces.begin() + entry.count);
        return;
    }

    const std::size_t before = tokens.size();
    const QByteArrayView all(lower.data(), qsizetype(size));
    for (qsizetype at = 0; at < all.size();) {
        const auto where = at == 0 ? PieceTable::Where::WordStart : PieceTable::Where::WithinWord;
        const PieceTable::Match match = m_pieces->longest(all.sliced(at), where);
        if (match.size > 0)
            tokens.push_back(std::uint16_t(match.token));
        at += std::max<qsizetype>(match.size, 1); // a byte that no piece knows says nothing
    }

    const std::size_t count = tokens.size() - before;
    if (count <= WordCache::MaxPieces) {
        entry.word = lower;
        entry.size = std::uint8_t(size);
        entry.count = std::uint8_t(count);
        std::copy(tokens.begin() + std::ptrdiff_t(before), tokens.end(), entry.pieces.begin());
    }
}

} // namespace vectray
