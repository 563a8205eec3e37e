#pragma once

#include <cstdint>

namespace vectray {

/// What the file system says of a file without opening it. If all of it is unchanged, and the file
/// was not touched in the very moment it was read (FileRecord::racy), so is the content.
struct FileStat
{
    std::int64_t size = 0; ///< bytes
    std::int64_t mtimeNs = 0; ///< nanoseconds since 1970 UTC
    std::int64_t ctimeNs = 0; ///< nanoseconds since 1970 UTC; a user cannot set it back
    std::uint64_t inode = 0;

    bool operator==(const FileStat &) const = default;
};

} // namespace vectray
