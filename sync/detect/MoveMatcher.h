#pragma once

#include <domain/FileRecord.h>

#include <QList>
#include <QMultiHash>

#include <functional>
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
    /// they are all alike. Nor is a record whose path \a isGone denies: it has come back since it was missed.
    std::optional<FileRecord> claim(
        const ContentHash &hash, const FileStat &stat, const QString &path,
        const std::function<bool(const QString &)> &isGone = [](const QString &) { return true; });

    /// The records that nobody claimed: their files are deleted.
    QList<FileRecord> unclaimed() const;

private:
    QMultiHash<ContentHash, FileRecord> m_left;
};

} // namespace vectray
