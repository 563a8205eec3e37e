#include "Tokenizer.h"

#include <algorithm>
#include <cstring>

namespace vectray {

namespace {

constexpr qsizetype MaxDigits = 6;

enum class Class : std::uint8_t {
    Other,
    Digit,
    Upper,
    Lower,
    Letter
}; // Letter: any byte of a non-ASCII character

constexpr std::array<Class, 256> makeClasses()
{
    std::array<Class, 256> classes{};
    for (std::size_t byte = 0; byte < classes.size(); ++byte) {
        if (byte >= 0x80) {
            classes[byte] = Class::Letter;
        } else if (byte >= 'a' && byte <= 'z') {
            classes[byte] = Class::Lower;
        } else if (byte >= 'A' && byte <= 'Z') {
            classes[byte] = Class::Upper;
        } else if (byte >= '0' && byte <= '9') {
            classes[byte] = Class::Digit;
        }
    }
    return classes;
}

constexpr std::array<Class, 256> Classes = makeClasses();

Class classOf(char byte)
{
    return Classes[std::uint8_t(byte)];
}

/// Where the word that begins at \a start ends; not before start + 1.
qsizetype endOfWord(QByteArrayView text, qsizetype start)
{
    Class before = classOf(text[start]);
    qsizetype at = start + 1;
    if (before == Class::Digit) {
        while (at < text.size() && classOf(text[at]) == Class::Digit)
            ++at;
        return at;
    }
    for (; at < text.size(); ++at) {
        const Class kind = classOf(text[at]);
        if (kind <= Class::Digit)
            return at;
        if (kind == Class::Upper && before != Class::Upper)
            return at; // parse|Header
        if (kind == Class::Lower && before == Class::Upper && at - 1 > start)
            return at - 1; // HTML|Parser
        before = kind;
    }
    return at;
}

/// Eight bytes, those of A … Z made small.
constexpr std::uint64_t toLower(std::uint64_t bytes)
{
    constexpr std::uint64_t Each = 0x0101010101010101;
    const std::uint64_t seven = bytes & (0x7f * Each);
    const std::uint64_t fromA = seven + (0x80 - 'A') * Each; // the top bit of a byte says: not below 'A'
    const std::uint64_t beyondZ = seven + (0x7f - 'Z') * Each;
    const std::uint64_t upper = fromA & ~beyondZ & ~bytes & (0x80 * Each);
    return bytes | (upper >> 2); // 0x80 >> 2 is the 0x20 between 'A' and 'a'
}

static_assert(toLower(0x5b5a41407a61c1da) == 0x5b7a61407a61c1da);

/// The word text[start, end), as far as it counts.
Word wordOf(QByteArrayView text, qsizetype start, qsizetype end)
{
    Word word;
    word.size = std::min(std::size_t(end - start), Word::MaxSize);
    for (std::size_t at = 0; at < word.size; at += 8) {
        const std::size_t wanted = std::min<std::size_t>(word.size - at, 8);
        const char *const from = text.data() + start + at;
        std::uint64_t part = 0;
        if (text.data() + text.size() - from >= 8) { // a copy of fixed size is one instruction
            std::memcpy(&part, from, 8);
            part &= ~std::uint64_t(0) >> (64 - 8 * wanted);
        } else {
            std::memcpy(&part, from, wanted);
        }
        word.letters[at / 8] = toLower(part);
    }
    return word;
}

} // namespace

WordCache::Entry &WordCache::entryOf(const Word &word)
{
    std::uint64_t hash = word.size;
    for (std::size_t i = 0; i * 8 < word.size; ++i) {
        hash = (hash ^ word.letters[i]) * 0x9e3779b97f4a7c15;
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
    qsizetype end = 0;
    for (qsizetype start = 0; start < text.size() && tokens.size() < MaxTokens; start = end) {
        end = start + 1;
        const Class kind = classOf(text[start]);
        if (kind == Class::Other)
            continue;
        end = endOfWord(text, start);
        if (kind == Class::Digit && end - start > MaxDigits)
            continue;

        const Word word = wordOf(text, start, end);
        WordCache::Entry &entry = cache.entryOf(word);
        if (entry.holds(word)) {
            tokens.insert(tokens.end(), entry.pieces.begin(), entry.pieces.begin() + entry.count);
            continue;
        }
        const std::size_t before = tokens.size();
        cutIntoPieces(word, tokens);
        const std::size_t count = tokens.size() - before;
        if (count <= WordCache::MaxPieces) {
            entry = {.letters = word.letters, .size = std::uint8_t(word.size), .count = std::uint8_t(count)};
            std::copy(tokens.begin() + std::ptrdiff_t(before), tokens.end(), entry.pieces.begin());
        }
    }
    if (tokens.size() > MaxTokens)
        tokens.resize(MaxTokens);
}

void Tokenizer::cutIntoPieces(const Word &word, std::vector<std::uint16_t> &tokens) const
{
    for (qsizetype at = 0; at < word.view().size();) {
        const auto where = at == 0 ? PieceTable::Where::WordStart : PieceTable::Where::WithinWord;
        const PieceTable::Match match = m_pieces->longest(word.view().sliced(at), where);
        if (match.size > 0)
            tokens.push_back(std::uint16_t(match.token));
        at += std::max<qsizetype>(match.size, 1); // a byte that no piece knows says nothing
    }
}

} // namespace vectray
