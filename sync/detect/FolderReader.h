#pragma once

#include <base/Descriptor.h>
#include <domain/ContentHash.h>
#include <domain/FileStat.h>

#include <QByteArray>
#include <QList>

class QThreadPool;

namespace vectray {

/// A file's bytes, all of one moment, and what the file system said of them then.
struct FileContent
{
    QByteArray bytes;
    ContentHash hash; ///< SHA-256 of bytes
    FileStat stat;
    std::int64_t readAtNs = 0; ///< see FileRecord::readAtNs
};

/// Reads files below one folder, and never anything else: a path that leads out of it through a symbolic
/// link, at whatever moment the link was put there, is not opened. Safe to use from many threads.
class FolderReader
{
public:
    /// NotFound, Denied or Unavailable, with the reason.
    static Result<FolderReader> open(const QString &root);

    /// \a path is relative to the folder, UTF-8. Reads the file once more if it changed meanwhile, a few times.
    /// NotFound: it is gone. Invalid: it is no regular file any more, or larger than \a maxBytes.
    /// Unavailable: it keeps changing, or could not be read now. Denied: no permission.
    Result<FileContent> read(const QByteArray &path, std::int64_t maxBytes) const;

    /// The same for many files on the pool, in order. Blocks.
    QList<Result<FileContent>> readAll(QThreadPool &pool, const QList<QByteArray> &paths, std::int64_t maxBytes) const;

    /// Whether there is something at the path, of whatever kind.
    bool has(const QByteArray &path) const;

private:
    explicit FolderReader(Descriptor folder) : m_folder(std::move(folder)) {}

    Descriptor m_folder;
};

} // namespace vectray
