#pragma once

#include <QString>

#include <chrono>
#include <cstdint>

namespace vectray {

/// Where the index is, and how large.
struct StorageInfo
{
    QString kind; ///< "sqlite" or "postgresql"
    QString location; ///< a path, or an address without secrets
    std::int64_t bytes = 0;
    bool canCompact = false; ///< by compactStorage()
    QString usualFile{}; ///< where it is unless the settings say otherwise

    bool operator==(const StorageInfo &) const = default;
};

/// What a look at another place for the index showed: it could be kept there.
struct StorageTrial
{
    QString location; ///< without secrets
    QString server; ///< the version of PostgreSQL
    QString extension; ///< the version of pgvector; empty: it is there to be added at first use
    bool hasIndex = false; ///< there is one already, of this program's kind
    std::chrono::microseconds latency{0};

    bool operator==(const StorageTrial &) const = default;
};

/// How far a copy of the index is.
struct StorageCopyProgress
{
    bool isComparing = false; ///< it is copied, and both are read once more
    std::int64_t files = 0;
    std::int64_t total = 0;

    bool operator==(const StorageCopyProgress &) const = default;
};

/// A copy that is complete, and equal.
struct StorageCopied
{
    std::int64_t files = 0;
    std::int64_t chunks = 0;

    bool operator==(const StorageCopied &) const = default;
};

} // namespace vectray
