#include "AutoWatchManager.h"

#include <base/Answer.h>
#include <base/Logging.h>
#include <base/WhenDone.h>
#include <store/IndexStore.h>

#include <QDir>
#include <QFileInfo>

#include <algorithm>

namespace vectray {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr std::chrono::milliseconds CountDelay{200}; ///< counts of files and chunks are refreshed at most this often
constexpr std::chrono::milliseconds LoadAgainAfter{2'000};
constexpr std::chrono::milliseconds MinDebounce{10};
constexpr std::chrono::milliseconds MaxDebounce{3'600'000};

Error unknown(const WatchConfig::Key &key)
{
    return {Error::Kind::NotFound,
            u"%1 is not watched for project “%2”, dataset “%3”"_s.arg(key.path, key.project, key.dataset)};
}

Done checkPatch(const ConfigPatch &patch)
{
    if (patch.debounce && (*patch.debounce < MinDebounce || *patch.debounce > MaxDebounce))
        return Error{Error::Kind::Invalid, u"debounceMs must be between %1 and %2"_s.arg(MinDebounce.count())
                                               .arg(MaxDebounce.count())};
    if (patch.backend && !QStringList{u"auto"_s, u"inotify"_s, u"qt"_s, u"poll"_s}.contains(*patch.backend))
        return Error{Error::Kind::Invalid, u"there is no watcher “%1”; choose auto, inotify, qt or poll"_s.arg(*patch.backend)};
    return {};
}

} // namespace

WatchConfig patched(WatchConfig config, const ConfigPatch &patch)
{
    config.enabled = patch.enabled.value_or(config.enabled);
    config.autoStart = patch.autoStart.value_or(config.autoStart);
    config.debounce = patch.debounce.value_or(config.debounce);
    config.include = patch.include.value_or(config.include);
    config.exclude = patch.exclude.value_or(config.exclude);
    config.priority = patch.priority.value_or(config.priority);
    config.backend = patch.backend.value_or(config.backend);
    return config;
}

AutoWatchManager::AutoWatchManager(Parts parts)
    : m_parts(std::move(parts))
    , m_store(m_parts.session.parts.store)
    , m_pause(m_parts.pauseFile)
{
    m_parts.session.publish = [events = &m_parts.events](const SyncEvent &event) { events->publish(event); };
    m_countTimer.setSingleShot(true);
    m_countTimer.setInterval(CountDelay);
    connect(&m_pause, &PauseSwitch::changed, this, &AutoWatchManager::applyPause);
    connect(&m_countTimer, &QTimer::timeout, this, &AutoWatchManager::refreshCounts);
}

AutoWatchManager::~AutoWatchManager() = default;

Done AutoWatchManager::load()
{
    const auto stored = m_store.watchConfigs().result();
    m_loadedFromFile = !stored && stored.error().kind == Error::Kind::Unavailable;
    if (!stored && !m_loadedFromFile)
        return stored.error();
    if (m_loadedFromFile)
        qCWarning(logEngine).nospace() << "store=unavailable action=start-from-file error=" << stored.error().message;
    if (m_loadedFromFile)
        QTimer::singleShot(LoadAgainAfter, this, &AutoWatchManager::loadAgain);
    // A new database beside an old file: the database was lost, the folders were not.
    startAll(stored && !stored->isEmpty() ? *stored : configsOfFile());
    return {};
}

QList<WatchConfig> AutoWatchManager::configsOfFile() const
{
    const auto kept = m_parts.configFile.read();
    if (!kept)
        qCWarning(logEngine).nospace() << "config-file=unusable error=" << kept.error().message;
    return kept ? *kept : QList<WatchConfig>();
}

void AutoWatchManager::onStoreBack()
{
    for (const auto &entry : m_entries) {
        if (entry->session)
            entry->session->retryNow();
    }
    m_countTimer.start();
    loadAgain();
}

void AutoWatchManager::loadAgain()
{
    if (!m_loadedFromFile)
        return;
    // The database has the last word on what is configured, and nothing could be started without it.
    whenDone(m_store.watchConfigs(), this, [this](const Result<QList<WatchConfig>> &stored) {
        if (!stored) {
            QTimer::singleShot(LoadAgainAfter, this, &AutoWatchManager::loadAgain);
            return;
        }
        if (!std::exchange(m_loadedFromFile, false))
            return;
        if (stored->isEmpty()) {
            startAll(configs());
            return;
        }
        std::erase_if(m_entries, [&](const auto &entry) {
            const bool known = std::ranges::any_of(*stored, [&](const WatchConfig &config) { return config.key == entry->config.key; });
            return entry->persistent && !entry->session && !known;
        });
        startAll(*stored);
    });
}

void AutoWatchManager::startAll(const QList<WatchConfig> &configs)
{
    for (const WatchConfig &config : configs)
        insert(config, true);
    for (const WatchConfig &config : configs) {
        if (config.enabled && config.autoStart)
            startSession(config.key);
    }
    m_countTimer.start();
}

QFuture<Result<AutoWatchManager::Added>> AutoWatchManager::add(WatchConfig::Key key, ConfigPatch patch)
{
    using Outcome = Result<Added>;
    for (const Done &checked : {checkName(key.project, u"project"_s), checkName(key.dataset, u"dataset"_s), checkPatch(patch)}) {
        if (!checked)
            return answered<Outcome>(checked.error());
    }
    const auto root = rulesFor(key).check(key.path);
    if (!root)
        return answered<Outcome>(root.error());
    key.path = *root;

    Entry *known = find(key);
    const bool existed = known != nullptr && known->persistent;
    WatchConfig config = patched(known != nullptr ? known->config : WatchConfig{.key = key}, patch);
    if (!patch.enabled)
        config.enabled = true; // adding a folder means to have it
    const bool start = config.enabled; // autoStart is about the next time the program starts

    const Answer<Outcome> answer;
    whenDone(store(config), this, [this, answer, existed, start](const Result<WatchConfig> &stored) {
        if (!stored) {
            answer.give(stored.error());
            return;
        }
        if (!start) {
            answer.give(Added{.config = *stored, .existed = existed});
            return;
        }
        whenDone(startSession(stored->key), this, [this, answer, existed, added = stored->key](const Done &started) {
            const Entry *entry = find(added);
            if (!started || entry == nullptr)
                answer.give(started ? unknown(added) : started.error());
            else
                answer.give(Added{.config = entry->config, .started = true, .existed = existed});
        });
    });
    return answer.future();
}

QFuture<Result<WatchConfig>> AutoWatchManager::store(const WatchConfig &config)
{
    const Answer<Result<WatchConfig>> answer;
    whenDone(m_store.putWatchConfig(config), this, [this, answer](const Result<WatchConfig> &stored) {
        if (stored) {
            Entry &entry = insert(*stored, true);
            entry.scope = FolderScope{.project = stored->projectId, .dataset = stored->datasetId, .root = stored->key.path};
            writeFile();
            tell(stored->key);
            m_countTimer.start();
        }
        answer.give(stored);
    });
    return answer.future();
}

QFuture<Result<WatchConfig>> AutoWatchManager::update(WatchConfig::Key key, ConfigPatch patch)
{
    using Outcome = Result<WatchConfig>;
    key = canonical(key);
    Entry *entry = find(key);
    if (entry == nullptr || !entry->persistent)
        return answered<Outcome>(unknown(key));
    if (Done checked = checkPatch(patch); !checked)
        return answered<Outcome>(checked.error());

    const WatchConfig before = entry->config;
    const Answer<Outcome> answer;
    whenDone(store(patched(before, patch)), this, [this, answer, before, key](const Outcome &stored) {
        Entry *changed = find(key);
        if (!stored || changed == nullptr) {
            answer.give(stored);
            return;
        }
        const bool watched = changed->session != nullptr;
        const bool otherRules = before.include != stored->include || before.exclude != stored->exclude
            || before.debounce != stored->debounce || before.backend != stored->backend;
        if (watched && (!stored->enabled || otherRules)) {
            closeSession(*changed, [this, key, again = stored->enabled] {
                if (again)
                    startSession(key);
            });
        } else if (!watched && stored->enabled && !before.enabled) {
            startSession(key);
        }
        answer.give(stored);
    });
    return answer.future();
}

QFuture<Done> AutoWatchManager::remove(WatchConfig::Key key, bool keepIndex)
{
    key = canonical(key);
    Entry *entry = find(key);
    if (entry == nullptr || !entry->persistent)
        return answered<Done>(unknown(key));

    const Answer<Done> answer;
    const auto removeIt = [this, answer, key, keepIndex] {
        const Entry *closed = find(key);
        if (closed == nullptr) {
            answer.give(unknown(key));
            return;
        }
        whenDone(removeStored(*closed, keepIndex), this, [this, answer, key](const Done &removed) {
            if (removed) {
                std::erase_if(m_entries, [&](const auto &other) { return other->config.key == key; });
                writeFile();
                Q_EMIT folderRemoved(key);
                m_countTimer.start();
            }
            answer.give(removed);
        });
    };
    if (entry->session)
        closeSession(*entry, removeIt);
    else
        removeIt();
    return answer.future();
}

QFuture<Done> AutoWatchManager::removeStored(const Entry &entry, bool keepIndex)
{
    const WatchConfig config = entry.config;
    const FolderScope scope{.project = config.projectId, .dataset = config.datasetId, .root = config.key.path};
    const Answer<Done> answer;
    whenDone(m_store.removeWatchConfig(config.key), this, [this, answer, scope, keepIndex](const Done &removed) {
        if (!removed || keepIndex)
            answer.give(removed);
        else
            whenDone(m_store.removeIndex(scope), this, [answer](const Done &cleared) { answer.give(cleared); });
    });
    return answer.future();
}

QFuture<Result<Folder>> AutoWatchManager::startWatch(WatchConfig::Key key)
{
    using Outcome = Result<Folder>;
    for (const Done &checked : {checkName(key.project, u"project"_s), checkName(key.dataset, u"dataset"_s)}) {
        if (!checked)
            return answered<Outcome>(checked.error());
    }
    const auto root = rulesFor(key).check(key.path);
    if (!root)
        return answered<Outcome>(root.error());
    key.path = *root;
    if (const Entry *entry = find(key); entry != nullptr && entry->session)
        return answered<Outcome>(Error{Error::Kind::Invalid, u"%1 is watched already"_s.arg(key.path)});
    if (find(key) == nullptr)
        insert({.key = key}, false);

    const Answer<Outcome> answer;
    whenDone(startSession(key), this, [this, answer, key](const Done &started) {
        const auto folder = this->folder(key);
        answer.give(started && folder ? Outcome(*folder) : Outcome(started ? unknown(key) : started.error()));
    });
    return answer.future();
}

QFuture<Done> AutoWatchManager::startSession(const WatchConfig::Key &key)
{
    Entry *entry = find(key);
    if (entry == nullptr || entry->session)
        return answered<Done>({});

    const Answer<Done> answer;
    whenDone(m_store.folderScope(key), this, [this, answer, key](const Result<FolderScope> &scope) {
        if (scope)
            openSession(key, *scope);
        answer.give(scope ? Done() : scope.error());
    });
    return answer.future();
}

void AutoWatchManager::openSession(const WatchConfig::Key &key, const FolderScope &scope)
{
    Entry *entry = find(key);
    if (entry == nullptr || entry->session) // removed or started by somebody else meanwhile
        return;
    entry->scope = scope;
    entry->config.projectId = scope.project;
    entry->config.datasetId = scope.dataset;
    entry->config.lastStarted = QDateTime::currentDateTimeUtc();
    if (entry->persistent)
        store(entry->config);
    entry->session = std::make_unique<FolderSession>(m_parts.session, entry->config, scope);
    connect(entry->session.get(), &FolderSession::changed, this, [this, key] { tell(key); });
    connect(entry->session.get(), &FolderSession::syncDone, this, [this] { m_countTimer.start(); });
    entry->session->setPaused(m_pause.covers(key));
    entry->session->setBulkHeld(m_bulkHeld);
    entry->session->start();
}

void AutoWatchManager::closeSession(Entry &entry, std::function<void()> then)
{
    FolderSession *closing = entry.session.get();
    connect(closing, &FolderSession::stopped, this, [this, key = entry.config.key, then = std::move(then)] {
        Entry *closed = find(key);
        if (closed == nullptr || !closed->session)
            return;
        closed->session.release()->deleteLater(); // we are in a signal of its own
        if (closed->scope)
            m_store.release(*closed->scope);
        if (!closed->persistent) {
            std::erase_if(m_entries, [&](const auto &other) { return other->config.key == key; });
            Q_EMIT folderRemoved(key);
        } else {
            tell(key);
        }
        if (then)
            then();
    });
    closing->stop();
}

QFuture<Done> AutoWatchManager::stopWatch(WatchConfig::Key key)
{
    key = canonical(key);
    Entry *entry = find(key);
    if (entry == nullptr || !entry->session)
        return answered<Done>(unknown(key));
    const Answer<Done> answer;
    closeSession(*entry, [answer] { answer.give({}); });
    return answer.future();
}

QFuture<Result<SyncStats>> AutoWatchManager::syncNow(WatchConfig::Key key, bool force)
{
    using Outcome = Result<SyncStats>;
    if (pauseState().isHeld)
        return answered<Outcome>(PauseSwitch::heldError());
    key = canonical(key);
    if (Entry *entry = find(key); entry != nullptr && entry->session)
        return entry->session->syncNow(force);

    // Not watched: the same pipeline once, without a watcher.
    for (const Done &checked : {checkName(key.project, u"project"_s), checkName(key.dataset, u"dataset"_s)}) {
        if (!checked)
            return answered<Outcome>(checked.error());
    }
    const auto root = rulesFor(key).check(key.path);
    if (!root)
        return answered<Outcome>(root.error());
    key.path = *root;
    const Entry *entry = find(key);
    const WatchConfig config = entry != nullptr ? entry->config : WatchConfig{.key = key};
    const Answer<Outcome> answer;
    whenDone(m_store.folderScope(key), this, [this, answer, config, force](const Result<FolderScope> &scope) {
        if (!scope)
            return answer.give(scope.error());
        auto pipeline = std::make_shared<FolderPipeline>(m_parts.session.parts, config, *scope,
                                                         FolderPipeline::Hooks{.publish = m_parts.session.publish});
        const auto work = m_parts.session.queue.submit(SyncQueue::Lane::Bulk, std::make_shared<Urgency>(config.priority),
                                                       [pipeline, force] { return pipeline->reconcile(force, {}); });
        whenDone(work, this, [this, answer](const Outcome &outcome) {
            m_countTimer.start();
            answer.give(outcome);
        });
    });
    return answer.future();
}

} // namespace vectray
