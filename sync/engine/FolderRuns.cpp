// The part of FolderSession that runs its syncs, one at a time.
#include "FolderSession.h"

#include <base/Logging.h>
#include <base/WhenDone.h>

#include <algorithm>

namespace vectray {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr std::chrono::milliseconds FirstRetry{1'000};
constexpr std::chrono::milliseconds LastRetry{60'000};
constexpr std::chrono::milliseconds LastRetryOfAll{7'000}; ///< after a store that is away, full, or somebody else's: what it missed is in within ten seconds

} // namespace

QFuture<Result<SyncStats>> FolderSession::syncNow(bool force)
{
    const Answer<Result<SyncStats>> answer;
    if (!m_reconcile)
        m_reconcile = Request();
    m_reconcile->force |= force;
    m_reconcile->waiting.push_back(answer);
    m_pipeline->lookAgainNow();
    runNext();
    return answer.future();
}

void FolderSession::requestReconcile()
{
    if (!m_reconcile)
        m_reconcile = Request();
    m_reconcileLater = false;
    runNext();
}

void FolderSession::runNext()
{
    const bool askedFor = m_reconcile && !m_reconcile->waiting.empty(); // by a person: even while paused
    if (m_isRunning || m_stopping || (m_paused && !askedFor))
        return;
    if (m_reconcile && (askedFor || !m_reconcileLater))
        runReconcile();
    else if (!m_due.isEmpty())
        runLive();
}

void FolderSession::runReconcile()
{
    m_running = *std::exchange(m_reconcile, std::nullopt);
    m_isRunning = true;
    m_stop = {};
    m_runningPaths = 0;
    m_running.includes = std::exchange(m_due, {}); // everything is looked at
    updateBreakOff();
    setState(Folder::State::Scanning);
    m_work = m_around.queue.submit(SyncQueue::Lane::Bulk, m_urgency,
                                   [pipeline = m_pipeline, force = m_running.force, stop = m_stop.get_token()] {
                                       return pipeline->reconcile(force, stop);
                                   });
    whenDone(m_work, this, [this](const Result<SyncStats> &result) {
        m_hasSynced |= result.has_value();
        tellWatcher(result, {QString()});
        if (!result && result.error().kind == Error::Kind::Cancelled && !m_stopping) {
            m_due = m_running.includes + m_due;
            m_reconcileLater = m_bulkHeld && !m_paused && !m_reconcile;
            if (!m_reconcile)
                m_reconcile = Request();
        }
        onFinished(result);
    });
}

void FolderSession::runLive()
{
    const QStringList paths = std::exchange(m_due, {});
    m_running = {};
    m_isRunning = true;
    m_stop = {};
    updateBreakOff();
    m_runningPaths = paths.size();
    setState(Folder::State::Syncing);
    const auto lane = paths.size() > MostLivePaths ? SyncQueue::Lane::Bulk : SyncQueue::Lane::Live;
    m_work = m_around.queue.submit(lane, m_urgency,
                                   [pipeline = m_pipeline, paths, stop = m_stop.get_token()] {
                                       return pipeline->syncPaths(paths, stop);
                                   });
    whenDone(m_work, this, [this, paths](const Result<SyncStats> &result) {
        const bool brokenOff = !result && result.error().kind == Error::Kind::Cancelled && m_bulkHeld && !m_paused;
        if (brokenOff)
            m_later += paths;
        else if (!result)
            m_due = paths + m_due;
        tellWatcher(result, paths);
        onFinished(result);
    });
}

void FolderSession::tellWatcher(const Result<SyncStats> &result, const QStringList &paths)
{
    if (m_host && result && result->changedAnything())
        m_host->wasIndexed(paths);
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
    else if (result.error().kind == Error::Kind::Cancelled)
        onInterrupted();
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

void FolderSession::onInterrupted()
{
    m_due += m_urgent->take();
    setState(quietState());
    Q_EMIT changed();
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

} // namespace vectray
