#include "FreshnessWait.h"

#include <base/Answer.h>

#include <QTimer>

#include <algorithm>

namespace vectray {

namespace {

bool sees(const Folder &folder)
{
    switch (folder.state) {
    case Folder::State::Stopped:
    case Folder::State::Paused:
    case Folder::State::Unavailable:
    case Folder::State::Error:
        return false;
    case Folder::State::Idle:
    case Folder::State::Scanning:
    case Folder::State::Syncing:
    case Folder::State::Degraded:
        return true;
    }
    Q_UNREACHABLE();
}

} // namespace

Freshness freshnessOf(const QList<Folder> &folders, const QString &project, const QStringList &datasets)
{
    Freshness all;
    QDateTime oldest;
    for (const Folder &folder : folders) {
        const WatchConfig::Key &key = folder.config.key;
        if ((!project.isEmpty() && key.project != project) || (!datasets.isEmpty() && !datasets.contains(key.dataset)))
            continue;
        all.pending += folder.pending;
        if (folder.pending == 0 && sees(folder))
            continue;
        all.fresh = false;
        if (!oldest.isValid() || folder.lastSyncAt < oldest)
            oldest = folder.lastSyncAt;
    }
    all.asOf = all.fresh ? QDateTime::currentDateTimeUtc() : oldest;
    return all;
}

QFuture<Freshness> waitFresh(AutoWatchManager &manager, const QString &project, const QStringList &datasets,
                             std::chrono::milliseconds patience)
{
    const Freshness now = freshnessOf(manager.folders(), project, datasets);
    if (now.fresh || patience.count() <= 0)
        return answered(now);

    manager.hurry(project, datasets);
    // One object that is there until either comes, and goes with the manager at the latest.
    const Answer<Freshness> answer;
    auto waiting = std::make_unique<QObject>();
    QObject *context = waiting.release();
    context->setParent(&manager);
    const auto finish = [answer, context, &manager, project, datasets] {
        answer.give(freshnessOf(manager.folders(), project, datasets));
        context->disconnect();
        manager.disconnect(context);
        context->deleteLater();
    };
    auto *timer = std::make_unique<QTimer>().release();
    timer->setParent(context);
    timer->setSingleShot(true);
    QObject::connect(timer, &QTimer::timeout, context, finish);
    QObject::connect(&manager, &AutoWatchManager::folderChanged, context, [finish, &manager, project, datasets] {
        if (freshnessOf(manager.folders(), project, datasets).fresh)
            finish();
    });
    timer->start(patience);
    return answer.future();
}

} // namespace vectray
