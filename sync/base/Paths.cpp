#include "Paths.h"

#include <QDir>
#include <QFileInfo>

#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace vectray {

using namespace Qt::Literals::StringLiterals;

namespace {

QString absoluteFromEnvironment(const char *name)
{
    const QString value = qEnvironmentVariable(name);
    return value.startsWith(u'/') ? QDir::cleanPath(value) : QString();
}

QString base(const char *name, const QString &fallback)
{
    const QString value = absoluteFromEnvironment(name);
    return value.isEmpty() ? QDir::homePath() + fallback : value;
}

Done makePrivate(const QString &path)
{
    const QByteArray native = path.toUtf8();
    struct stat found = {};
    if (!QDir().mkpath(path) || ::chmod(native.constData(), 0700) != 0 || ::stat(native.constData(), &found) != 0)
        return Error{Error::Kind::Unavailable, u"cannot make the folder %1: %2"_s.arg(
                                                   path, QString::fromLocal8Bit(std::strerror(errno)))};
    if (found.st_uid != ::geteuid())
        return Error{Error::Kind::Denied, u"the folder %1 belongs to another user"_s.arg(path)};
    return {};
}

} // namespace

Paths Paths::fromEnvironment()
{
    Paths paths;
    paths.config = base("XDG_CONFIG_HOME", u"/.config"_s) + u"/vectray"_s;
    paths.data = base("XDG_DATA_HOME", u"/.local/share"_s) + u"/vectray"_s;
    paths.state = base("XDG_STATE_HOME", u"/.local/state"_s) + u"/vectray"_s;
    paths.cache = base("XDG_CACHE_HOME", u"/.cache"_s) + u"/vectray"_s;
    // Without a runtime directory a private one beside the state: never a guessable name in /tmp.
    const QString runtime = absoluteFromEnvironment("XDG_RUNTIME_DIR");
    paths.runtime = runtime.isEmpty() ? paths.state + u"/run"_s : runtime + u"/vectray"_s;
    if (const QString data = absoluteFromEnvironment("VECTRAY_DATA_DIR"); !data.isEmpty())
        paths.data = data;
    return paths;
}

Done Paths::create() const
{
    for (const QString &path : {config, data, state, cache, runtime}) {
        if (Done made = makePrivate(path); !made)
            return made;
    }
    return {};
}

} // namespace vectray
