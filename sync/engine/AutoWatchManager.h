#pragma once

#include "ConfigFile.h"
#include "EventBus.h"
#include "FolderSession.h"
#include "PauseSwitch.h"
#include "RootRules.h"

#include <domain/IndexSummary.h>

#include <QHash>
#include <QObject>
#include <QTimer>

#include <memory>
#include <vector>

namespace vectray {

/// What can be changed of a configuration; what is absent stays.
struct ConfigPatch
{
    std::optional<bool> enabled;
    std::optional<bool> autoStart;
    std::optional<std::chrono::milliseconds> debounce;
    std::optional<QStringList> include;
    std::optional<QStringList> exclude;
    std::optional<int> priority;
    std::optional<QString> backend;
};

/// The watched folders: their configurations, kept in the store and in a file, and a session for each that is
/// being watched. Main thread; answers come as futures that are completed there.
class AutoWatchManager final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(AutoWatchManager)

public:
    struct Parts
    {
        FolderSession::Surroundings session; ///< publish is set by the manager
        EventBus &events;
        ConfigFile configFile;
        PauseFile pauseFile;
        RootRules rules; ///< watched is filled in by the manager
    };

    struct Added
    {
        WatchConfig config;
        bool started = false;
        bool existed = false; ///< it was there before, and was updated
    };

    explicit AutoWatchManager(Parts parts);
    ~AutoWatchManager() override; ///< stops everything and waits for it

    /// Reads the configurations and starts those that are enabled with autoStart. Waits for the store: to be called
    /// once, before anybody can ask what is configured. While the store is away, the file stands in for it.
    Done load();

    /// The store could not be reached and now can: what waits for it goes on.
    void onStoreBack();

    /// Adds a folder, or updates the configuration with the same key. Invalid where the folder may not be watched.
    QFuture<Result<Added>> add(WatchConfig::Key key, ConfigPatch patch);
    QFuture<Result<WatchConfig>> update(WatchConfig::Key key, ConfigPatch patch); ///< NotFound
    QFuture<Done> remove(WatchConfig::Key key, bool keepIndex); ///< NotFound

    /// Watches until stopped or the program ends; the configuration, if there is one, is not changed.
    /// Invalid if it is watched already.
    QFuture<Result<Folder>> startWatch(WatchConfig::Key key);
    QFuture<Done> stopWatch(WatchConfig::Key key); ///< NotFound if it is not watched

    /// A whole comparison now, whether the folder is watched or not.
    QFuture<Result<SyncStats>> syncNow(WatchConfig::Key key, bool force);

    const RootRules &rules() const { return m_parts.rules; } ///< without the roots there are

    /// Somebody asks about a project (empty: about all): its work goes ahead of others' for a while.
    void favour(const QString &project);

    /// Somebody waits until these datasets (none: all of the project) are fresh.
    void hurry(const QString &project, const QStringList &datasets);

    /// While it is held, as on battery, work that nobody waits for is put off; saved files are indexed as ever.
    void setBulkHeld(bool held);

    /// What is paused; pauseChanged() tells of it.
    PauseSwitch &pause() { return m_pause; }
    const PauseState &pauseState() const { return m_pause.state(); }

    QList<WatchConfig> configs() const; ///< in the order they were made
    QList<Folder> folders() const; ///< every configured or watched one, in the same order
    std::optional<Folder> folder(const WatchConfig::Key &key) const;

    /// The key whose path is canonical, as it is kept here.
    WatchConfig::Key canonical(WatchConfig::Key key) const;

Q_SIGNALS:
    void folderChanged(const vectray::Folder &folder); ///< or was added
    void folderRemoved(const vectray::WatchConfig::Key &key);
    void pauseChanged();

private:
    struct Entry
    {
        WatchConfig config;
        bool persistent = true; ///< has a configuration; else it is watched once
        std::unique_ptr<FolderSession> session; ///< while it is watched
        std::optional<FolderScope> scope;
        DatasetSummary counts;
    };

    Entry *find(const WatchConfig::Key &key);
    const Entry *find(const WatchConfig::Key &key) const;
    Entry &insert(WatchConfig config, bool persistent);
    QList<WatchConfig> configsOfFile() const;
    void loadAgain();
    void startAll(const QList<WatchConfig> &configs);
    QFuture<Done> startSession(const WatchConfig::Key &key);
    void openSession(const WatchConfig::Key &key, const FolderScope &scope);
    void closeSession(Entry &entry, std::function<void()> then);
    QFuture<Result<WatchConfig>> store(const WatchConfig &config);
    QFuture<Done> removeStored(const Entry &entry, bool keepIndex);
    void writeFile();
    void applyPause();
    void refreshCounts();
    void tell(const WatchConfig::Key &key);
    RootRules rulesFor(const WatchConfig::Key &key) const;
    Folder folderOf(const Entry &entry) const;

    Parts m_parts;
    IndexStore &m_store;
    std::vector<std::unique_ptr<Entry>> m_entries;
    bool m_loadedFromFile = false; ///< because the store was away
    PauseSwitch m_pause;
    bool m_bulkHeld = false;
    QTimer m_countTimer;
};

/// A patch applied.
WatchConfig patched(WatchConfig config, const ConfigPatch &patch);

} // namespace vectray
