#include "OpenDirectory.h"

#include <QByteArray>
#include <QString>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace vectray {

namespace {

constexpr qint64 SmallFileLimit = 8 << 20;

} // namespace

Descriptor openDirectory(int parent, const char *name)
{
    return Descriptor(::openat(parent, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK));
}

Descriptor openDirectoryBeneath(int parent, QByteArrayView path)
{
    Descriptor current = openDirectory(parent, ".");
    while (current && !path.isEmpty()) {
        const qsizetype slash = path.indexOf('/');
        const QByteArrayView name = slash < 0 ? path : path.first(slash);
        path = slash < 0 ? QByteArrayView() : path.sliced(slash + 1);
        if (name == "..") {
            errno = EINVAL; // would leave the parent
            return {};
        }
        if (!name.isEmpty())
            current = openDirectory(current.get(), name.toByteArray().constData());
    }
    return current;
}

QByteArray readSmallFile(int parent, const char *name, Links links)
{
    const int follow = links == Links::Refuse ? O_NOFOLLOW : 0;
    const Descriptor file(::openat(parent, name, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY | follow));
    struct stat found = {};
    if (!file || ::fstat(file.get(), &found) != 0 || !S_ISREG(found.st_mode)
        || found.st_size > SmallFileLimit)
        return {};

    QByteArray content(found.st_size + 1,
                       Qt::Uninitialized); // one more, to see the end without another round
    qsizetype size = 0;
    while (size < content.size()) {
        const ssize_t got = ::read(file.get(), content.data() + size, std::size_t(content.size() - size));
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            break;
        size += got;
    }
    content.truncate(size);
    return content;
}

QString errnoText(int error)
{
    return QString::fromLocal8Bit(std::strerror(error));
}

} // namespace vectray
