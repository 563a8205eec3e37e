#include "RowSum.h"

#include <algorithm>

#if defined(__x86_64__)
#include <immintrin.h>
#endif

namespace vectray {

void sumRowsPlainly(std::span<const WeightedRow> rows, std::span<float> sum)
{
    std::ranges::fill(sum, 0.0F);
    for (const WeightedRow &term : rows) {
        for (std::size_t i = 0; i < sum.size(); ++i)
            sum[i] += term.weight * float(term.row[i]);
    }
}

#if defined(__x86_64__)

namespace {

constexpr std::size_t Registers = 8;

__attribute__((target("avx2,fma"))) void sumRowsAvx2(std::span<const WeightedRow> rows, std::span<float> sum)
{
    // 64 columns at a time: their sums stay in eight registers, and 64 bytes are one cache line of each row.
    for (std::size_t column = 0; column < sum.size(); column += 8 * Registers) {
        // NOLINTNEXTLINE(modernize-avoid-c-arrays): a template would drop the type's alignment
        __m256 sums[Registers];
#pragma GCC unroll 8
        for (__m256 &lane : sums)
            lane = _mm256_setzero_ps();
        for (const WeightedRow &term : rows) {
            const __m256 weight = _mm256_set1_ps(term.weight);
            const std::int8_t *const at = term.row + column;
#pragma GCC unroll 8
            for (std::size_t i = 0; i < Registers; ++i) {
                const __m128i bytes = _mm_loadl_epi64(reinterpret_cast<const __m128i *>(at + 8 * i));
                sums[i] = _mm256_fmadd_ps(weight, _mm256_cvtepi32_ps(_mm256_cvtepi8_epi32(bytes)), sums[i]);
            }
        }
#pragma GCC unroll 8
        for (std::size_t i = 0; i < Registers; ++i)
            _mm256_storeu_ps(sum.data() + column + 8 * i, sums[i]);
    }
}

} // namespace

RowSum fastestRowSum()
{
    const bool avx2 = __builtin_cpu_supports("avx2") != 0 && __builtin_cpu_supports("fma") != 0;
    return avx2 ? sumRowsAvx2 : sumRowsPlainly;
}

#else

RowSum fastestRowSum()
{
    return sumRowsPlainly;
}

#endif

} // namespace vectray
