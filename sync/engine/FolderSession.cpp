#include "FolderSession.h"

#include <base/Logging.h>
#include <base/WhenDone.h>

#include <algorithm>

namespace vectray {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto QuietWhenHurried = 200ms; ///< enough for an editor that writes in pieces

} // namespace

FolderSession::FolderSession(Surroundings surroundings, WatchConfig config, FolderScope scope)
    : m_around(std::move(surroundings))
    , m_config(std::move(config))
    , m_scope(std::move(scope))
    , m_urgency(std::make_shared<Urgency>(m_config.priority))
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
            .takeUrgent = [box = m_urgent] { return box->take(); },
            .giveWay =
                [queue = &m_around.queue, urgency = m_urgency, breakOff = m_breakOff] {
                    queue->giveWay(urgency);
                    return *breakOff ? Done(Error{Error::Kind::Cancelled, u"waiting for mains power"_s}) : Done();
                }};
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
    armDebounce();
    Q_EMIT changed();
}

void FolderSession::armDebounce()
{
    if (const auto next = m_debouncer.nextDue())
        m_debounceTimer.start(std::max(0ms, std::chrono::ceil<std::chrono::milliseconds>(*next - steadyNow())));
}

void FolderSession::hurry()
{
    m_debouncer.hurry(QuietWhenHurried);
    armDebounce();
}

void FolderSession::onDue()
{
    const QStringList due = m_debouncer.takeDue();
    armDebounce();
    if (due.isEmpty())
        return;
    const bool newRules = std::ranges::any_of(
        due, [](const QString &path) { return IgnoreRules::isIgnoreFile(path.toUtf8()); });
    if (due.contains(QString())) {
        requestReconcile();
    } else if (m_isRunning && due.size() <= MostLivePaths && !newRules) {
        m_urgent->put(due); // what runs takes them in between, if there is much of it
    } else {
        addDue(due);
        runNext();
    }
}

/// Bounded: of very many it is cheaper to look at everything.
void FolderSession::addDue(const QStringList &paths)
{
    constexpr qsizetype MostDue = 8192;
    m_due += paths;
    if (m_due.size() > MostDue)
        m_due.removeDuplicates();
    if (m_due.size() > MostDue && !m_reconcile) {
        m_due.clear();
        m_reconcile = Request();
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
    if (paused && m_isRunning && m_running.waiting.empty())
        m_stop.request_stop();
    if (!m_isRunning)
        setState(quietState());
    if (!paused)
        runNext();
}

void FolderSession::setBulkHeld(bool held)
{
    m_bulkHeld = held;
    updateBreakOff();
    if (held)
        return;
    m_reconcileLater = false;
    addDue(std::exchange(m_later, {}));
    runNext();
}

void FolderSession::updateBreakOff()
{
    *m_breakOff = m_bulkHeld && m_running.waiting.empty();
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
    return qint64(m_debouncer.pending()) + m_due.size() + m_urgent->size() + m_runningPaths + m_failed.size()
        + m_later.size();
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
