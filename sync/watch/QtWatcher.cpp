#include "QtWatcher.h"

#include "OpenDirectory.h"

#include <QFile>
#include <QFileInfo>

#include <fcntl.h>
#include <sys/stat.h>

#include <algorithm>

namespace vectray {

using namespace Qt::Literals::StringLiterals;

QtWatcher::QtWatcher(WatcherOptions options) : GuardedWatcher(std::move(options)) {}

WatcherHealth QtWatcher::arm()
{
    m_watcher = std::make_unique<QFileSystemWatcher>();
    connect(m_watcher.get(), &QFileSystemWatcher::directoryChanged, this, &QtWatcher::onDirectoryChanged);
    connect(m_watcher.get(), &QFileSystemWatcher::fileChanged, this, &QtWatcher::onFileChanged);
    m_snapshot.clear();
    m_refused = false;
    watch({QByteArray()});
    m_watcher->addPath(parentDirectory()); // a root that is moved away does not say so itself
    lookAndWatch({}, TreeSnapshot::Depth::Tree);
    return ownHealth();
}

void QtWatcher::disarm()
{
    if (m_watcher) {
        m_watcher->disconnect(this);
        m_watcher.release()->deleteLater(); // it may be the one that is calling
    }
    m_snapshot.clear();
}

WatcherHealth QtWatcher::poll()
{
    deliver(lookAndWatch({}, TreeSnapshot::Depth::Tree));
    return ownHealth();
}

WatcherHealth QtWatcher::rulesChanged()
{
    // Also what has changed elsewhere and was not told yet: afterwards it would no longer be a difference.
    deliver(lookAndWatch({}, TreeSnapshot::Depth::Tree));
    return ownHealth();
}

void QtWatcher::onDirectoryChanged(const QString &path)
{
    checkRoot();
    if (!m_watcher || !path.startsWith(options().root))
        return;
    const QByteArray directory = relative(path);
    watch({directory}); // moved and seen in its new place, it may be dropped together with the old one
    deliver(lookAndWatch(directory, TreeSnapshot::Depth::Directory));
}

void QtWatcher::onFileChanged(const QString &path)
{
    const QByteArray file = relative(path);
    // It is dropped once it was replaced or removed. Watched again first, told second: there is no gap.
    watch({file});
    deliver(hasOtherNames(file) ? QList<QByteArray>{file, {}} : QList<QByteArray>{file});
}

/// Looks until there is nothing new any more, since what is watched too late may have changed before.
QList<QByteArray> QtWatcher::lookAndWatch(const QByteArray &directory, TreeSnapshot::Depth depth)
{
    const Descriptor root = openDirectory(AT_FDCWD, rootPath().constData());
    if (!root)
        return {QByteArray()};
    QList<QByteArray> touched;
    QList<QByteArray> next{directory};
    while (!next.isEmpty()) {
        const QByteArray path = next.takeFirst();
        const Descriptor fd = openDirectoryBeneath(root.get(), path);
        if (!fd || (!path.isEmpty() && !m_snapshot.knows(path)))
            continue;
        const IgnoreScope scope = path.isEmpty() ? rules().scope() : m_snapshot.scopeOf(path);
        const TreeSnapshot::Changes changes = m_snapshot.refresh(fd.get(), path, scope, depth);
        unwatch(changes.gone); // first: a moved one is still known under its old name
        watch(changes.directories);
        watch(changes.files);
        touched += changes.touched;
        next += changes.directories;
        depth = TreeSnapshot::Depth::Directory;
    }
    return touched;
}

void QtWatcher::watch(const QList<QByteArray> &paths)
{
    QStringList absolute;
    for (const QByteArray &path : paths) {
        const QByteArray bytes = path.isEmpty() ? rootPath() : rootPath() + '/' + path;
        struct stat found = {};
        // Only what it can open without waiting or following, and name at all.
        if (bytes.isValidUtf8() && ::lstat(bytes.constData(), &found) == 0
            && (S_ISREG(found.st_mode) || S_ISDIR(found.st_mode)))
            absolute.append(QString::fromUtf8(bytes));
    }
    if (!absolute.isEmpty())
        m_refused = !m_watcher->addPaths(absolute).isEmpty() || m_refused;
}

void QtWatcher::unwatch(const QList<QByteArray> &paths)
{
    QStringList known;
    for (const QByteArray &path : paths) {
        if (path.isValidUtf8())
            known.append(QString::fromUtf8(rootPath() + '/' + path));
    }
    if (!known.isEmpty())
        m_watcher->removePaths(known);
}

WatcherHealth QtWatcher::ownHealth() const
{
    if (!m_refused)
        return {};
    return {WatcherHealth::State::Degraded,
            u"Some files or directories could not be watched and are polled."_s, // not how many: it changes all the time
            u"Choose the backend inotify for this folder: it needs one watch per directory only."_s};
}

QString QtWatcher::parentDirectory() const
{
    return QFileInfo(options().root).path();
}

QByteArray QtWatcher::relative(const QString &absolute) const
{
    return QFile::encodeName(absolute).mid(rootPath().size() + 1);
}

} // namespace vectray
