#include "PollWatcher.h"

#include "Descriptor.h"

#include <fcntl.h>

#include <utility>

namespace vectray {

PollWatcher::PollWatcher(WatcherOptions options, QString reason)
    : GuardedWatcher(std::move(options))
    , m_reason(std::move(reason))
{}

WatcherHealth PollWatcher::arm()
{
    m_snapshot.clear();
    m_told.clear();
    look();
    return {WatcherHealth::State::Degraded, m_reason, {}};
}

void PollWatcher::disarm()
{
    m_snapshot.clear();
    m_told.clear();
}

WatcherHealth PollWatcher::poll()
{
    // Whoever was told of a path may have read what was there only between two looks, which no look can see: what the
    // last one told is told once more.
    const QList<QByteArray> touched = look().touched;
    deliver(touched + std::exchange(m_told, touched));
    return {WatcherHealth::State::Degraded, m_reason, {}};
}

WatcherHealth PollWatcher::rulesChanged()
{
    const QList<QByteArray> touched = look().touched; // also what has changed elsewhere since the last look
    m_told = touched; // of the others some may be ignored now
    deliver(touched);
    return {WatcherHealth::State::Degraded, m_reason, {}};
}

TreeSnapshot::Changes PollWatcher::look()
{
    const Descriptor root = openDirectory(AT_FDCWD, rootPath().constData());
    if (!root)
        return {}; // the next check finds out why
    return m_snapshot.refresh(root.get(), {}, rules().scope(), TreeSnapshot::Depth::Tree);
}

} // namespace vectray
