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
        FileId id; ///< in the index; 0 if it was skipped when it was last read
    };

    std::vector<std::size_t> created; ///< on the disk only
    std::vector<Pair> suspects; ///< in both, and the content may differ: it must be read to know
    std::vector<std::size_t> missing; ///< in the index only
    std::size_t unchanged = 0;
};

/// Whether an unchanged stat is believed.
enum class Trust { Stat, Nothing };

/// Compares in one pass. Both tables must be sorted. A file is unchanged if size, mtime, ctime and inode are,
/// and it was not touched in the moment it was read (see FileRecord::racy).
Comparison compare(const FileTable &disk, const FileTable &index, Trust trust = Trust::Stat);

} // namespace vectray
