#pragma once

#include "Sqlite.h"
#include "VectorSets.h"

namespace vectray {

// Sets of vectors in SQLite. In the writer's thread. What is searched lies in chunks and chunk_codes,
// everything else in embedding_cache: of the model before and of the one to come.

/// The row number of the model, made where it is new.
Result<std::int64_t> ensureModelRow(Sqlite &sqlite, const EmbeddingModel &model);

/// The row number of the model that is searched; 0: none yet.
Result<std::int64_t> searchedModelRow(Sqlite &sqlite);

/// Makes the model the searched one if there is none. Conflict if there is another.
Done claimSearched(Sqlite &sqlite, std::int64_t model);

Result<VectorSetState> readVectorSet(Sqlite &sqlite, const EmbeddingModel &model);
Result<MissingVectors> readMissingVectors(Sqlite &sqlite, const EmbeddingModel &model, ChunkId after,
                                          int limit);
Result<VectorCacheState> readVectorCache(Sqlite &sqlite);

// The caller commits these two.
Done addVectors(Sqlite &sqlite, const EmbeddingModel &model, const QHash<ContentHash, Embedding> &vectors);
Done switchVectorSet(Sqlite &sqlite, const EmbeddingModel &model);

Done trimVectorCache(Sqlite &sqlite, const VectorCacheLimits &limits);

} // namespace vectray
