#pragma once

#include <watch/FolderWatcher.h>

#include <QThread>

#include <functional>
#include <memory>

namespace vectray {

/// A folder's watcher and the thread it lives in.
class WatcherHost
{
    Q_DISABLE_COPY_MOVE(WatcherHost)

public:
    using Make = std::function<std::unique_ptr<FolderWatcher>()>;
    using Connect = std::function<void(FolderWatcher &)>;

    /// Both are called in the watcher's thread, \a connect before the watcher starts.
    WatcherHost(Make make, Connect connect);
    ~WatcherHost(); ///< waits until the watcher is gone

    /// See FolderWatcher::wasIndexed(). For any thread.
    void wasIndexed(const QStringList &paths);

    bool isAlive() const { return m_thread.isRunning(); }

private:
    QThread m_thread;
    QObject m_inside;
    std::unique_ptr<FolderWatcher> m_watcher; ///< in the thread only
};

} // namespace vectray
