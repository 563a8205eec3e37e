#pragma once

#include <domain/WatcherHealth.h>

#include <QObject>
#include <QStringList>

namespace vectray {

/// Tells that something under a folder may have changed. It may be wrong, but it may not be silent:
/// a watcher that can no longer see says so through healthChanged(), and when it sees again it tells the
/// folder itself as touched.
///
/// Lives in a thread of its own with an event loop; all functions and the destructor are called there.
class FolderWatcher : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    /// Begins to watch; watchingStarted() follows when every change from then on will be told. If the root
    /// is not there, that is when it comes back.
    virtual void start() = 0;

    /// Looks at once at what is otherwise looked at every poll interval: whether the root is still the same
    /// directory, and whatever is polled.
    virtual void checkNow() = 0;

    /// What was just read and indexed, as touched() names it. Where a watcher only looks now and then, what was read may
    /// have been there between two looks alone: it is told once more after the next one.
    virtual void wasIndexed(const QStringList &paths) = 0;

    const WatcherHealth &health() const { return m_health; }

Q_SIGNALS:
    void watchingStarted();

    /// Paths relative to the folder that may have been made, changed or removed, files or whole
    /// directories. An empty path stands for the folder itself: everything may have changed.
    /// A name that is not UTF-8 is told as its directory; a file of ignore rules together with its directory.
    void touched(const QStringList &paths);

    void healthChanged(const vectray::WatcherHealth &health);

protected:
    void setHealth(const WatcherHealth &health);

private:
    WatcherHealth m_health;
};

} // namespace vectray
