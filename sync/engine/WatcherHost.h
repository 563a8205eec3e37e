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

    /// \a connect is called with the watcher before it starts, to connect its signals.
    WatcherHost(const Make &make, const std::function<void(FolderWatcher &)> &connect);
    ~WatcherHost(); ///< waits until the watcher is gone

    bool isAlive() const { return m_thread.isRunning(); }

private:
    QThread m_thread;
    FolderWatcher *m_watcher; ///< deleted in its thread, when that ends
};

} // namespace vectray
