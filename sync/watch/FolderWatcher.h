#pragma once

#include <domain/WatcherHealth.h>

#include <QObject>
#include <QStringList>

namespace vectray {

/// Tells that something under a folder may have changed. It may be wrong, but it may not be silent:
/// a watcher that can no longer see says so through healthChanged().
///
/// Lives in a thread of its own with an event loop; start() and the destructor are called there.
class FolderWatcher : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    /// Begins to watch; watchingStarted() follows when every change from then on will be told.
    virtual void start() = 0;

    const WatcherHealth &health() const { return m_health; }

Q_SIGNALS:
    void watchingStarted();

    /// Paths relative to the folder that may have been made, changed or removed, files or whole
    /// directories. An empty path stands for the folder itself: everything may have changed.
    void touched(const QStringList &paths);

    void healthChanged(const vectray::WatcherHealth &health);

protected:
    void setHealth(const WatcherHealth &health);

private:
    WatcherHealth m_health;
};

} // namespace vectray
