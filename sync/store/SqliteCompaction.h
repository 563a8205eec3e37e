#pragma once

#include "Sqlite.h"

namespace vectray {

/// Bytes that the file system of a folder has free for us.
using FreeSpace = std::function<std::int64_t(const QString &folder)>;

/// As the operating system says it.
std::int64_t freeSpaceOf(const QString &folder);

/// Writes the database anew without the room that deleted rows have left. All or nothing: broken off, by an
/// error, the end of the process or the connection's deadline (Cancelled), the file is as it was.
/// Unavailable, and nothing is begun, where a disk has not the room for it.
Done compact(Sqlite &sqlite, const QString &file, const FreeSpace &freeSpace = freeSpaceOf);

} // namespace vectray
