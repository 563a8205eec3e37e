#include "FolderSession.h"

#include <base/Logging.h>
#include <base/WhenDone.h>

#include <algorithm>

namespace vectray {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr std::chrono::milliseconds FirstRetry{1'000};
constexpr std::chrono::milliseconds LastRetry{60'000};
constexpr std::chrono::milliseconds LastRetryOfAll{10'000}; ///< after a store that is away, or somebody else's

} // namespace

FolderSession::FolderSession(Surroundings surroundings, WatchConfig config, FolderScope scope)
    : m_around(std::move(surroundings))
    , m_config(std::move(config))
    , m_scope(std::move(scope))
    , m_debouncer({.quiet = m_config.debounce})
{
    m_pipeline = std::make_shared<FolderPipeline>(m_around.parts, m_config, m_scope, hooks());
    m_debounceTimer.setSingleShot(true);
    m_debounceTimer.setTimerType(Qt::PreciseTimer);
    m_retryTimer.setSingleShot(true);
    connect(&m_debounceTimer, &QTimer::timeout, this, &FolderSession::onDue);
    connect(&m_reconcileTimer, &QTimer::timeout, this, &FolderSession::requestReconcile);
    connect(&m_checkTimer, &QTimer::timeout, this, &FolderSession::check);
    connect(&m_retryTimer, &QTimer::timeout, this, &FolderSession::retryFailed);
}

FolderSession::~FolderSession()
{
    m_stop.request_stop();
    m_host.reset();
    if (m_isRunning)
        m_work.waitForFinished();
    const Error gone{Error::Kind::Cancelled, u"the folder is not watched any more"_s};
    for (const auto &answer : m_running.waiting)
        answer.give(gone);
    if (m_reconcile) {
        for (const auto &answer : m_reconcile->waiting)
            answer.give(gone);
    }
}

FolderPipeline::Hooks FolderSession::hooks()
{
    return {.publish =
                [this, publish = m_around.publish](const SyncEvent &event) {
                    publish(event);
                    // The destructor waits for the worker, so this is alive here.
                    QMetaObject::invokeMethod(this, [this, event] { onProgress(event); }, Qt::QueuedConnection);
                },
            .takeUrgent = [box = m_urgent] { return box->take(); }};
}

void FolderSession::start()
{
    m_startedAt = QDateTime::currentDateTimeUtc();
    setState(m_paused ? quietState() : Folder::State::Scanning);
    makeHost();
    m_reconcileTimer.start(m_around.reconcileEvery);
    m_checkTimer.start(m_around.checkEvery);
    m_around.publish(WatchStarted{m_config});
}

void FolderSession::makeHost()
{
    m_host.reset();
    m_host = std::make_unique<WatcherHost>([this] { return m_around.makeWatcher(m_config); },
                                           [this](FolderWatcher &watcher) {
                                               connect(&watcher, &FolderWatcher::watchingStarted, this,
                                                       &FolderSession::requestReconcile);
                                               connect(&watcher, &FolderWatcher::touched, this, &FolderSession::onTouched);
                                               connect(&watcher, &FolderWatcher::healthChanged, this, &FolderSession::onWatcherHealth);
                                           });
}

void FolderSession::onTouched(const QStringList &paths)
{
    for (const QString &path : paths)
        m_debouncer.touch(path);
    if (const auto next = m_debouncer.nextDue())
        m_debounceTimer.start(std::max(0ms, std::chrono::ceil<std::chrono::milliseconds>(*next - steadyNow())));
    Q_EMIT changed();
}

void FolderSession::onDue()
{
    const QStringList due = m_debouncer.takeDue();
    if (const auto next = m_debouncer.nextDue())
        m_debounceTimer.start(std::max(0ms, std::chrono::ceil<std::chrono::milliseconds>(*next - steadyNow())));
    if (due.isEmpty())
        return;
    if (due.contains(QString())) {
        requestReconcile();
    } else if (m_isRunning && m_runningPaths == 0 && m_hasSynced) {
        m_urgent->put(due); // the bulk work that runs takes them in between
    } else {
        m_due += due;
        runNext();
    }
}

void FolderSession::onWatcherHealth(const WatcherHealth &health)
{
    const bool isBack = m_watcherHealth.state == WatcherHealth::State::Unavailable
        && health.state != WatcherHealth::State::Unavailable;
    m_watcherHealth = health;
    if (m_rootTrouble.isEmpty())
        setHealth(health);
    if (isBack)
        requestReconcile();
}

void FolderSession::setRootTrouble(const QString &reason)
{
    m_rootTrouble = reason;
    setHealth(reason.isEmpty() ? m_watcherHealth
                               : WatcherHealth{.state = WatcherHealth::State::Unavailable,
                                               .reason = reason,
                                               .cure = u"Connect the disk or restore the folder; the index is kept."_s});
}

void FolderSession::setHealth(const WatcherHealth &health)
{
    if (health == m_health)
        return;
    m_health = health;
    m_around.publish(HealthChanged{.folder = m_config.key, .health = health});
    if (!m_isRunning)
        setState(quietState());
    Q_EMIT changed();
}

QFuture<Result<SyncStats>> FolderSession::syncNow(bool force)
{
    const Answer<Result<SyncStats>> answer;
    if (!m_reconcile)
        m_reconcile.emplace();
    m_reconcile->force |= force;
    m_reconcile->waiting.push_back(answer);
    runNext();
    return answer.future();
}

void FolderSession::requestReconcile()
{
    if (!m_reconcile)
        m_reconcile.emplace();
    runNext();
}

void FolderSession::runNext()
{
    const bool askedFor = m_reconcile && !m_reconcile->waiting.empty(); // by a person: even while paused
    if (m_isRunning || m_stopping || (m_paused && !askedFor))
        return;
    if (m_reconcile)
        runReconcile();
    else if (!m_due.isEmpty())
        runLive();
}

void FolderSession::runReconcile()
{
    m_running = *std::exchange(m_reconcile, std::nullopt);
    m_isRunning = true;
    m_runningPaths = 0;
    m_due.clear(); // everything is looked at
    setState(Folder::State::Scanning);
    m_work = m_around.queue.submit(SyncQueue::Lane::Bulk, m_config.priority,
                                   [pipeline = m_pipeline, force = m_running.force, stop = m_stop.get_token()] {
                                       return pipeline->reconcile(force, stop);
                                   });
    whenDone(m_work, this, [this](const Result<SyncStats> &result) {
        m_hasSynced |= result.has_value();
        onFinished(result);
    });
}

void FolderSession::runLive()
{
    const QStringList paths = std::exchange(m_due, {});
    m_running = {};
    m_isRunning = true;
    m_runningPaths = paths.size();
    setState(Folder::State::Syncing);
    m_work = m_around.queue.submit(SyncQueue::Lane::Live, m_config.priority,
                                   [pipeline = m_pipeline, paths, stop = m_stop.get_token()] {
                                       return pipeline->syncPaths(paths, stop);
                                   });
    whenDone(m_work, this, [this, paths](const Result<SyncStats> &result) {
        if (!result)
            m_due = paths + m_due;
        onFinished(result);
    });
}

void FolderSession::onFinished(const Result<SyncStats> &result)
{
    m_isRunning = false;
    m_runningPaths = 0;
    m_progress = {};
    const Request told = std::exchange(m_running, {});
    if (m_stopping)
        Q_EMIT stopped();
    else if (result)
        onSynced();
    else
        onSyncFailed(result.error());
    for (const auto &answer : told.waiting)
        answer.give(result);
}

void FolderSession::onSynced()
{
    m_lastSyncAt = QDateTime::currentDateTimeUtc();
    ++m_syncCount;
    m_lastError.clear();
    setRootTrouble({});
    m_due += m_urgent->take();
    m_failed = m_pipeline->failed();
    if (m_failed.isEmpty())
        m_retryAfter = {};
    else
        retryLater();
    setState(quietState());
    Q_EMIT syncDone();
    runNext();
}

void FolderSession::onSyncFailed(const Error &error)
{
    // Kinds of trouble with the root itself: see FolderPipeline::reconcile().
    const bool rootIsGone = error.kind == Error::Kind::NotFound || error.kind == Error::Kind::Denied
        || error.kind == Error::Kind::Invalid;
    m_lastError = error.message;
    qCWarning(logEngine).nospace() << "sync=failed folder=" << m_config.key.path << " error=" << error.message;
    if (rootIsGone) {
        setRootTrouble(error.message);
        setState(quietState());
    } else {
        setState(Folder::State::Error);
    }
    m_around.publish(WatchFailed{.config = m_config, .error = error.message});
    m_mustReconcile = true;
    retryLater();
}

void FolderSession::retryLater()
{
    m_retryAfter = std::clamp(m_retryAfter * 2, FirstRetry, m_mustReconcile ? LastRetryOfAll : LastRetry);
    m_retryTimer.start(m_retryAfter);
}

void FolderSession::retryNow()
{
    m_retryAfter = {};
    if (!m_retryTimer.isActive())
        return;
    m_retryTimer.stop();
    retryFailed();
}

void FolderSession::retryFailed()
{
    if (std::exchange(m_mustReconcile, false)) {
        requestReconcile();
    } else {
        m_due += std::exchange(m_failed, {});
        runNext();
    }
}

void FolderSession::onProgress(const SyncEvent &event)
{
    if (const auto *progress = std::get_if<SyncProgressed>(&event)) {
        if (!m_isRunning)
            return;
        m_progress = *progress;
        setState(progress->phase == SyncProgressed::Phase::Scanning ? Folder::State::Scanning : Folder::State::Syncing);
        Q_EMIT changed();
    }
}

void FolderSession::check()
{
    if (m_host && !m_host->isAlive() && m_around.autoRecover && !m_stopping) {
        qCWarning(logEngine).nospace() << "watcher=dead folder=" << m_config.key.path << " action=restart";
        makeHost();
    }
}

void FolderSession::setPaused(bool paused)
{
    if (m_paused == paused)
        return;
    m_paused = paused;
    if (!m_isRunning)
        setState(quietState());
    if (!paused)
        runNext();
}

void FolderSession::stop()
{
    m_stopping = true;
    m_stop.request_stop();
    m_host.reset();
    m_debounceTimer.stop();
    m_reconcileTimer.stop();
    m_checkTimer.stop();
    m_retryTimer.stop();
    setState(Folder::State::Stopped);
    m_around.publish(WatchStopped{m_config});
    if (!m_isRunning)
        QMetaObject::invokeMethod(this, &FolderSession::stopped, Qt::QueuedConnection);
}

Folder::State FolderSession::quietState() const
{
    switch (m_health.state) {
    case WatcherHealth::State::Unavailable:
        return Folder::State::Unavailable;
    case WatcherHealth::State::Error:
        return Folder::State::Error;
    case WatcherHealth::State::Degraded:
        return m_paused ? Folder::State::Paused : Folder::State::Degraded;
    case WatcherHealth::State::Active:
        return m_paused ? Folder::State::Paused : Folder::State::Idle;
    }
    Q_UNREACHABLE();
}

void FolderSession::setState(Folder::State state)
{
    if (state == m_state)
        return;
    m_state = state;
    qCDebug(logEngine).nospace() << "folder=" << m_config.key.path << " state=" << int(state);
    Q_EMIT changed();
}

qint64 FolderSession::pendingPaths() const
{
    return qint64(m_debouncer.pending()) + m_due.size() + m_urgent->size() + m_runningPaths + m_failed.size();
}

Folder FolderSession::folder() const
{
    // While a whole comparison has not been completed, nobody knows what is missing: at least one thing is.
    const bool unknown = !m_hasSynced || m_reconcile || (m_isRunning && m_runningPaths == 0);
    const qint64 comparing = m_progress.total > 0 ? m_progress.total - m_progress.current : 1;
    return {.config = m_config,
            .state = m_state,
            .health = m_health,
            .startedAt = m_startedAt,
            .lastSyncAt = m_lastSyncAt,
            .syncCount = m_syncCount,
            .pending = pendingPaths() + (unknown ? std::max<qint64>(comparing, 1) : 0),
            .progress = m_progress.current,
            .progressTotal = m_progress.total,
            .lastError = m_lastError};
}

} // namespace vectray
