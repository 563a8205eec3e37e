#pragma once

#include <QString>

#include <cstdint>

namespace vectray {

/// Where the index is, and how large.
struct StorageInfo
{
    QString kind; ///< "sqlite" or "postgresql"
    QString location; ///< a path, or an address without secrets
    std::int64_t bytes = 0;

    bool operator==(const StorageInfo &) const = default;
};

} // namespace vectray
