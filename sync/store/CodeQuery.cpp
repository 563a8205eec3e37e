#include "CodeQuery.h"

#include <algorithm>
#include <cmath>

namespace vectray {

namespace {

/// Of a set of dimensions, the sums of the query's magnitudes.
struct Sums
{
    std::uint32_t apart = 0; ///< where the signs differ
    std::uint32_t largeApart = 0; ///< where they differ and the chunk's component is large
    std::uint32_t large = 0; ///< where the chunk's component is large
};

struct Planes
{
    const std::uint64_t *signs = nullptr;
    const std::uint64_t *sizes = nullptr;
    const std::uint64_t *querySigns = nullptr;
    const std::uint64_t *magnitude = nullptr; ///< one bit of it
};

[[gnu::always_inline]] inline Sums sumsOf(const Planes &planes, std::size_t words)
{
    Sums sums;
    for (std::size_t i = 0; i < words; ++i) {
        const std::uint64_t apart = (planes.signs[i] ^ planes.querySigns[i]) & planes.magnitude[i];
        sums.apart += std::uint32_t(__builtin_popcountll(apart));
        sums.largeApart += std::uint32_t(__builtin_popcountll(apart & planes.sizes[i]));
        sums.large += std::uint32_t(__builtin_popcountll(planes.magnitude[i] & planes.sizes[i]));
    }
    return sums;
}

// Four words are the built-in model's 256 dimensions; the fixed count lets the compiler unroll.
__attribute__((target_clones("popcnt", "default"), optimize("O3"))) Sums sums4(const Planes &planes)
{
    return sumsOf(planes, 4);
}

__attribute__((target_clones("popcnt", "default"), optimize("O3"))) Sums sumsAny(const Planes &planes, std::size_t words)
{
    return sumsOf(planes, words);
}

} // namespace

CodeQuery::CodeQuery(const Embedding &vector)
{
    const VectorCode code = vectorCode(vector);
    m_signs.assign(code.begin(), code.begin() + std::ptrdiff_t(code.size() / 2));
    for (std::vector<std::uint64_t> &plane : m_magnitudes)
        plane.resize(m_signs.size());

    float most = 0;
    for (const float value : vector)
        most = std::max(most, std::fabs(value));
    if (most == 0)
        return;
    for (std::size_t i = 0; i < vector.size(); ++i) {
        const auto magnitude = std::uint64_t(std::lrintf(std::fabs(vector[i]) / most * float((1U << Bits) - 1)));
        for (std::size_t bit = 0; bit < Bits; ++bit)
            m_magnitudes[bit][i / 64] |= (magnitude >> bit & 1) << (i % 64);
    }
}

float CodeQuery::distance(std::span<const std::uint64_t> signs, std::span<const std::uint64_t> sizes) const
{
    Sums sums;
    for (std::size_t bit = 0; bit < Bits; ++bit) {
        const Planes planes{signs.data(), sizes.data(), m_signs.data(), m_magnitudes[bit].data()};
        const Sums some = words() == 4 ? sums4(planes) : sumsAny(planes, words());
        sums.apart += some.apart << bit;
        sums.largeApart += some.largeApart << bit;
        sums.large += some.large << bit;
    }
    // The similarity is sum(+-magnitude * level), + where the signs agree: a constant of the query less twice this.
    return CodeLevel::Small * float(sums.apart)
        + (CodeLevel::Large - CodeLevel::Small) * (float(sums.largeApart) - 0.5F * float(sums.large));
}

} // namespace vectray
