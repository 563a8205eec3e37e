#pragma once

#include "GuardedWatcher.h"
#include "InotifyReader.h"
#include "ToldTwice.h"
#include "TreeSnapshot.h"
#include "WatchedDirectories.h"

#include <QMap>
#include <QSet>

struct inotify_event;

namespace vectray {

/// Watches every directory that is not ignored by inotify, which tells of the files in it. What cannot be
/// watched (the limit is reached, a file system in between is blind) is polled.
class InotifyWatcher final : public GuardedWatcher
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(InotifyWatcher)

public:
    explicit InotifyWatcher(WatcherOptions options);
    ~InotifyWatcher() override;

    /// For measuring: how many directories are watched.
    qsizetype watches() const { return m_directories.size(); }

protected:
    WatcherHealth arm() override;
    void disarm() override;
    WatcherHealth poll() override;
    WatcherHealth rulesChanged() override;

private:
    /// A directory to be watched with all that is below it.
    struct Branch
    {
        int directory = -1; ///< open for reading
        QByteArray path; ///< relative to the root
        WatchedDirectories::Place place;
        IgnoreScope scope; ///< that holds beside it; inside it for the root
        std::uint64_t device = 0; ///< of what holds it; 0 for the root
        int level = 0;
    };

    /// Why a directory is polled.
    struct Polled
    {
        QString reason;
        QString cure;
    };

    bool openReader();
    void takeEvents();
    void handle(const inotify_event &event, const char *name);
    void handleSelf(const inotify_event &event);
    void handleDirectory(const inotify_event &event, const QByteArray &path, const char *name);
    void settleMoves();

    void watchEverything();
    void watchBranch(const Branch &branch);
    void watchInside(const Branch &branch, int watch, std::uint64_t device);
    bool watchAt(const QByteArray &path);
    void unwatch(int watch);

    void pollInstead(const Branch &branch, const Polled &polled);
    bool watchPolled(const QByteArray &path);
    void stopPolling(const QByteArray &path);
    QList<QByteArray> lookAtPolled(const QByteArray &path);
    WatcherHealth ownHealth() const;

    std::unique_ptr<InotifyReader> m_reader;
    WatchedDirectories m_directories;
    QHash<std::uint32_t, int> m_moving; ///< watches that left their place, by the move's cookie
    QTimer m_moveTimer;
    QMap<QByteArray, Polled> m_polled; ///< directories by path: polled with all below
    DirectoryListing m_listing;
    TreeSnapshot m_snapshot; ///< of the polled ones
    ToldTwice m_told; ///< of the polled ones
    QSet<QByteArray> m_touched; ///< by the events that are being handled
    bool m_lost = false; ///< events were lost, so the map of watches may be wrong
    bool m_rootGone = false;
};

} // namespace vectray
