#pragma once

#include <domain/FileRecord.h>

#include <QList>
#include <QMultiHash>

#include <optional>

namespace vectray {

/// Finds out which new files are old ones under a new name: same content, and the old path is gone.
class MoveMatcher
{
public:
    /// \a missing: the records whose files are not on the disk any more.
    explicit MoveMatcher(const QList<FileRecord> &missing);

    bool isEmpty() const { return m_left.isEmpty(); }

    /// The record that a new file with this content continues, each one once; of several the one with the same
    /// inode, else the one with the same file name, else the first by path. Empty files are never matched:
    /// they are all alike.
    std::optional<FileRecord> claim(const ContentHash &hash, const FileStat &stat, const QString &path);

    /// The records that nobody claimed: their files are deleted.
    QList<FileRecord> unclaimed() const;

private:
    QMultiHash<ContentHash, FileRecord> m_left;
};

} // namespace vectray
