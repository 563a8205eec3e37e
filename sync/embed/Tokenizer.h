#pragma once

#include "PieceTable.h"

#include <array>
#include <cstdint>
#include <vector>

namespace vectray {

/// A word in lower case, as far as it counts.
struct Word
{
    static constexpr std::size_t MaxSize = 40; ///< bytes; the rest of a longer word is not looked at

    std::array<std::uint64_t, MaxSize / 8> letters{}; ///< in memory order, filled up with zeros
    std::size_t size = 0; ///< bytes

    QByteArrayView view() const { return {reinterpret_cast<const char *>(letters.data()), qsizetype(size)}; }
};

/// Remembers the pieces of the words seen last, which are most of the words to come. Not thread-safe:
/// one per thread, and of one model.
class WordCache
{
public:
    static constexpr std::size_t MaxPieces = 11; ///< a word of more pieces is not kept

    /// One cache line.
    struct alignas(64) Entry
    {
        std::array<std::uint64_t, Word::MaxSize / 8> letters{};
        std::uint8_t size = 0; // 0: free
        std::uint8_t count = 0;
        std::array<std::uint16_t, MaxPieces> pieces{};

        bool holds(const Word &word) const { return size == word.size && letters == word.letters; }
    };

    /// Where \a word is kept or would be.
    Entry &entryOf(const Word &word);

    void clear();

private:
    std::vector<Entry> m_entries = std::vector<Entry>(std::size_t(1) << 12);
};

/// Cuts text into the model's tokens: words at everything that is no letter, at camelCase and between
/// letters and digits; each word in lower case into the longest pieces that fit. Immutable.
class Tokenizer
{
public:
    static constexpr std::size_t MaxTokens = 1'024; ///< the rest of a longer text is not looked at

    /// \a pieces must outlive it.
    explicit Tokenizer(const PieceTable &pieces) : m_pieces(&pieces) {}

    /// Replaces \a tokens by those of \a text (UTF-8; other bytes do no harm).
    void tokenize(QByteArrayView text, WordCache &cache, std::vector<std::uint16_t> &tokens) const;

private:
    void cutIntoPieces(const Word &word, std::vector<std::uint16_t> &tokens) const;

    const PieceTable *m_pieces;
};

} // namespace vectray
