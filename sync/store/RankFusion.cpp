#include "RankFusion.h"

#include <QHash>

#include <algorithm>

namespace vectray {

std::vector<FusedChunk> fuseRanks(const std::vector<ScoredChunk> &vector, const std::vector<ScoredChunk> &sparse,
                                  const FusionWeights &weights)
{
    const auto share = [&](std::size_t rank) { return 1.0 / (weights.k + double(rank + 1)); };
    QHash<ChunkId, FusedChunk> byChunk;
    for (std::size_t rank = 0; rank < vector.size(); ++rank) {
        FusedChunk &fused = byChunk[vector[rank].chunk];
        fused.vectorScore = vector[rank].score;
        fused.score += weights.vector * share(rank);
    }
    for (std::size_t rank = 0; rank < sparse.size(); ++rank) {
        FusedChunk &fused = byChunk[sparse[rank].chunk];
        fused.sparseScore = sparse[rank].score;
        fused.score += weights.sparse * share(rank);
    }

    std::vector<FusedChunk> all;
    all.reserve(std::size_t(byChunk.size()));
    for (auto fused = byChunk.begin(); fused != byChunk.end(); ++fused) {
        fused->chunk = fused.key();
        all.push_back(*fused);
    }
    std::ranges::sort(all, BestFirst);
    return all;
}

} // namespace vectray
