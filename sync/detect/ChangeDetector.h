#pragma once

#include <domain/FileTable.h>

#include <vector>

namespace vectray {

/// Where disk and index differ by what a stat can tell. Numbers are rows of the two tables.
struct Comparison
{
    struct Pair
    {
        std::size_t disk = 0;
        std::size_t index = 0;
    };

    std::vector<std::size_t> created; ///< on the disk only
    std::vector<Pair> suspects; ///< in both, and the content may differ: it must be read to know
    std::vector<std::size_t> missing; ///< in the index only
    std::size_t unchanged = 0;
};

/// Compares in one pass. Both tables must be sorted. A file is unchanged if size, mtime, ctime and inode are,
/// and it was not touched in the moment it was read (see FileRecord::racy).
Comparison compare(const FileTable &disk, const FileTable &index);

} // namespace vectray
