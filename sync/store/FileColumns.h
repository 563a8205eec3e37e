#pragma once

#include <domain/FileRecord.h>

#include <QList>
#include <QStringList>

namespace vectray {

/// File records turned by a quarter, for unnest(): one list a column.
struct FileColumns
{
    QList<FileId> ids;
    QStringList absolutes;
    QStringList relatives;
    QList<ContentHash> hashes;
    QList<std::int64_t> sizes;
    QList<std::int64_t> mtimes;
    QList<std::int64_t> ctimes;
    QList<std::int64_t> inodes;
    QList<std::int64_t> readTimes;
    QList<std::int64_t> chunkCounts;
    QStringList languages;

    void addStat(const FileStat &stat, std::int64_t readAtNs)
    {
        sizes.append(stat.size);
        mtimes.append(stat.mtimeNs);
        ctimes.append(stat.ctimeNs);
        inodes.append(std::int64_t(stat.inode));
        readTimes.append(readAtNs);
    }
    void add(const FileRecord &record, const QString &absolute, int chunks)
    {
        ids.append(record.id);
        absolutes.append(absolute);
        relatives.append(record.path);
        hashes.append(record.hash);
        addStat(record.stat, record.readAtNs);
        chunkCounts.append(chunks);
        languages.append(record.language);
    }
};

} // namespace vectray
