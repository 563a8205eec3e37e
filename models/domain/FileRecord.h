#pragma once

#include "ContentHash.h"
#include "FileStat.h"
#include "Ids.h"

#include <QString>

#include <algorithm>

namespace vectray {

/// A file as the index last saw it.
struct FileRecord
{
    /// Time stamps are as coarse as the kernel's tick (at most 10 ms); twice that is on the safe side.
    static constexpr std::int64_t RacyWindowNs = 20'000'000;

    FileId id; ///< 0 before the store has seen it
    QString path; ///< relative to its folder, '/'-separated, never empty
    ContentHash hash; ///< SHA-256 of exactly the bytes that were chunked
    FileStat stat; ///< taken before the bytes were read, and found equal after
    std::int64_t readAtNs = 0; ///< when the bytes were read, nanoseconds since 1970 UTC
    int chunkCount = 0;
    QString language; ///< "cpp", "markdown", …; "text" where nothing better is known

    /// Whether the file could have changed after it was read without its stat showing it.
    /// See "racy git": https://git-scm.com/docs/racy-git
    bool racy() const { return std::max(stat.mtimeNs, stat.ctimeNs) + RacyWindowNs > readAtNs; }

    bool operator==(const FileRecord &) const = default;
};

} // namespace vectray
