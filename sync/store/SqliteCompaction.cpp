#include "SqliteCompaction.h"

#include <base/Logging.h>

#include <QFileInfo>
#include <QLocale>
#include <QStorageInfo>

namespace vectray {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr std::int64_t Reserve = 16 << 20; ///< for whoever else writes there

/// Where SQLite builds the new file, by its own order: https://www.sqlite.org/tempfiles.html
QString temporaryFolder()
{
    for (const QString &folder : {qEnvironmentVariable("SQLITE_TMPDIR"), qEnvironmentVariable("TMPDIR"),
                                  u"/var/tmp"_s, u"/usr/tmp"_s, u"/tmp"_s}) {
        const QFileInfo info(folder);
        if (!folder.isEmpty() && info.isDir() && info.isWritable())
            return folder;
    }
    return u"."_s;
}

Done checkRoom(const QString &folder, std::int64_t bytes, const FreeSpace &freeSpace)
{
    const std::int64_t free = freeSpace(folder);
    if (free >= bytes + Reserve)
        return {};
    const QLocale words = QLocale::c();
    return Error{Error::Kind::Unavailable,
                 u"compacting needs %1 of free space in %2, and there is %3"_s.arg(
                     words.formattedDataSize(bytes + Reserve), folder, words.formattedDataSize(free))};
}

Result<std::int64_t> usedBytes(Sqlite &sqlite)
{
    std::int64_t bytes = 0;
    const Done read = sqlite.each("SELECT (page_count - freelist_count) * page_size "
                                  "FROM pragma_page_count, pragma_freelist_count, pragma_page_size",
                                  [&](const SqliteRow &row) { bytes = row.integer(0); });
    return read ? Result(bytes) : read.error();
}

} // namespace

std::int64_t freeSpaceOf(const QString &folder)
{
    return QStorageInfo(folder).bytesAvailable();
}

Done compact(Sqlite &sqlite, const QString &file, const FreeSpace &freeSpace)
{
    const auto used = usedBytes(sqlite);
    if (!used)
        return used.error();
    // The new file is built among the temporary ones, and comes back by way of the log beside the index.
    const QString home = QFileInfo(file).absolutePath();
    const QString temporary = temporaryFolder();
    const bool isOneDisk = QStorageInfo(home) == QStorageInfo(temporary);
    if (Done room = checkRoom(home, isOneDisk ? 2 * *used : *used, freeSpace); !room)
        return room;
    if (Done room = isOneDisk ? Done() : checkRoom(temporary, *used, freeSpace); !room)
        return room;
    qCInfo(logStore).nospace() << "compact=begun bytes=" << *used;
    if (Done compacted = sqlite.exec("VACUUM"); !compacted)
        return compacted;
    return sqlite.exec("PRAGMA wal_checkpoint(TRUNCATE)");
}

} // namespace vectray
