#include "PieceTable.h"

#include <algorithm>
#include <array>
#include <bit>

namespace vectray {

using namespace Qt::Literals::StringLiterals;

namespace {

// FNV-1a: the hash of every beginning of a word comes along with the hash of the word.
constexpr std::uint64_t Start = 0xcbf29ce484222325;

constexpr std::uint64_t seed(PieceTable::Where where)
{
    return where == PieceTable::Where::WordStart ? Start : ~Start;
}

constexpr std::uint64_t add(std::uint64_t hash, char byte)
{
    return (hash ^ std::uint8_t(byte)) * 0x100000001b3;
}

} // namespace

Result<PieceTable> PieceTable::of(const ModelFile &model)
{
    PieceTable table(model);
    for (int token = 0; token < model.vocabulary(); ++token) {
        const bool starts = model.piece(token).startsWith('_');
        const Where where = starts ? Where::WordStart : Where::WithinWord;
        const QByteArrayView letters = model.piece(token).sliced(starts ? 1 : 0);
        std::uint64_t hash = seed(where);
        for (const char byte : letters)
            hash = add(hash, byte);
        if (table.find(hash, letters, where) >= 0)
            return Error{Error::Kind::Invalid, u"the embedding model has piece %1 twice"_s.arg(token)};
        std::size_t slot = slotOf(hash) & table.m_mask;
        while (table.m_slots[slot] != 0)
            slot = (slot + 1) & table.m_mask;
        table.m_slots[slot] = tagOf(hash) | std::uint32_t(token + 1);
    }
    return table;
}

PieceTable::PieceTable(const ModelFile &model)
    : m_model(&model)
    , m_slots(std::bit_ceil(2 * std::size_t(model.vocabulary())))
    , m_mask(m_slots.size() - 1)
{}

PieceTable::Match PieceTable::longest(QByteArrayView rest, Where where) const
{
    std::array<std::uint64_t, MaxMatch + 1> hashes{seed(where)};
    const qsizetype most = std::min(rest.size(), MaxMatch);
    for (qsizetype size = 1; size <= most; ++size)
        hashes[std::size_t(size)] = add(hashes[std::size_t(size) - 1], rest[size - 1]);
    for (qsizetype size = most; size > 0; --size) {
        if (const int token = find(hashes[std::size_t(size)], rest.first(size), where); token >= 0)
            return {token, size};
    }
    return {};
}

int PieceTable::find(std::uint64_t hash, QByteArrayView letters, Where where) const
{
    const qsizetype mark = where == Where::WordStart ? 1 : 0;
    for (std::size_t slot = slotOf(hash) & m_mask; m_slots[slot] != 0; slot = (slot + 1) & m_mask) {
        if ((m_slots[slot] & 0xffff0000U) != tagOf(hash))
            continue;
        const int token = int(m_slots[slot] & 0xffffU) - 1;
        const QByteArrayView piece = m_model->piece(token);
        if (piece.startsWith('_') == (mark == 1) && piece.sliced(mark) == letters)
            return token;
    }
    return -1;
}

std::size_t PieceTable::slotOf(std::uint64_t hash)
{
    return std::size_t(hash ^ (hash >> 29));
}

std::uint32_t PieceTable::tagOf(std::uint64_t hash)
{
    return std::uint32_t(hash >> 32) & 0xffff0000U;
}

} // namespace vectray
