#include "PrivateFile.h"

#include "Descriptor.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>

namespace vectray {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr off_t MostBytes = 64 * 1024;

Error failure(const QString &what, const QString &path)
{
    const int code = errno;
    const Error::Kind kind = code == ENOENT ? Error::Kind::NotFound
        : code == ELOOP || code == EACCES   ? Error::Kind::Denied
                                            : Error::Kind::Unavailable;
    return {kind, u"cannot %1 %2: %3"_s.arg(what, path, QString::fromLocal8Bit(std::strerror(code)))};
}

bool writeAll(int descriptor, const QByteArray &bytes)
{
    qsizetype done = 0;
    while (done < bytes.size()) {
        const ssize_t size = ::write(descriptor, bytes.constData() + done, std::size_t(bytes.size() - done));
        if (size < 0 && errno == EINTR)
            continue;
        if (size < 0)
            return false;
        done += size;
    }
    return ::fsync(descriptor) == 0;
}

} // namespace

Result<QByteArray> readPrivateFile(const QString &path)
{
    const Descriptor file(::open(path.toUtf8().constData(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC));
    struct stat found = {};
    if (!file || ::fstat(file.get(), &found) != 0)
        return failure(u"read"_s, path);
    if (!S_ISREG(found.st_mode) || found.st_uid != ::geteuid())
        return Error{Error::Kind::Denied,
                     u"%1 is not a file of your own and is not trusted; delete it"_s.arg(path)};
    if ((found.st_mode & 0077) != 0)
        return Error{
            Error::Kind::Denied,
            u"others may read %1, so its content is no secret any more; delete it, a new one is made"_s.arg(
                path)};
    if (found.st_size > MostBytes)
        return Error{Error::Kind::Denied, u"%1 is larger than such a file can be"_s.arg(path)};
    QByteArray bytes(found.st_size, '\0');
    const ssize_t size = ::pread(file.get(), bytes.data(), std::size_t(bytes.size()), 0);
    if (size < 0)
        return failure(u"read"_s, path);
    bytes.truncate(size);
    return bytes;
}

Done writePrivateFile(const QString &path, const QByteArray &bytes)
{
    const QByteArray target = path.toUtf8();
    const QByteArray draft = target + ".new";
    ::unlink(draft.constData()); // left by one who did not get to the end
    const Descriptor file(
        ::open(draft.constData(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600));
    if (!file)
        return failure(u"write"_s, path);
    if (!writeAll(file.get(), bytes) || ::rename(draft.constData(), target.constData()) != 0) {
        const Error error = failure(u"write"_s, path);
        ::unlink(draft.constData());
        return error;
    }
    return {};
}

} // namespace vectray
