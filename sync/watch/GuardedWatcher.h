#pragma once

#include "MakeWatcher.h"
#include "RootGuard.h"

#include <domain/FileStat.h>

#include <QByteArray>
#include <QHash>
#include <QTimer>

namespace vectray {

/// What all watchers share: the regular check that the root is still the one that is watched, and that the
/// ignore files which no watcher sees are as they were.
class GuardedWatcher : public FolderWatcher
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(GuardedWatcher)

public:
    explicit GuardedWatcher(WatcherOptions options);
    ~GuardedWatcher() override;

    void start() final;
    void checkNow() final;
    void wasIndexed(const QStringList &paths) final;

protected:
    /// Begins to see everything below the root, which is there. Returns how well it can.
    virtual WatcherHealth arm() = 0;

    /// Stops seeing; the root may be gone.
    virtual void disarm() = 0;

    /// Looks at what raises no notification, and delivers what it finds. Called every poll interval.
    virtual WatcherHealth poll() = 0;

    /// The ignore rules may be other ones from now on. May deliver what it finds when it looks with them.
    virtual WatcherHealth rulesChanged() = 0;

    /// Tells paths (relative, bytes) as touched, if the root is still there.
    void deliver(const QList<QByteArray> &paths);

    /// The root was seen to go.
    void loseRoot();

    /// Something happened that may have been the root's end; does nothing if it was not.
    void checkRoot();

    /// Whether a path is a file with more names than this one: a change through any of them is one of all.
    bool hasOtherNames(const QByteArray &path) const;

    const WatcherOptions &options() const { return m_options; }
    const IgnoreRules &rules() const { return m_rules; }
    QByteArray rootPath() const; ///< bytes

private:
    using Stats = QHash<QByteArray, FileStat>;

    void follow(RootGuard::Finding finding);
    void armAgain();
    Stats outsideStats() const;

    WatcherOptions m_options;
    IgnoreRules m_rules;
    RootGuard m_guard;
    QTimer m_timer;
    QList<QByteArray> m_indexed; ///< since the last look, while something is polled
    Stats m_outside; ///< of the ignore files that lie outside the root
    bool m_armed = false;
    bool m_changingRules = false;
    bool m_started = false; ///< watchingStarted() was emitted
};

} // namespace vectray
