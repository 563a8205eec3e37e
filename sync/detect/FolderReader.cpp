#include "FolderReader.h"

#include <base/Clock.h>
#include <base/Sha256.h>

#include <QString>
#include <QThreadPool>
#include <QtConcurrentMap>

#include <fcntl.h>
#include <linux/openat2.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace vectray {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int Attempts = 3;

Error errnoError(int code, const QString &what)
{
    const QString message = what + u": "_s + QString::fromLocal8Bit(std::strerror(code));
    switch (code) {
    case ENOENT:
    case ENOTDIR:
        return {Error::Kind::NotFound, message};
    case EACCES:
    case EPERM:
        return {Error::Kind::Denied, message};
    case ELOOP:
    case EXDEV:
        return {Error::Kind::Invalid, u"it is reached through a symbolic link"_s};
    case ENXIO:
    case ENODEV:
        return {Error::Kind::Invalid, u"it is not a regular file"_s};
    default:
        return {Error::Kind::Unavailable, message};
    }
}

Descriptor openBeneath(int folder, const QByteArray &path)
{
    struct open_how how = {};
    how.flags = O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK; // a FIFO must not hold us
    how.resolve = RESOLVE_BENEATH | RESOLVE_NO_SYMLINKS | RESOLVE_NO_MAGICLINKS;
    return Descriptor(int(::syscall(SYS_openat2, folder, path.constData(), &how, sizeof how)));
}

std::int64_t toNs(const timespec &time)
{
    return std::int64_t(time.tv_sec) * 1'000'000'000 + time.tv_nsec;
}

FileStat statOf(const struct stat &found)
{
    return {.size = found.st_size,
            .mtimeNs = toNs(found.st_mtim),
            .ctimeNs = toNs(found.st_ctim),
            .inode = found.st_ino};
}

Result<FileStat> statDescriptor(int descriptor)
{
    struct stat found = {};
    if (::fstat(descriptor, &found) != 0)
        return errnoError(errno, u"cannot look at it"_s);
    if (!S_ISREG(found.st_mode))
        return Error{Error::Kind::Invalid, u"it is not a regular file"_s};
    return statOf(found);
}

/// All bytes from the start, at most one more than \a expected: that one tells that the file has grown.
Result<QByteArray> readBytes(int descriptor, std::int64_t expected)
{
    QByteArray bytes(expected + 1, Qt::Uninitialized);
    std::int64_t got = 0;
    while (got < bytes.size()) {
        const ssize_t size = ::pread(descriptor, bytes.data() + got, std::size_t(bytes.size() - got), got);
        if (size < 0 && errno == EINTR)
            continue;
        if (size < 0)
            return errnoError(errno, u"cannot read it"_s);
        if (size == 0)
            break;
        got += size;
    }
    bytes.truncate(got);
    return bytes;
}

} // namespace

Result<FolderReader> FolderReader::open(const QString &root)
{
    Descriptor folder(::open(root.toUtf8().constData(), O_PATH | O_DIRECTORY | O_CLOEXEC));
    if (!folder)
        return errnoError(errno, u"cannot open the folder %1"_s.arg(root));
    return FolderReader(std::move(folder));
}

Result<FileContent> FolderReader::read(const QByteArray &path, std::int64_t maxBytes) const
{
    for (int attempt = 0; attempt < Attempts; ++attempt) {
        const Descriptor file =
            openBeneath(m_folder.get(), path); // anew each time: a save may replace the file
        if (!file)
            return errnoError(errno, u"cannot open it"_s);
        const std::int64_t readAtNs = wallNowNs();
        const auto before = statDescriptor(file.get());
        if (!before)
            return before.error();
        if (before->size > maxBytes)
            return Error{Error::Kind::Invalid, u"it has %1 bytes, more than the limit of %2"_s.arg(before->size).arg(maxBytes)};

        auto bytes = readBytes(file.get(), before->size);
        if (!bytes)
            return bytes.error();
        const auto after = statDescriptor(file.get());
        if (!after)
            return after.error();
        if (*before == *after && bytes->size() == before->size) {
            const ContentHash hash = sha256(*bytes);
            return FileContent{.bytes = *std::move(bytes), .hash = hash, .stat = *before, .readAtNs = readAtNs};
        }
    }
    return Error{Error::Kind::Unavailable, u"it changes while it is being read"_s};
}

bool FolderReader::has(const QByteArray &path) const
{
    struct stat found = {};
    return ::fstatat(m_folder.get(), path.constData(), &found, AT_SYMLINK_NOFOLLOW) == 0;
}

QList<Result<FileContent>> FolderReader::readAll(QThreadPool &pool, const QList<QByteArray> &paths,
                                                 std::int64_t maxBytes) const
{
    return QtConcurrent::blockingMapped<QList<Result<FileContent>>>(
        &pool, paths, [this, maxBytes](const QByteArray &path) { return read(path, maxBytes); });
}

} // namespace vectray
