#include "CodeQuery.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace vectray {

namespace {

/// Of a set of dimensions, the sums of the query's magnitudes.
struct Sums
{
    std::uint64_t apart = 0; ///< where the signs differ
    std::uint64_t largeApart = 0; ///< where they differ and the chunk's component is large
    std::uint64_t large = 0; ///< where the chunk's component is large
};

struct Planes
{
    const std::uint64_t *signs = nullptr;
    const std::uint64_t *sizes = nullptr;
    const std::uint64_t *querySigns = nullptr;
    std::array<const std::uint64_t *, CodeQuery::Bits> magnitudes{}; ///< a bit of them each
};

/// Of \a Words words from one on; each word is summed by itself, so that one instruction does it for all of them.
template<std::size_t Words>
[[gnu::always_inline]] inline void addSums(const Planes &planes, std::size_t first, Sums &sums)
{
    std::array<std::uint64_t, Words> apart{};
    std::array<std::uint64_t, Words> largeApart{};
    std::array<std::uint64_t, Words> large{};
    for (std::size_t bit = 0; bit < CodeQuery::Bits; ++bit) {
        const std::uint64_t *magnitude = planes.magnitudes[bit] + first;
        for (std::size_t i = 0; i < Words; ++i) {
            const std::uint64_t differing = (planes.signs[first + i] ^ planes.querySigns[first + i]) & magnitude[i];
            const std::uint64_t sizes = planes.sizes[first + i];
            apart[i] += std::uint64_t(__builtin_popcountll(differing)) << bit;
            largeApart[i] += std::uint64_t(__builtin_popcountll(differing & sizes)) << bit;
            large[i] += std::uint64_t(__builtin_popcountll(magnitude[i] & sizes)) << bit;
        }
    }
    for (std::size_t i = 0; i < Words; ++i) {
        sums.apart += apart[i];
        sums.largeApart += largeApart[i];
        sums.large += large[i];
    }
}

// Four words are the built-in model's 256 dimensions. The same for two generations of processors.
__attribute__((target("avx512vpopcntdq,avx512vl"), optimize("O3"))) Sums sums4Vector(const Planes &planes)
{
    Sums sums;
    addSums<4>(planes, 0, sums);
    return sums;
}

__attribute__((target_clones("popcnt", "default"), optimize("O3"))) Sums sums4Word(const Planes &planes)
{
    Sums sums;
    addSums<4>(planes, 0, sums);
    return sums;
}

__attribute__((target_clones("popcnt", "default"), optimize("O3"))) Sums sumsAny(const Planes &planes, std::size_t words)
{
    Sums sums;
    for (std::size_t first = 0; first < words; ++first)
        addSums<1>(planes, first, sums);
    return sums;
}

const auto sums4 = __builtin_cpu_supports("avx512vpopcntdq") != 0 && __builtin_cpu_supports("avx512vl") != 0 ? sums4Vector : sums4Word;

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
    Planes planes{.signs = signs.data(), .sizes = sizes.data(), .querySigns = m_signs.data(), .magnitudes = {}};
    for (std::size_t bit = 0; bit < Bits; ++bit)
        planes.magnitudes[bit] = m_magnitudes[bit].data();
    const Sums sums = words() == 4 ? sums4(planes) : sumsAny(planes, words());
    // The similarity is sum(+-magnitude * level), + where the signs agree: a constant of the query less twice this.
    return CodeLevel::Small * float(sums.apart)
        + (CodeLevel::Large - CodeLevel::Small) * (float(sums.largeApart) - 0.5F * float(sums.large));
}

} // namespace vectray
