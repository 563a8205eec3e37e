#include "UiBackend.h"

#include "AgentConnector.h"
#include "EmbeddingSetup.h"
#include "RemoteAccess.h"
#include "SecretStore.h"
#include "StoreTransfer.h"

#include <base/Answer.h>
#include <base/Logging.h>
#include <base/SettingsFile.h>
#include <base/SettingsTable.h>
#include <base/WhenDone.h>
#include <embed/Embedder.h>
#include <embed/EmbedderSeat.h>
#include <engine/AutoWatchManager.h>
#include <engine/Preview.h>
#include <engine/Searcher.h>
#include <store/IndexStore.h>

#include <QCoreApplication>
#include <QFileInfo>
#include <QProcess>

namespace vectray {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

ConfigPatch patchFrom(const FolderOptions &options)
{
    return {.debounce = options.debounce, .include = options.include, .exclude = options.exclude};
}

WatchConfig::Key keyFrom(const FolderOptions &options)
{
    WatchConfig::Key key = options.key;
    const QString name = QFileInfo(key.path).fileName();
    if (key.project.isEmpty())
        key.project = name;
    if (key.dataset.isEmpty())
        key.dataset = u"main"_s; // as on the command line
    return key;
}

/// What is known of the service that the settings name. Nothing is: no service, which is said elsewhere.
EmbeddingCost costBy(const EmbeddingSetup &setup, const Settings &settings)
{
    const auto tariff = setup.tariff(settings);
    if (!tariff)
        return {};
    return {.service = tariff->service,
            .isPaid = tariff->pricePerMillion.value_or(1) > 0,
            .pricePerMillion = tariff->pricePerMillion,
            .budget = settings.embeddingBudget.toDouble()};
}

EmbeddingCost filled(EmbeddingCost cost, std::int64_t files, std::int64_t tokens)
{
    cost.files = files;
    cost.tokens = tokens;
    return cost;
}

} // namespace

UiBackend::UiBackend(const Parts &parts) : m_parts(parts)
{
    connect(&m_parts.manager, &AutoWatchManager::folderChanged, this, &Backend::folderChanged);
    connect(&m_parts.manager, &AutoWatchManager::folderRemoved, this, &Backend::folderRemoved);
    connect(&m_parts.manager, &AutoWatchManager::pauseChanged, this, &UiBackend::look);
    connect(&m_parts.events, &EventBus::published, this, &Backend::eventHappened);
    connect(&m_looks, &QTimer::timeout, this, &UiBackend::look);
    m_looks.start(5s);
    makeTransfer();
}

UiBackend::~UiBackend() = default;

void UiBackend::look()
{
    const ProgramState state = programState();
    if (state == m_told)
        return;
    m_told = state;
    Q_EMIT programStateChanged(state);
}

QList<Folder> UiBackend::folders() const
{
    return m_parts.manager.folders();
}

ProgramState UiBackend::programState() const
{
    const PauseState &pause = m_parts.manager.pauseState();
    ProgramState state{.paused = pause.all, .pausedUntil = pause.until, .isCopying = pause.isHeld};
    if (const StoreHealth store = m_parts.store.health(); !store.isReachable())
        state.offline = store.reason;
    const EmbeddingServiceState service = embedding();
    switch (service.kind) {
    case EmbeddingServiceState::Kind::Ready:
    case EmbeddingServiceState::Kind::Starting:
    case EmbeddingServiceState::Kind::Paused: // as it asked: it goes on by itself
        break;
    case EmbeddingServiceState::Kind::Away:
        if (state.offline.isEmpty())
            state.offline = service.reason;
        break;
    case EmbeddingServiceState::Kind::Rejected:
    case EmbeddingServiceState::Kind::BudgetReached:
        state.rejected = service.reason;
        break;
    }
    return state;
}

void UiBackend::addFolder(const FolderOptions &options, QObject *context, Answer<WatchConfig> done)
{
    whenDone(m_parts.manager.add(keyFrom(options), patchFrom(options)), context,
             [done = std::move(done)](const Result<AutoWatchManager::Added> &added) {
                 done(added ? Result(added->config) : added.error());
             });
}

