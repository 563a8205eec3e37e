#include "PollWatcher.h"

#include "OpenDirectory.h"

#include <fcntl.h>

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
    deliver(m_told.with(look().touched));
    return {WatcherHealth::State::Degraded, m_reason, {}};
}

WatcherHealth PollWatcher::rulesChanged()
{
    const QList<QByteArray> touched = look().touched; // also what has changed elsewhere since the last look
    m_told.note(touched); // of the others some may be ignored now
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
