#pragma once

#include "Postgres.h"
#include "VectorSets.h"

namespace vectray {

/// The sets of vectors: see VectorSets.h. One model is searched in the whole database, so all who share it agree.

/// The row number of the model, which gets one if the store has not met it.
Result<std::int64_t> ensureModelRow(Postgres &postgres, const EmbeddingModel &model);

/// 0 while the index is empty.
Result<std::int64_t> searchedModelRow(Postgres &postgres);

/// Makes the model the one that is searched, if there is none. Conflict if it is another. In a transaction.
Done claimSearched(Postgres &postgres, std::int64_t model);

Result<VectorSetState> readVectorSet(Postgres &postgres, const EmbeddingModel &model);
Result<MissingVectors> readMissingVectors(Postgres &postgres, const EmbeddingModel &model, ChunkId after, int limit);
Result<VectorCacheState> readVectorCache(Postgres &postgres);
Done addVectors(Postgres &postgres, const EmbeddingModel &model, const QHash<ContentHash, Embedding> &vectors);
Done switchVectorSet(Postgres &postgres, const EmbeddingModel &model); ///< in a transaction
Done trimVectorCache(Postgres &postgres, const VectorCacheLimits &limits);

} // namespace vectray
