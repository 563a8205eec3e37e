#include "FakeBackend.h"

#include <items/Snippet.h>

#include <QPointer>

#include <algorithm>

namespace vectray {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

FakeBackend::FakeBackend(QObject *parent) : Backend(parent)
{
    m_steps.setInterval(50ms);
    connect(&m_steps, &QTimer::timeout, this, &FakeBackend::step);
}

void FakeBackend::put(const Folder &folder)
{
    if (Folder *known = find(folder.config.key))
        *known = folder;
    else
        m_folders.append(folder);
    Q_EMIT folderChanged(folder);
}

void FakeBackend::setProgram(const ProgramState &state)
{
    m_program = state;
    Q_EMIT programStateChanged(state);
}

void FakeBackend::addProblem(const WatchConfig::Key &folder, const FileProblem &problem)
{
    m_problems[folder].append(problem);
}

void FakeBackend::releaseAnswers()
{
    m_hold = false;
    for (const auto &answer : std::exchange(m_held, {}))
        answer();
}

void FakeBackend::addFolder(const FolderOptions &options, QObject *context, Answer<WatchConfig> done)
{
    note(u"add %1 %2 %3"_s.arg(options.key.path, options.key.project, options.key.dataset));
    QTimer::singleShot(0, context, [this, options, done = std::move(done)] {
        if (!m_refusal.isEmpty())
            return done(Error{Error::Kind::Invalid, m_refusal});
        Folder folder;
        folder.config = configOf(options);
        folder.startedAt = QDateTime::currentDateTimeUtc();
        folder.state = Folder::State::Syncing;
        folder.progressTotal = 40;
        put(folder);
        m_steps.start();
        done(folder.config);
    });
}

void FakeBackend::changeFolder(const FolderOptions &options, QObject *context, Answer<WatchConfig> done)
{
    note(u"change %1"_s.arg(options.key.path));
    QTimer::singleShot(0, context, [this, options, done = std::move(done)] {
        Folder *folder = find(options.key);
        if (!folder)
            return done(Error{Error::Kind::NotFound, u"no such folder"_s});
        folder->config = configOf(options);
        Q_EMIT folderChanged(*folder);
        done(folder->config);
    });
}

void FakeBackend::removeFolder(const WatchConfig::Key &key, bool keepIndex)
{
    note(u"remove %1%2"_s.arg(key.path, keepIndex ? u" keep"_s : QString()));
    m_folders.removeIf([&](const Folder &folder) { return folder.config.key == key; });
    Q_EMIT folderRemoved(key);
}

void FakeBackend::setEnabled(const WatchConfig::Key &key, bool enabled)
{
    note(u"setEnabled %1 %2"_s.arg(key.path, enabled ? u"true"_s : u"false"_s));
    if (Folder *folder = find(key)) {
        folder->config.enabled = enabled;
        folder->state = enabled ? Folder::State::Idle : Folder::State::Stopped;
        Q_EMIT folderChanged(*folder);
    }
}

void FakeBackend::syncNow(const WatchConfig::Key &key)
{
    note(u"sync %1"_s.arg(key.path));
    if (Folder *folder = find(key)) {
        folder->state = Folder::State::Syncing;
        folder->progress = 0;
        folder->progressTotal = 40;
        m_steps.start();
        Q_EMIT folderChanged(*folder);
    }
}

void FakeBackend::setPaused(const WatchConfig::Key &key, bool paused)
{
    note(u"setPaused %1 %2"_s.arg(key.path, paused ? u"true"_s : u"false"_s));
    if (Folder *folder = find(key)) {
        folder->state = paused ? Folder::State::Paused : Folder::State::Idle;
        Q_EMIT folderChanged(*folder);
    }
}

void FakeBackend::pauseAll(std::optional<QDateTime> until)
{
    note(until ? u"pauseAll %1"_s.arg(QDateTime::currentDateTimeUtc().secsTo(*until) / 60) : u"pauseAll"_s);
    setProgram({true, until.value_or(QDateTime()), m_program.offline});
}

void FakeBackend::resumeAll()
{
    note(u"resumeAll"_s);
    setProgram({false, {}, m_program.offline});
}

void FakeBackend::search(const SearchQuery &query, QObject *context, Answer<QList<SearchHit>> done)
{
    queries.append(query);
    QList<SearchHit> hits;
    const QStringList terms = Snippet::terms(query.text);
    for (const SearchHit &hit : m_texts) {
        const QString text = QString::fromUtf8(hit.text);
        const auto found = std::ranges::count_if(
            terms, [&](const QString &term) { return text.contains(term, Qt::CaseInsensitive); });
        const bool wanted = query.languages.isEmpty() || query.languages.contains(hit.language);
        if (found > 0 && wanted && (query.project.isEmpty() || query.project == hit.project)) {
            hits.append(hit);
            hits.last().finalScore = double(found);
        }
    }
    std::ranges::stable_sort(hits, std::greater(), &SearchHit::finalScore);
    if (m_hold)
        m_held.append([done, hits] { done(hits); });
    else
        QTimer::singleShot(0, context, [done = std::move(done), hits] { done(hits); });
}

void FakeBackend::problems(const WatchConfig::Key &folder, QObject *context, Answer<QList<FileProblem>> done)
{
    QTimer::singleShot(0, context,
                       [this, folder, done = std::move(done)] { done(m_problems.value(folder)); });
}

void FakeBackend::preview(const FolderOptions &options, QObject *context, Answer<FolderPreview> done)
{
    Q_UNUSED(options)
    QTimer::singleShot(0, context, [this, done = std::move(done)] {
        done(FolderPreview{1234, 5'600'000, 78, previewTime, {u"README.md"_s, u"src/main.cpp"_s}, cost});
    });
}

void FakeBackend::storage(QObject *context, Answer<StorageInfo> done)
{
    QTimer::singleShot(0, context, [done = std::move(done)] {
        done(StorageInfo{u"sqlite"_s, u"/home/ada/.local/share/vectray/index.db"_s, 412'000'000, true});
    });
}

void FakeBackend::compactStorage(QObject *context, Answer<StorageInfo> done)
{
    note(u"compactStorage"_s);
    const auto answer = [this, done = std::move(done)] {
        if (!m_refusal.isEmpty())
            return done(Error{Error::Kind::Unavailable, std::exchange(m_refusal, {})});
        done(StorageInfo{u"sqlite"_s, u"/home/ada/.local/share/vectray/index.db"_s, 300'000'000, true});
    };
    if (m_hold)
        m_held.append(answer);
    else
        QTimer::singleShot(0, context, answer);
}

void FakeBackend::tryStorage(const QString &address, const QByteArray &password, QObject *context,
                             Answer<StorageTrial> done)
{
    note(u"tryStorage %1 %2"_s.arg(address, QString::fromUtf8(password)));
    QTimer::singleShot(0, context, [this, address, done = std::move(done)] {
        if (!m_refusal.isEmpty())
            return done(Error{Error::Kind::Denied, std::exchange(m_refusal, {})});
        done(StorageTrial{address, u"15.6"_s, u"0.8.0"_s, true, std::chrono::microseconds(1900)});
    });
}

void FakeBackend::keepStoragePassword(const QString &address, const QByteArray &password, QObject *context,
                                      std::function<void(const Done &)> done)
{
    note(u"keepStoragePassword %1 %2"_s.arg(address, QString::fromUtf8(password)));
    QTimer::singleShot(0, context, [this, done = std::move(done)] {
        done(m_refusal.isEmpty() ? Done() : Error{Error::Kind::Unavailable, std::exchange(m_refusal, {})});
    });
}

void FakeBackend::copyStorage(const QString &store, const QByteArray &password, QObject *context,
                              Answer<StorageCopied> done)
{
    note(u"copyStorage %1 %2"_s.arg(store, QString::fromUtf8(password)));
    const auto answer = [this, done = std::move(done)] {
        if (!m_refusal.isEmpty())
            return done(Error{m_refusal == u"stopped"_s ? Error::Kind::Cancelled : Error::Kind::Conflict,
                              std::exchange(m_refusal, {})});
        done(StorageCopied{1200, 3400});
    };
    if (m_hold)
        m_held.append([answer, asker = QPointer<QObject>(context)] {
            if (asker)
                answer();
        });
    else
        QTimer::singleShot(0, context, answer);
}

void FakeBackend::changeSettings(const Settings &settings, QObject *context, Answer<Settings> done)
{
    note(u"changeSettings"_s);
    QTimer::singleShot(0, context, [this, settings, done = std::move(done)] {
        if (!m_refusal.isEmpty())
            return done(Error{Error::Kind::Invalid, std::exchange(m_refusal, {})});
        m_settings = settings;
        done(settings);
    });
}

void FakeBackend::renewToken(QObject *context, Answer<ApiAccess> done)
{
    QTimer::singleShot(0, context, [url = apiAccess().url, done = std::move(done)] {
        done(ApiAccess{url, u"another-token"_s});
    });
}

void FakeBackend::tryEmbedding(const Settings &settings, const QByteArray &key, QObject *context,
                               Answer<EmbeddingTrial> done)
{
    note(u"tryEmbedding %1 %2 %3"_s.arg(settings.embeddingProvider, settings.embeddingModel,
                                        QString::fromUtf8(key)));
    QTimer::singleShot(0, context, [this, model = settings.embeddingModel, done = std::move(done)] {
        if (!m_refusal.isEmpty())
            return done(Error{Error::Kind::Denied, std::exchange(m_refusal, {})});
        done(EmbeddingTrial{model, u"https://example.org/v1"_s, 1536, std::chrono::milliseconds(210)});
    });
}

void FakeBackend::embeddingCost(const Settings &settings, QObject *context, Answer<EmbeddingCost> done)
{
    note(u"embeddingCost %1"_s.arg(settings.embeddingProvider));
    QTimer::singleShot(0, context, [this, done = std::move(done)] { done(cost); });
}

void FakeBackend::keepKey(const QString &provider, const QByteArray &key, QObject *context,
                          std::function<void(const Done &)> done)
{
    note(u"keepKey %1 %2"_s.arg(provider, QString::fromUtf8(key)));
    QTimer::singleShot(0, context, [done = std::move(done)] { done(Done()); });
}

void FakeBackend::agents(QObject *context, Answer<QList<AgentConnection>> done)
{
    const QString diff = u"--- settings.json\n+++ settings.json\n@@ -1,3 +1,8 @@\n {\n+  \"mcpServers\": {\n"
                         "+    \"vectray\": {\n+      \"command\": \"/usr/bin/vectray\",\n"
                         "+      \"args\": [\"mcp\"]\n+    }\n+  },\n   \"theme\": \"dark\"\n }\n"_s;
    QTimer::singleShot(0, context, [this, diff, done = std::move(done)] {
        done(QList<AgentConnection>{
            {u"one"_s, u"Agent One"_s, u"/home/ada/.one/settings.json"_s, m_agentConnected, diff, {}},
            {u"two"_s, u"Agent Two"_s, u"/home/ada/.two.toml"_s, false, {}, u"line 3: no table"_s}});
    });
}

void FakeBackend::setAgentConnected(const QString &agent, bool connected, QObject *context,
                                    std::function<void(const Done &)> done)
{
    note(u"setAgentConnected %1 %2"_s.arg(agent, connected ? u"true"_s : u"false"_s));
    QTimer::singleShot(0, context, [this, connected, done = std::move(done)] {
        m_agentConnected = connected;
        done(Done());
    });
}

void FakeBackend::saveDebugArchive(const QString &file, QObject *context,
                                   std::function<void(const Done &)> done)
{
    note(u"saveDebugArchive %1"_s.arg(file));
    QTimer::singleShot(0, context, [done = std::move(done)] { done(Done()); });
}

void FakeBackend::note(const QString &order)
{
    orders.append(order);
    Q_EMIT ordered(order);
}

Folder *FakeBackend::find(const WatchConfig::Key &key)
{
    const auto found = std::ranges::find(m_folders, key, [](const Folder &f) { return f.config.key; });
    return found == m_folders.end() ? nullptr : &*found;
}

void FakeBackend::step()
{
    bool running = false;
    for (Folder &folder : m_folders) {
        if (folder.state != Folder::State::Syncing || folder.progressTotal != 40)
            continue;
        if (++folder.progress >= folder.progressTotal)
            finish(folder);
        else
            running = true;
        Q_EMIT folderChanged(folder);
    }
    if (!running)
        m_steps.stop();
}

void FakeBackend::finish(Folder &folder)
{
    SyncStats stats;
    stats.filesCreated = folder.progressTotal;
    stats.chunksAdded = folder.progressTotal * 7;
    stats.duration = 2s;
    const bool first = !folder.lastSyncAt.isValid();
    folder.state = Folder::State::Idle;
    folder.files = std::max(folder.files, folder.progressTotal);
    folder.chunks = std::max(folder.chunks, stats.chunksAdded);
    folder.lastSyncAt = QDateTime::currentDateTimeUtc();
    folder.progress = folder.progressTotal = 0;
    tell(SyncFinished{folder.config.key, stats, first});
}

WatchConfig FakeBackend::configOf(const FolderOptions &options)
{
    WatchConfig config;
    config.key = options.key;
    if (config.key.dataset.isEmpty())
        config.key.dataset = u"main"_s;
    config.debounce = options.debounce;
    config.include = options.include;
    config.exclude = options.exclude;
    return config;
}

} // namespace vectray
