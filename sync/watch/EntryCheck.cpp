#include "EntryCheck.h"

#include "DisplayPath.h"

#include <QDir>
#include <QFile>
#include <QLocale>

#include <fcntl.h>
#include <unistd.h>

#include <array>
#include <cerrno>

namespace vectray {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr std::int64_t NsPerSecond = 1'000'000'000;

QString count(std::int64_t number)
{
    return QLocale(QLocale::English, QLocale::UnitedStates).toString(qint64(number));
}

/// Whether the link's text leads out of the root, by the text alone: nothing out there is touched.
bool leadsOut(const FoundEntry &link, const QByteArray &target, const QString &root)
{
    const QString text = QFile::decodeName(target);
    const QString base = root + u'/' + QFile::decodeName(link.path.toByteArray()) + u"/.."_s;
    const QString goal = QDir::cleanPath(QDir::isAbsolutePath(text) ? text : base + u'/' + text);
    return goal != root && !goal.startsWith(root.endsWith(u'/') ? root : root + u'/');
}

QString linkReason(const FoundEntry &link, const QString &root)
{
    std::array<char, 4096> buffer; // PATH_MAX
    const ssize_t size = ::readlinkat(link.directory, link.name, buffer.data(), buffer.size());
    const QByteArray target(buffer.data(), std::max<ssize_t>(size, 0));
    const QString shown = displayPath(target);
    if (leadsOut(link, target, root))
        return u"It is a symbolic link that leads out of the folder (to %1)."_s.arg(shown);
    struct stat found = {};
    if (::fstatat(link.directory, link.name, &found, 0) == 0)
        return u"It is a symbolic link (to %1); links are not followed."_s.arg(shown);
    if (errno == ELOOP)
        return u"It is a symbolic link that leads back to itself (to %1)."_s.arg(shown);
    return u"It is a broken symbolic link (to %1)."_s.arg(shown);
}

QString kindOf(mode_t mode)
{
    switch (mode & S_IFMT) {
    case S_IFIFO:
        return u"a named pipe"_s;
    case S_IFSOCK:
        return u"a socket"_s;
    case S_IFCHR:
    case S_IFBLK:
        return u"a device"_s;
    default:
        return u"something else"_s;
    }
}

std::int64_t nanoseconds(const timespec &time)
{
    return std::int64_t(time.tv_sec) * NsPerSecond + time.tv_nsec;
}

} // namespace

QString reasonToSkip(const FoundEntry &entry, const WalkOptions &options)
{
    if (!QByteArrayView(entry.name).isValidUtf8())
        return u"Its name is not valid UTF-8."_s;
    if (S_ISLNK(entry.stat.st_mode))
        return linkReason(entry, options.root);
    if (!S_ISREG(entry.stat.st_mode))
        return u"It is not a regular file but %1."_s.arg(kindOf(entry.stat.st_mode));
    if (entry.stat.st_size > options.maxFileBytes)
        return u"It has %1 bytes; the limit is %2."_s.arg(count(entry.stat.st_size),
                                                          count(options.maxFileBytes));
    return {};
}

QString unreadableReason(int error)
{
    return u"The directory cannot be read: %1."_s.arg(errnoText(error));
}

bool meansMissing(int error)
{
    return error == ENOENT || error == ENOTDIR || error == ELOOP;
}

FileStat fileStat(const struct stat &stat)
{
    return {.size = stat.st_size,
            .mtimeNs = nanoseconds(stat.st_mtim),
            .ctimeNs = nanoseconds(stat.st_ctim),
            .inode = stat.st_ino};
}

Result<Descriptor> openRoot(const WalkOptions &options)
{
    Descriptor root = openDirectory(AT_FDCWD, QFile::encodeName(options.root).constData());
    if (!root) {
        const auto identity = identify(options.root);
        return identity
            ? Error{Error::Kind::Unavailable, u"The folder %1 comes and goes."_s.arg(options.root)}
            : identity.error();
    }
    if (options.expected && *options.expected != identityOf(root.get()))
        return Error{Error::Kind::Unavailable,
                     u"Another directory or file system is in the place of %1."_s.arg(options.root)};
    return root;
}

} // namespace vectray
