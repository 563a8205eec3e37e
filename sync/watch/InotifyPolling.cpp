// The part of InotifyWatcher that deals with what cannot be watched.
#include "InotifyWatcher.h"

#include <fcntl.h>

#include <algorithm>

namespace vectray {

using namespace Qt::Literals::StringLiterals;

WatcherHealth InotifyWatcher::poll()
{
    if (!m_reader && openReader()) { // there is a free instance now
        m_snapshot.clear();
        m_told.clear();
        watchEverything();
        deliver({QByteArray()});
        return ownHealth();
    }
    bool mayWatch = m_reader != nullptr; // once the limit is hit, there is no use in trying the others
    QList<QByteArray> seen;
    for (const QByteArray &path : m_polled.keys()) {
        if (mayWatch && watchPolled(path))
            m_touched.insert(path);
        else
            mayWatch = false;
        seen += lookAtPolled(path);
    }
    for (const QByteArray &path : m_told.with(seen))
        m_touched.insert(path);
    deliver(std::exchange(m_touched, {}).values());
    return ownHealth();
}

void InotifyWatcher::pollInstead(const Branch &branch, const Polled &polled)
{
    m_polled.insert(branch.path, polled);
    if (m_snapshot.knows(branch.path))
        return; // what has changed since it was made is still to be told
    const bool isRoot = branch.path.isEmpty();
    const IgnoreScope scope = isRoot ? branch.scope : branch.scope.enter(branch.directory, branch.path, {});
    m_snapshot.refresh(branch.directory, branch.path, scope, TreeSnapshot::Depth::Tree);
}

/// Whether a directory that is polled could be watched, now that there may be room.
bool InotifyWatcher::watchPolled(const QByteArray &path)
{
    const Polled before = m_polled.take(path);
    if (!watchAt(path)) {
        m_polled.insert(path, before);
        return false;
    }
    if (m_polled.contains(path))
        return false;
    m_snapshot.forget(path);
    return true;
}

void InotifyWatcher::stopPolling(const QByteArray &path)
{
    const QByteArray below = path + '/';
    m_polled.removeIf([&](const QMap<QByteArray, Polled>::iterator polled) {
        return polled.key() == path || polled.key().startsWith(below);
    });
    m_snapshot.forget(path);
}

QList<QByteArray> InotifyWatcher::lookAtPolled(const QByteArray &path)
{
    if (!m_polled.contains(path) || !m_snapshot.knows(path))
        return {};
    const Descriptor root = openDirectory(AT_FDCWD, rootPath().constData());
    const Descriptor directory = root ? openDirectoryBeneath(root.get(), path) : Descriptor();
    if (!directory)
        return {}; // its own end is told by what holds it
    const int parent = m_directories.find(path.first(std::max<qsizetype>(path.lastIndexOf('/'), 0)));
    const IgnoreScope scope =
        path.isEmpty() ? rules().scope() : m_directories.scope(parent).enter(directory.get(), path, {});
    return m_snapshot.refresh(directory.get(), path, scope, TreeSnapshot::Depth::Tree).touched;
}

WatcherHealth InotifyWatcher::ownHealth() const
{
    if (m_polled.isEmpty())
        return {};
    const auto seconds = std::chrono::duration<double>(options().pollInterval).count();
    const Polled &first = m_polled.first();
    const QString what = m_polled.contains(QByteArray())
        ? u"The folder is polled every %1 s."_s.arg(seconds)
        : u"Directories that cannot be watched are polled every %1 s: %2."_s.arg(
            QString::number(seconds), QString::number(m_polled.size()));
    return {WatcherHealth::State::Degraded, first.reason + u' ' + what, first.cure};
}

} // namespace vectray
