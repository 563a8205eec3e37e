#pragma once

#include "PieceTable.h"

#include <array>
#include <cstdint>
#include <vector>

namespace vectray {

/// Remembers the pieces of the words seen last, which are most of the words to come. Not thread-safe:
/// one per thread, and of one model.
class WordCache
{
public:
    static constexpr std::size_t MaxWord = 40; ///< bytes; the rest of a longer word is not looked at
    static constexpr std::size_t MaxPieces = 11; ///< a word of more pieces is not kept

    /// One cache line.
    struct alignas(64) Entry
    {
        std::array<char, MaxWord> word{}; // filled up with zeros
        std::uint8_t size = 0; // 0: free
        std::uint8_t count = 0;
        std::array<std::uint16_t, MaxPieces> pieces{};
    };

    /// Where \a word, filled up with zeros, is kept or would be.
    Entry &entryOf(const std::array<char, MaxWord> &word, std::size_t size);

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
    void addLetters(QByteArrayView run, WordCache &cache, std::vector<std::uint16_t> &tokens) const;
    void addWord(QByteArrayView word, WordCache &cache, std::vector<std::uint16_t> &tokens) const;

    const PieceTable *m_pieces;
};

} // namespace vectray
