#pragma once

#include "FolderPipeline.h"
#include "SyncQueue.h"
#include "Urgency.h"
#include "UrgentBox.h"
#include "WatcherHost.h"

#include <base/Answer.h>
#include <domain/Folder.h>
#include <watch/Debouncer.h>

#include <QObject>
#include <QTimer>

#include <atomic>
#include <memory>
#include <optional>
#include <stop_token>

namespace vectray {

/// One folder while it is watched: its watcher, what was touched, and one sync at a time. Main thread.
class FolderSession final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(FolderSession)

public:
    struct Surroundings
    {
        PipelineParts parts;
        SyncQueue &queue;
        std::function<std::unique_ptr<FolderWatcher>(const WatchConfig &)> makeWatcher;
        std::function<void(const SyncEvent &)> publish; ///< from any thread
        std::chrono::milliseconds reconcileEvery{std::chrono::minutes(10)};
        std::chrono::milliseconds checkEvery{30'000};
        bool autoRecover = true;
    };

    FolderSession(Surroundings surroundings, WatchConfig config, FolderScope scope);
    ~FolderSession() override; ///< asks a running sync to stop, and waits for it

    void start();

    /// No sync runs while it is paused, unless a person asked for it; one that runs is stopped, and begins again
    /// afterwards. What is touched meanwhile is remembered.
    void setPaused(bool paused);

    /// While it is held (on battery), work that nobody waits for is broken off after its first batch, and goes on
    /// afterwards; saved files are indexed as ever.
    void setBulkHeld(bool held);

    /// Somebody asks about the folder: its work goes ahead of others' for a while.
    void favour() { m_urgency->favour(); }

    /// Somebody waits until the index is fresh: files that were saved need not be quiet for as long as usual.
    void hurry();

    /// Compares the whole folder now; the future is ready when a comparison that began after this call is over.
    QFuture<Result<SyncStats>> syncNow(bool force);

    /// What waits for its next attempt need not wait any longer: the store is back.
    void retryNow();

    /// Asks to stop; stopped() follows when nothing is running any more.
    void stop();

    const WatchConfig &config() const { return m_config; }
    const FolderScope &scope() const { return m_scope; }
    Folder folder() const; ///< counts of files and chunks are not filled in

Q_SIGNALS:
    void changed();
    void syncDone();
    void stopped();

private:
    /// More paths at once are no longer files that somebody saves one by one, but a checkout or the like.
    static constexpr qsizetype MostLivePaths = 32;

    struct Request
    {
        bool force = false;
        QStringList includes{}; ///< paths that were due when it began; it looks at everything
        std::vector<Answer<Result<SyncStats>>> waiting;
    };

    void makeHost();
    void onTouched(const QStringList &paths);
    void onWatcherHealth(const WatcherHealth &health);
    void setRootTrouble(const QString &reason);
    void setHealth(const WatcherHealth &health);
    void onDue();
    void armDebounce();
    void addDue(const QStringList &paths);
    void updateBreakOff();
    void requestReconcile();
    void runNext();
    void runReconcile();
    void runLive();
    void tellWatcher(const Result<SyncStats> &result, const QStringList &paths);
    void onFinished(const Result<SyncStats> &result);
    void onSynced();
    void onInterrupted();
    void onSyncFailed(const Error &error);
    void retryFailed();
    void retryLater();
    void onProgress(const SyncEvent &event);
    void check();
    void setState(Folder::State state);
    Folder::State quietState() const;
    FolderPipeline::Hooks hooks();
    qint64 pendingPaths() const;

    Surroundings m_around;
    WatchConfig m_config;
    FolderScope m_scope;
    std::shared_ptr<Urgency> m_urgency;
    std::shared_ptr<UrgentBox> m_urgent = std::make_shared<UrgentBox>();
    std::shared_ptr<FolderPipeline> m_pipeline;
    std::unique_ptr<WatcherHost> m_host;
    std::stop_source m_stop; ///< of what runs
    Debouncer m_debouncer;
    QTimer m_debounceTimer;
    QTimer m_reconcileTimer;
    QTimer m_checkTimer;
    QTimer m_retryTimer;
    std::optional<Request> m_reconcile; ///< asked for, not begun
    Request m_running; ///< whom to tell
    QStringList m_due; ///< to be looked at next
    QStringList m_failed; ///< to be tried again
    bool m_mustReconcile = false; ///< the last sync failed as a whole
    std::chrono::milliseconds m_retryAfter{0};
    QFuture<Result<SyncStats>> m_work;
    bool m_isRunning = false;
    qint64 m_runningPaths = 0;
    bool m_paused = false;
    bool m_bulkHeld = false;
    std::shared_ptr<std::atomic<bool>> m_breakOff = std::make_shared<std::atomic<bool>>(false); ///< what runs now
    QStringList m_later; ///< broken off: to be looked at when bulk work is not held any more
    bool m_reconcileLater = false; ///< the same for a whole comparison
    bool m_stopping = false;
    bool m_hasSynced = false; ///< a whole comparison has been completed
    Folder::State m_state = Folder::State::Stopped;
    WatcherHealth m_watcherHealth; ///< what the watcher says
    QString m_rootTrouble; ///< why the last sync found nothing to compare with; wins while it is not empty
    WatcherHealth m_health; ///< of the two
    QString m_lastError;
    QDateTime m_startedAt;
    QDateTime m_lastSyncAt;
    qint64 m_syncCount = 0;
    SyncProgressed m_progress;
};

} // namespace vectray
