#pragma once

#include <domain/Ids.h>

#include <cstdint>
#include <span>
#include <vector>

namespace vectray {

/// One dataset's codes in memory: 64 bytes a chunk at 256 dimensions, and 16 for the ids.
///
/// The chunks lie by growing ids, so one is found by binary search; one that goes leaves a hole, and the
/// holes are closed when they are a quarter of all.
class CodeColumn
{
public:
    /// \a words: of one plane of a code.
    explicit CodeColumn(std::size_t words = 0) : m_words(words) {}

    void reserve(std::size_t chunks);

    /// Nothing happens if \a chunk is here already. Quick if it is greater than nearly all before. \a code
    /// has twice words() words.
    void add(ChunkId chunk, FileId file, std::span<const std::uint64_t> code);
    void remove(ChunkId chunk); ///< nothing happens if it is not here

    std::size_t words() const { return m_words; }
    std::size_t size() const { return m_chunks.size() - m_holes; } ///< chunks
    std::size_t slots() const { return m_chunks.size(); } ///< with holes

    bool isHole(std::size_t slot) const { return m_files[slot] == FileId{}; }
    ChunkId chunk(std::size_t slot) const { return m_chunks[slot]; }
    FileId file(std::size_t slot) const { return m_files[slot]; }
    std::span<const std::uint64_t> signs(std::size_t slot) const { return planeOf(m_signs, slot); }
    std::span<const std::uint64_t> sizes(std::size_t slot) const { return planeOf(m_sizes, slot); }

    bool hasHoles() const { return m_holes > 0; }

    /// Hamming distance to \a query of the signs from slot \a first on, holes included, as many as \a distances has
    /// places.
    void distances(std::span<const std::uint64_t> query, std::size_t first, std::span<std::uint16_t> distances) const;

private:
    void closeHoles();
    std::span<const std::uint64_t> planeOf(const std::vector<std::uint64_t> &plane, std::size_t slot) const
    {
        return std::span(plane).subspan(slot * m_words, m_words);
    }

    std::size_t m_words;
    std::size_t m_holes = 0;
    std::vector<std::uint64_t> m_signs; ///< apart from the sizes: all of them are read for each query
    std::vector<std::uint64_t> m_sizes;
    std::vector<ChunkId> m_chunks;
    std::vector<FileId> m_files; ///< 0: a hole
};

} // namespace vectray
