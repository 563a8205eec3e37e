#pragma once

#include <chrono>
#include <cstdint>

namespace vectray {

/// What one sync did. All counts are counted where the work is done, never derived from each other.
struct SyncStats
{
    std::int64_t filesScanned = 0;
    std::int64_t filesCreated = 0;
    std::int64_t filesModified = 0;
    std::int64_t filesDeleted = 0;
    std::int64_t filesRenamed = 0;
    std::int64_t filesUnchanged = 0;
    std::int64_t filesSkipped = 0;
    std::int64_t filesFailed = 0;
    std::int64_t chunksAdded = 0;
    std::int64_t chunksRemoved = 0;
    std::int64_t chunksUnchanged = 0; ///< of the files that were created, modified or renamed
    std::int64_t chunksEmbedded = 0; ///< by the model; the rest of chunksAdded came from the cache
    std::chrono::milliseconds duration{0};
    std::chrono::milliseconds scanDuration{0}; ///< walking and comparing
    std::chrono::milliseconds syncDuration{0}; ///< reading, chunking, embedding, storing

    bool changedAnything() const { return filesCreated + filesModified + filesDeleted + filesRenamed > 0; }
    SyncStats &operator+=(const SyncStats &other);
    bool operator==(const SyncStats &) const = default;
};

} // namespace vectray
