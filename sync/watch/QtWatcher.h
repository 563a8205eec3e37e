#pragma once

#include "GuardedWatcher.h"
#include "TreeSnapshot.h"

#include <QFileSystemWatcher>

namespace vectray {

/// Watches every directory and every file by QFileSystemWatcher: portable, and slow to take in a large
/// folder. It hides what it lost, so that everything is polled as well.
class QtWatcher final : public GuardedWatcher
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(QtWatcher)

public:
    explicit QtWatcher(WatcherOptions options);

protected:
    WatcherHealth arm() override;
    void disarm() override;
    WatcherHealth poll() override;
    WatcherHealth rulesChanged() override;

private:
    void onDirectoryChanged(const QString &path);
    void onFileChanged(const QString &path);
    QList<QByteArray> lookAndWatch(const QByteArray &directory, TreeSnapshot::Depth depth);
    void watch(const QList<QByteArray> &paths);
    void unwatch(const QList<QByteArray> &paths);
    WatcherHealth ownHealth() const;
    QString parentDirectory() const;
    QByteArray relative(const QString &absolute) const;

    std::unique_ptr<QFileSystemWatcher> m_watcher;
    TreeSnapshot m_snapshot{TreeSnapshot::Newcomers::Collect};
    bool m_refused = false; ///< some path could not be watched
};

} // namespace vectray
