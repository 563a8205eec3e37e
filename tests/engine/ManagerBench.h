#pragma once

#include "EngineFixture.h"

#include <engine/AutoWatchManager.h>

#include <QMutex>
#include <QPointer>

namespace vectray::test {

/// A watcher that says what it is told to.
class FakeWatcher final : public FolderWatcher
{
public:
    void start() override { Q_EMIT watchingStarted(); }
    void checkNow() override {}
    void wasIndexed(const QStringList &paths) override
    {
        const QMutexLocker lock(&m_mutex);
        m_indexed += paths;
    }
    QStringList indexed() const ///< since the start, as it was told
    {
        const QMutexLocker lock(&m_mutex);
        return m_indexed;
    }
    void touch(const QStringList &paths)
    {
        QMetaObject::invokeMethod(this, [this, paths] { Q_EMIT touched(paths); }, Qt::QueuedConnection);
    }
    void become(const WatcherHealth &health)
    {
        QMetaObject::invokeMethod(this, [this, health] { setHealth(health); }, Qt::QueuedConnection);
    }

private:
    mutable QMutex m_mutex;
    QStringList m_indexed;
};

/// A manager on a real store, with watchers that a test speaks through.
struct ManagerBench : Bench
{
    SyncQueue queue;
    EventBus events;
    QHash<QString, FakeWatcher *> watchers; ///< by root; alive while the folder is watched
    QMutex watchersMutex; ///< they are made in their threads
    std::unique_ptr<AutoWatchManager> manager;

    ManagerBench() { restart(); }
    ~ManagerBench() { manager.reset(); }

    void restart()
    {
        manager.reset();
        const auto makeWatcher = [this](const WatchConfig &config) {
            auto watcher = std::make_unique<FakeWatcher>();
            const QMutexLocker lock(&watchersMutex);
            watchers.insert(config.key.path, watcher.get());
            return watcher;
        };
        manager = std::make_unique<AutoWatchManager>(AutoWatchManager::Parts{
            .session = {.parts = parts(), .queue = queue, .makeWatcher = makeWatcher, .publish = {}},
            .events = events,
            .configFile = ConfigFile(directory.filePath(u"watch-configs.json"_s)),
            .pauseFile = PauseFile(directory.filePath(u"pause.json"_s)),
            .rules = {.ownFolders = {directory.filePath(u"own"_s)}, .home = directory.filePath(u"home"_s)}});
    }

    FakeWatcher *watcher()
    {
        const QMutexLocker lock(&watchersMutex);
        return watchers.value(root);
    }
    WatchConfig::Key key(const QString &dataset = u"d"_s) const { return {root, u"p"_s, dataset}; }
    Folder folder() const { return manager->folder(key()).value_or(Folder()); }
};

} // namespace vectray::test
