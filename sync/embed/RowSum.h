#pragma once

#include <cstdint>
#include <span>

namespace vectray {

/// A row of a model and what it counts.
struct WeightedRow
{
    const std::int8_t *row = nullptr;
    float weight = 0;
};

/// Sets \a sum to the sum of \a rows, each of which has sum.size() numbers: a multiple of 64.
/// Implementations differ in the last bits only, by the order in which they round.
using RowSum = void (*)(std::span<const WeightedRow> rows, std::span<float> sum);

/// Works everywhere.
void sumRowsPlainly(std::span<const WeightedRow> rows, std::span<float> sum);

/// The fastest that this machine's processor can run.
RowSum fastestRowSum();

} // namespace vectray
