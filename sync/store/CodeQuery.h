#pragma once

#include "ChunkCodec.h"

#include <array>
#include <span>

namespace vectray {

/// A query's vector, made ready to be compared with the codes of many chunks. Immutable.
///
/// The components' magnitudes are cut to five bits and held as bit planes, so that their sum over any set of dimensions
/// is a few population counts: RaBitQ (Gao, Long: SIGMOD 2024) does so with four bits and codes of signs alone.
class CodeQuery
{
public:
    static constexpr std::size_t Bits = 5; ///< of a magnitude

    explicit CodeQuery(const Embedding &vector);

    /// Of one plane of a code.
    std::size_t words() const { return m_signs.size(); }
    std::span<const std::uint64_t> signs() const { return m_signs; }

    /// Grows as the similarity to the vector that the code was made of gets less; for comparing codes with each other.
    /// Both planes have words() words.
    float distance(std::span<const std::uint64_t> signs, std::span<const std::uint64_t> sizes) const;

private:
    std::vector<std::uint64_t> m_signs;
    std::array<std::vector<std::uint64_t>, Bits> m_magnitudes; ///< the bits of 0 … 31, lowest first
};

} // namespace vectray
