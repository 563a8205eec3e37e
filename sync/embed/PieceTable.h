#pragma once

#include "ModelFile.h"

#include <cstdint>
#include <span>
#include <vector>

namespace vectray {

/// Finds the piece that a word begins, or goes on, with. Refers to the model file, which must outlive it.
/// Immutable, safe to read from many threads.
class PieceTable
{
public:
    /// A longer piece is never found: the model was trained so.
    static constexpr qsizetype MaxMatch = 20;

    enum class Where { WordStart, WithinWord };

    struct Match
    {
        int token = -1;
        qsizetype size = 0; ///< bytes of the word; 0: no piece fits
    };

    /// Invalid if two pieces are the same.
    static Result<PieceTable> of(const ModelFile &model);

    /// The longest piece that \a rest, the rest of a lower-case word, begins with.
    Match longest(QByteArrayView rest, Where where) const;

private:
    explicit PieceTable(const ModelFile &model);
    int find(std::uint64_t hash, QByteArrayView letters, Where where) const;
    static std::size_t slotOf(std::uint64_t hash);
    static std::uint32_t tagOf(std::uint64_t hash);

    const ModelFile *m_model;
    // Open addressing, at most half full. 0: free; else the upper half is a piece of the hash, the lower half
    // token + 1.
    std::vector<std::uint32_t> m_slots;
    std::size_t m_mask;
};

} // namespace vectray