void UiBackend::changeFolder(const FolderOptions &options, QObject *context, Answer<WatchConfig> done)
{
    whenDone(m_parts.manager.update(keyFrom(options), patchFrom(options)), context, std::move(done));
}

void UiBackend::removeFolder(const WatchConfig::Key &folder, bool keepIndex)
{
    m_parts.manager.remove(folder, keepIndex);
}

void UiBackend::setEnabled(const WatchConfig::Key &folder, bool enabled)
{
    m_parts.manager.update(folder, {.enabled = enabled});
}

void UiBackend::syncNow(const WatchConfig::Key &folder)
{
    m_parts.manager.syncNow(folder, false);
}

void UiBackend::setPaused(const WatchConfig::Key &folder, bool paused)
{
    if (paused)
        m_parts.manager.pause().pause(folder, {});
    else
        m_parts.manager.pause().resume(folder);
}

void UiBackend::pauseAll(std::optional<QDateTime> until)
{
    m_parts.manager.pause().pauseAll(until);
}

void UiBackend::resumeAll()
{
    m_parts.manager.pause().resumeAll();
}

void UiBackend::search(const SearchQuery &query, QObject *context, Answer<QList<SearchHit>> done)
{
    whenDone(m_parts.searcher.search(query), context, std::move(done));
}

void UiBackend::problems(const WatchConfig::Key &folder, QObject *context, Answer<QList<FileProblem>> done)
{
    const auto found = m_parts.manager.folder(folder);
    const WatchConfig config = found ? found->config : WatchConfig();
    whenDone(m_parts.store.problems(
                 {.project = config.projectId, .dataset = config.datasetId, .root = folder.path}),
             context, std::move(done));
}

void UiBackend::preview(const FolderOptions &options, QObject *context, Answer<FolderPreview> done)
{
    const vectray::Answer<Result<FolderPreview>> answer;
    m_parts.pool.start([answer, options, cost = costBy(m_parts.embedding, settings()),
                        embedder = m_parts.embedders.current()] {
        const auto preview = previewFolder(options.key.path, options.include, options.exclude, {});
        if (!preview)
            return answer.give(preview.error());
        const auto time = timeToIndex(*preview, *embedder).time;
        using std::chrono::seconds;
        answer.give(
            FolderPreview{.files = preview->files,
                          .bytes = preview->bytes,
                          .skipped = preview->reasons.size(),
                          .duration = time ? std::optional(std::chrono::ceil<seconds>(*time)) : std::nullopt,
                          .examples = preview->examples,
                          .cost = filled(cost, preview->files, preview->tokens)});
    });
    whenDone(answer.future(), context, std::move(done));
}

Settings UiBackend::settings() const
{
    const auto settings = SettingsFile::read(m_parts.settingsFile).and_then([](const SettingsFile &file) {
        return file.settings();
    });
    return settings ? *settings : Settings(); // what is wrong with the file is said when it is to be changed
}

QStringList UiBackend::fixedSettings() const
{
    QStringList fixed;
    for (const SettingSpec &spec : settingsTable()) {
        if (qEnvironmentVariableIsSet(spec.environment.constData()))
            fixed.append(spec.key);
    }
    return fixed;
}

void UiBackend::changeSettings(const Settings &settings, QObject *context, Answer<Settings> done)
{
    const auto change = [&]() -> Result<Settings> {
        auto file = SettingsFile::read(m_parts.settingsFile);
        if (!file)
            return file.error();
        const auto before = file->settings();
        if (!before)
            return before.error();
        if (Done set = file->setAll(*before, settings); !set)
            return set.error();
        const auto changed = file->settings();
        if (!changed)
            return changed;
        // What the next start would refuse is refused now, while there is somebody to read why.
        if (Done sensible = checkRemoteAccess(*changed); !sensible)
            return sensible.error();
        if (Done sensible = m_parts.embedding.check(*changed); !sensible)
            return sensible.error();
        if (Done saved = file->save(); !saved)
            return saved.error();
        return changed;
    };
    QTimer::singleShot(0, context, [done = std::move(done), answer = change()] { done(answer); });
}

