#include "WatchLimit.h"

#include "OpenDirectory.h"

#include <QLocale>

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <optional>

namespace vectray {

using namespace Qt::Literals::StringLiterals;

namespace {

struct Setting
{
    QString key; ///< as sysctl names it
    std::optional<qint64> value{}; ///< nothing: the kernel has no such setting
};

Setting readSetting(const QString &key)
{
    const QString path = u"/proc/sys/"_s + QString(key).replace(u'.', u'/');
    // A file of /proc says that its size is zero, so it cannot be read as a small file.
    const Descriptor file(::open(path.toUtf8().constData(), O_RDONLY | O_CLOEXEC));
    char buffer[32] = {};
    const ssize_t size = file ? ::read(file.get(), buffer, sizeof buffer - 1) : 0;
    bool isNumber = false;
    const qint64 value = QByteArray(buffer, std::max<ssize_t>(size, 0)).trimmed().toLongLong(&isNumber);
    return {key, isNumber ? std::optional(value) : std::nullopt};
}

/// The kernel keeps one limit for the machine's users and one for each user namespace; the lower one holds.
WatchLimit limit(const QString &what, const Setting &general, const Setting &inNamespace, qint64 atLeast)
{
    const bool nested = inNamespace.value && inNamespace.value < general.value;
    const Setting &reached = nested ? inNamespace : general;
    const qint64 value = reached.value.value_or(0);
    const QString command =
        u"sudo sysctl %1=%2"_s.arg(reached.key, QString::number(std::max(atLeast, value * 2)));
    return {u"The system's limit of %1 %2 is reached."_s.arg(QLocale(QLocale::English).toString(value), what),
            u"Raise it with: %1"_s.arg(command)};
}

} // namespace

WatchLimit WatchLimit::ofWatches()
{
    return limit(u"watched directories"_s, readSetting(u"fs.inotify.max_user_watches"_s),
                 readSetting(u"user.max_inotify_watches"_s), 524'288);
}

WatchLimit WatchLimit::ofInstances()
{
    return limit(u"watchers"_s, readSetting(u"fs.inotify.max_user_instances"_s),
                 readSetting(u"user.max_inotify_instances"_s), 512);
}

} // namespace vectray
