#pragma once

#include <domain/ContentHash.h>
#include <domain/Embedding.h>
#include <domain/Ids.h>

#include <QByteArray>
#include <QHash>

#include <chrono>
#include <optional>

namespace vectray {

// The index is searched by the vectors of one model at a time. Vectors of another one lie beside them: left
// over from the model before, or gathered for the one to come.

/// How much of a model's set is there.
struct VectorSetState
{
    std::optional<EmbeddingModel> searched; ///< the model that searches use; absent while the index is empty
    std::int64_t chunks = 0; ///< in the index
    std::int64_t missing = 0; ///< of them, without a vector of the model that was asked about
    std::int64_t missingBytes = 0; ///< of their texts; equal texts count once

    bool operator==(const VectorSetState &) const = default;
};

/// Chunks that have no vector of some model yet.
struct MissingVectors
{
    QHash<ContentHash, QByteArray> texts; ///< UTF-8
    ChunkId last; ///< where to go on; 0: there are no more
};

/// The vectors that no chunk has now: of text that went, and of models that are not searched.
struct VectorCacheState
{
    std::int64_t vectors = 0;
    std::int64_t bytes = 0;

    bool operator==(const VectorCacheState &) const = default;
};

/// What the cache may keep. Whatever was used longest ago goes first.
struct VectorCacheLimits
{
    std::chrono::hours unusedFor{7 * 24};
    std::int64_t bytes = std::int64_t(1) << 30;
    std::optional<EmbeddingModel> building; ///< its vectors stay: it is going to be searched
};

} // namespace vectray
