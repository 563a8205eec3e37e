#pragma once

#include <domain/Ids.h>

#include <optional>
#include <vector>

namespace vectray {

/// Flattens the difference between the first ranks.
constexpr double RankConstant = 60;

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

/// Reciprocal rank fusion: a chunk's score is the sum of 1 / (60 + rank) over the lists it is in (Cormack,
/// Clarke, Büttcher: SIGIR 2009). Both lists best first; so is the answer, equal scores in the order of ids.
std::vector<FusedChunk> fuseRanks(const std::vector<ScoredChunk> &vector, const std::vector<ScoredChunk> &sparse);

} // namespace vectray
