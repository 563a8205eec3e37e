#pragma once

#include "OpenDirectory.h"
#include "TreeWalk.h"

#include <sys/stat.h>

namespace vectray {

/// An entry that is no directory, named relative to an open one.
struct FoundEntry
{
    int directory = -1;
    const char *name = nullptr;
    QByteArrayView path; ///< relative to the root
    struct stat stat = {};
};

/// Why an entry is not indexed although no rule ignores it; empty if it is.
QString reasonToSkip(const FoundEntry &entry, const WalkOptions &options);

/// Why a directory could not be read.
QString unreadableReason(int error);

/// Whether opening a directory failed because there is none any more (a link does not count as one).
bool meansMissing(int error);

FileStat fileStat(const struct stat &stat);

/// The root, open and checked to be the expected one.
Result<Descriptor> openRoot(const WalkOptions &options);

} // namespace vectray