void UiBackend::renewToken(QObject *context, Answer<ApiAccess> done)
{
    const Done replaced = m_parts.replaceToken();
    QTimer::singleShot(0, context, [replaced, access = apiAccess(), done = std::move(done)] {
        done(replaced ? Result(access) : replaced.error());
    });
}

void UiBackend::agents(QObject *context, Answer<QList<AgentConnection>> done)
{
    const vectray::Answer<Result<QList<AgentConnection>>> answer;
    m_parts.pool.start([answer, connector = AgentConnector(QCoreApplication::applicationFilePath())] {
        answer.give(connector.agents());
    });
    whenDone(answer.future(), context, std::move(done));
}

void UiBackend::setAgentConnected(const QString &agent, bool connected, QObject *context,
                                  std::function<void(const Done &)> done)
{
    const vectray::Answer<Done> answer;
    m_parts.pool.start(
        [answer, agent, connected, connector = AgentConnector(QCoreApplication::applicationFilePath())] {
            answer.give(connector.setConnected(agent, connected));
        });
    whenDone(answer.future(), context, std::move(done));
}

void UiBackend::saveDebugArchive(const QString &file, QObject *context,
                                 std::function<void(const Done &)> done)
{
    // The command line does it, in a process of its own: it asks this one as anybody does.
    auto *process = new QProcess(context);
    connect(process, &QProcess::finished, context, [process, done](int code, QProcess::ExitStatus status) {
        process->deleteLater();
        const QString words = QString::fromUtf8(process->readAllStandardError()).trimmed();
        const bool saved = status == QProcess::NormalExit && code == 0;
        done(saved ? Done() : Error{Error::Kind::Unavailable, words});
    });
    connect(process, &QProcess::errorOccurred, context, [process, done](QProcess::ProcessError error) {
        if (error != QProcess::FailedToStart) // otherwise it is told as finished
            return;
        process->deleteLater();
        done(Error{Error::Kind::Unavailable, process->errorString()});
    });
    process->setStandardOutputFile(QProcess::nullDevice());
    process->start(QCoreApplication::applicationFilePath(), {u"debug-archive"_s, u"--output"_s, file});
}

EmbeddingServiceState UiBackend::embedding() const
{
    return m_parts.embedders.current()->serviceState();
}

void UiBackend::tryEmbedding(const Settings &settings, const QByteArray &key, QObject *context,
                             Answer<EmbeddingTrial> done)
{
    const vectray::Answer<Result<EmbeddingTrial>> answer;
    m_parts.pool.start([answer, settings, key, &setup = m_parts.embedding] {
        answer.give(setup.trySettings(settings, key));
    });
    whenDone(answer.future(), context, std::move(done));
}

void UiBackend::embeddingCost(const Settings &settings, QObject *context, Answer<EmbeddingCost> done)
{
    const auto tariff = m_parts.embedding.tariff(settings);
    if (!tariff)
        return whenDone(answered<Result<EmbeddingCost>>(tariff.error()), context, std::move(done));
    std::int64_t files = 0;
    for (const Folder &folder : m_parts.manager.folders())
        files += folder.files;
    whenDone(m_parts.store.vectorSet(tariff->model), context,
             [done = std::move(done), files,
              known = costBy(m_parts.embedding, settings)](const Result<VectorSetState> &set) {
                 EmbeddingCost cost = filled(known, files, set ? tokensOf(set->missingBytes) : 0);
                 cost.isCounted = set.has_value();
                 done(cost);
             });
}

void UiBackend::keepKey(const QString &provider, const QByteArray &key, QObject *context,
                        std::function<void(const Done &)> done)
{
    whenDone(m_parts.secrets.write(keyNameOf(provider), key), context, std::move(done));
}

} // namespace vectray
