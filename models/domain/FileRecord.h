#pragma once

#include "ContentHash.h"
#include "FileStat.h"
#include "Ids.h"

#include <QString>


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
    bool racy() const { return touchedAround(stat, readAtNs, RacyWindowNs); }

    /// Whether a time stamp lies within the window around a moment. One that lies further in the future is of a time
    /// before the clock was set back: a change would be stamped otherwise, so that it shows.
    static bool touchedAround(const FileStat &stat, std::int64_t momentNs, std::int64_t windowNs)
    {
        const auto near = [&](std::int64_t stampNs) {
            return stampNs > momentNs - windowNs && stampNs < momentNs + windowNs;
        };
        return near(stat.mtimeNs) || near(stat.ctimeNs);
    }

    bool operator==(const FileRecord &) const = default;
};

} // namespace vectray
