#pragma once

#include <domain/Ids.h>

#include <algorithm>
#include <optional>
#include <vector>

namespace vectray {

struct ScoredChunk
{
    ChunkId chunk;
    double score = 0; ///< higher is better
};

struct FusedChunk
{
    ChunkId chunk;
    std::optional<double> vectorScore;
    std::optional<double> sparseScore;
    double score = 0; ///< higher is better
};

/// The order of all ranked lists: best first, equal scores in the order of ids.
constexpr auto BestFirst = [](const auto &a, const auto &b) {
    return a.score != b.score ? a.score > b.score : a.chunk < b.chunk;
};

/// How much a place in each list is worth (docs/decisions/0009-hybrid-search.md).
struct FusionWeights
{
    double k = 60; ///< the smaller, the more the very first places count
    double vector = 1;
    double sparse = 1;
};

/// How many places each list should have (docs/decisions/0009-hybrid-search.md).
constexpr std::size_t candidatesFor(int topK)
{
    constexpr std::size_t Least = 60;
    return std::max(Least, std::size_t(topK) * 2);
}

/// Reciprocal rank fusion: a chunk's score is the sum of weight / (k + rank) over the lists it is in (Cormack,
/// Clarke, Büttcher: SIGIR 2009). Both lists best first; so is the answer, equal scores in the order of ids.
std::vector<FusedChunk> fuseRanks(const std::vector<ScoredChunk> &vector, const std::vector<ScoredChunk> &sparse,
                                  const FusionWeights &weights = {});

} // namespace vectray
