#include "Application.h"

#include "EffectiveSettings.h"
#include "EmbeddingSetup.h"
#include "OpenStore.h"
#include "SecretStore.h"
#include "RemoteAccess.h"
#include "SingleInstance.h"
#include "TeamEvents.h"
#include "UiBackend.h"

#include <base/Logging.h>
#include <base/TokenFile.h>
#include <chunk/DefaultChunker.h>
#include <embed/AbsentEmbedder.h>
#include <embed/EmbedderSeat.h>
#include <engine/AutoWatchManager.h>
#include <engine/IdleUpkeep.h>
#include <engine/ModelSwitch.h>
#include <engine/Searcher.h>
#include <http/EventSocket.h>
#include <http/EventStream.h>
#include <http/HttpServer.h>
#include <mcp/CodeTools.h>
#include <mcp/FolderResources.h>
#include <mcp/McpEndpoint.h>
#include <power/PowerSource.h>
#include <server/ApiParts.h>
#include <server/EventPublisher.h>
#include <server/Metrics.h>
#include <store/IndexStore.h>
#include <ui/Desktop.h>
#include <watch/MakeWatcher.h>

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSaveFile>

#include <malloc.h>

namespace vectray {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

Application::Application(Settings settings, Paths paths)
    : m_settings(std::move(settings)), m_paths(std::move(paths))
{
    m_pool.setObjectName(u"files"_s);
    if (m_settings.threads > 0)
        m_pool.setMaxThreadCount(m_settings.threads);
    m_answers.setObjectName(u"answers"_s);
    m_answers.setMaxThreadCount(2);
    m_metrics = std::make_unique<Metrics>();
}

Application::~Application()
{
    if (m_eventSocket)
        m_eventSocket->closeAll();
    if (m_server)
        QFile::remove(m_paths.endpointFile());
    // Whoever asks goes before whom it asks.
    m_desktop.reset();
    m_backend.reset();
    m_server.reset();
    m_mcp.reset();
    m_tools.reset();
    m_resources.reset();
    m_manager.reset();
    m_queue.reset();
    m_upkeep.reset();
    m_modelSwitch.reset();
    m_answers.waitForDone();
    m_pool.waitForDone();
}

Done Application::start()
{
    if (Done made = m_paths.create(); !made)
        return made;
    m_instance =
        std::make_unique<SingleInstance>(storeLockFile(m_settings, m_paths), m_paths.runtime + u"/vectray.sock"_s);
    if (Done alone = m_instance->acquire(); !alone)
        return alone;
    if (Done opened = useStore(); !opened)
        return opened;
    if (Done loaded = loadModel(); !loaded)
        return loaded;
    makeEngine();
    if (Done started = startModelSwitch(); !started)
        return started;
    if (Done loaded = m_manager->load(); !loaded)
        return loaded;
    return listen();
}

Done Application::useStore()
{
    // Whoever is told may be gone by then; this object is not.
    const StoreHooks hooks{.onHealth =
                               [this](const StoreHealth &health) {
                                   QMetaObject::invokeMethod(this, [this, health] { onStoreHealth(health); });
                               },
                           .onMessage =
                               [this](const QByteArray &message) {
                                   QMetaObject::invokeMethod(this, [this, message] {
                                       if (m_teamEvents)
                                           m_teamEvents->receive(message);
                                   });
                               }};
    auto opened = openStore(m_settings, hooks, m_pool);
    if (!opened)
        return opened.error();
    m_store = std::move(opened->store);
    m_announce = std::move(opened->announce);
    m_compact = std::move(opened->compact);
    m_whyNotKept = std::move(opened->whyNotKept);
    return {};
}

void Application::onStoreHealth(const StoreHealth &health)
{
    if (health.isReachable() && m_manager)
        m_manager->onStoreBack();
}

Done Application::loadModel()
{
    m_secrets = std::make_unique<SecretStore>();
    m_embedding = std::make_unique<EmbeddingSetup>(
        EmbeddingSetup::Options{.settings = m_settings,
                                .shippedModelFile = shippedModel(),
                                .ledgerFile = m_paths.state + u"/embedding-spend.json"_s,
                                .observer = [this](const EmbeddingCall &call) { m_metrics->embedded(call); }},
        *m_secrets);
    if (Done sensible = m_embedding->check(); !sensible)
        return sensible;
    auto builtIn = m_embedding->openBuiltIn();
    if (!builtIn)
        return builtIn.error();
    std::shared_ptr<const Embedder> first = *std::move(builtIn);
    if (!m_embedding->wantsBuiltIn())
        first = std::make_shared<AbsentEmbedder>(
            EmbeddingServiceState{.kind = EmbeddingServiceState::Kind::Starting,
                                  .model = {.provider = m_settings.embeddingProvider, .model = m_settings.embeddingModel},
                                  .reason = u"the embedding service is being asked for its model"_s});
    m_embedders = std::make_unique<EmbedderSeat>(std::move(first));
    m_chunker = std::make_unique<DefaultChunker>();
    return {};
}

Done Application::startModelSwitch()
{
    m_modelSwitch = std::make_unique<ModelSwitch>(ModelSwitch::Parts{
        .store = *m_store,
        .seat = *m_embedders,
        .openWanted = [this](const auto &known, const std::stop_token &stop) { return m_embedding->openWanted(known, stop); },
        .openFormer = [this](const EmbeddingModel &model) { return m_embedding->openFormer(model); }});
    const auto isBusy = [this] {
        return m_modelSwitch->state().isBuilding || std::ranges::any_of(m_manager->folders(), [](const Folder &folder) {
                   return folder.state == Folder::State::Scanning || folder.state == Folder::State::Syncing;
               });
    };
    const auto limits = [this] {
        VectorCacheLimits cache{.bytes = m_settings.vectorCacheMegabytes << 20};
        if (const ModelSwitchState change = m_modelSwitch->state(); change.isBuilding)
            cache.building = change.to;
        return cache;
    };
    m_upkeep = std::make_unique<IdleUpkeep>(*m_store, IdleUpkeep::Options{.isBusy = isBusy, .limits = limits});
    return m_modelSwitch->start();
}

void Application::makeEngine()
{
    m_searcher = std::make_unique<Searcher>(*m_store, *m_embedders, m_answers, [this](const QString &project) {
        QMetaObject::invokeMethod(this, [this, project] { m_manager->favour(project); });
    });
    m_events = std::make_unique<EventBus>();
    m_metrics->observe(*m_events);
    m_queue = std::make_unique<SyncQueue>(m_settings.nice);
    const auto makeFolderWatcher = [this](const WatchConfig &config) {
        return makeWatcher({.root = config.key.path,
                            .backend = config.backend,
                            .pollInterval = m_settings.pollInterval,
                            .ignore = {.include = config.include, .exclude = config.exclude},
                            .onLost = [this] { m_metrics->lostChanges(); }});
    };
    m_manager = std::make_unique<AutoWatchManager>(AutoWatchManager::Parts{
        .session = {.parts = {.store = *m_store,
                              .chunker = *m_chunker,
                              .embedders = *m_embedders,
                              .pool = m_pool,
                              .maxFileBytes = m_settings.maxFileBytes,
                              .skipsSecrets = !m_settings.indexSecrets,
                              .whyNotKept = m_whyNotKept},
                    .queue = *m_queue,
                    .makeWatcher = makeFolderWatcher,
                    .publish = {},
                    .reconcileEvery = m_settings.reconcileInterval,
                    .checkEvery = m_settings.pollInterval,
                    .autoRecover = m_settings.autoRecover},
        .events = *m_events,
        .configFile = ConfigFile(m_settings.watchConfigFile),
        .pauseFile = PauseFile(m_paths.state + u"/pause.json"_s),
        .rules = {.ownFolders = {m_paths.config, m_paths.data, m_paths.state, m_paths.cache,
                                 folderOfIndex(m_settings, m_paths)},
                  .home = QDir::homePath(),
                  .allowed = m_settings.allowedFolders}});
    if (m_settings.saveBattery) {
        m_power = std::make_unique<PowerSource>();
        connect(m_power.get(), &PowerSource::onBatteryChanged, m_manager.get(), &AutoWatchManager::setBulkHeld);
    }
    connect(m_events.get(), &EventBus::published, this, [this](const SyncEvent &event) {
        // A big sync leaves much memory with the allocator that will not be needed again. To give it back takes longer
        // than people who look at the window can bear.
        if (const auto *finished = std::get_if<SyncFinished>(&event); finished && finished->stats.filesScanned > 1000)
            m_pool.start([] { ::malloc_trim(0); });
    });
}

qint64 Application::nextEventId() const
{
    // Greater than all of earlier runs, without writing each one down: milliseconds are faster than events.
    return QDateTime::currentMSecsSinceEpoch();
}

Done Application::listen()
{
    m_eventLog = std::make_unique<EventLog>(nextEventId());
    m_publisher = std::make_unique<EventPublisher>(*m_events, *m_eventLog);
    if (m_announce)
        m_teamEvents = std::make_unique<TeamEvents>(*m_events, *m_eventLog, m_announce);
    const QJsonObject hello{{u"version"_s, QStringLiteral(VECTRAY_VERSION)}};
    m_eventSocket = std::make_unique<EventSocket>(*m_eventLog, EventSocket::Options{.hello = hello});
    m_eventStream = std::make_unique<EventStream>(*m_eventLog, EventStream::Options{.hello = hello});

    auto token = TokenFile(m_paths.tokenFile()).load();
    if (!token)
        return token.error();
    m_token = *std::move(token);
    auto remote = remoteAccess(m_settings, m_paths);
    if (!remote)
        return remote.error();
    m_server = std::make_unique<HttpServer>(HttpServer::Options{.token = m_token, .remote = *std::move(remote)});
    m_metrics->observe(*m_eventLog);
    m_metrics->observe(*m_server);
    const ApiParts parts{.manager = *m_manager,
                         .store = *m_store,
                         .searcher = *m_searcher,
                         .pool = m_answers,
                         .metrics = *m_metrics,
                         .server = *m_server,
                         .sockets = *m_eventSocket,
                         .streams = *m_eventStream,
                         .embedders = *m_embedders,
                         .modelSwitch = *m_modelSwitch,
                         .tryProvider = [this](const QString &provider,
                                               const QString &name) { return m_embedding->tryProvider(provider, name); },
                         .maxFileBytes = m_settings.maxFileBytes};
    Router &router = m_server->router();
    addSystemRoutes(router, parts);
    addDocumentRoutes(router);
    addTokenRoute(router, [this] { return replaceToken(); });
    addFolderRoutes(router, parts);
    addPauseRoutes(router, parts);
    addIndexRoutes(router, parts);
    addEmbeddingRoutes(router, parts);
    router.add({.method = "GET", .path = "/ws", .handler = {}, .upgrader = m_eventSocket.get()});
    router.add("GET", "/events", [stream = m_eventStream.get()](const HttpRequest &request, const Reply &reply) {
        stream->open(request, reply);
    });
    addMcp();

    if (Done listening = m_server->listen(m_settings.port); !listening)
        return listening;
    return writeEndpoint();
}

Done Application::replaceToken()
{
    auto token = TokenFile(m_paths.tokenFile()).replace();
    if (!token)
        return token.error();
    m_token = *std::move(token);
    m_server->setToken(m_token);
    return writeEndpoint();
}

void Application::addMcp()
{
    m_tools = std::make_unique<CodeTools>(*m_manager, *m_store, *m_searcher);
    m_resources = std::make_unique<FolderResources>(*m_manager, *m_store);
    m_mcp = std::make_unique<McpEndpoint>(McpEndpoint::Offer{.tools = *m_tools, .resources = *m_resources},
                                          McpEndpoint::Options{.version = QStringLiteral(VECTRAY_VERSION),
                                                               .mayManage = m_settings.allowManage});
    m_server->router().add("POST", "/mcp", [mcp = m_mcp.get()](const HttpRequest &request, const Reply &reply) {
        mcp->handle(request, reply);
    });
}

Done Application::writeEndpoint() const
{
    const QJsonObject endpoint{{u"url"_s, u"http://127.0.0.1:%1"_s.arg(m_server->port())},
                               {u"token"_s, QString::fromLatin1(m_token)},
                               {u"pid"_s, QCoreApplication::applicationPid()}};
    QSaveFile file(m_paths.endpointFile());
    if (!file.open(QIODevice::WriteOnly) || !file.setPermissions(QFile::ReadOwner | QFile::WriteOwner)
        || file.write(QJsonDocument(endpoint).toJson()) < 0 || !file.commit())
        return Error{Error::Kind::Unavailable, u"cannot write %1: %2"_s.arg(file.fileName(), file.errorString())};
    qCInfo(logEngine).nospace() << "listening=http://localhost:" << m_server->port() << " index=" << storeLocation(m_settings);
    return {};
}

ApiAccess Application::apiAccess() const
{
    return {.url = u"http://127.0.0.1:%1"_s.arg(m_server->port()), .token = QString::fromLatin1(m_token)};
}

void Application::startDesktop(const DesktopStart &start)
{
    m_backend =
        std::make_unique<UiBackend>(UiBackend::Parts{.manager = *m_manager,
                                                     .events = *m_events,
                                                     .store = *m_store,
                                                     .searcher = *m_searcher,
                                                     .pool = m_answers,
                                                     .settingsFile = m_paths.settingsFile(),
                                                     .api = [this] { return apiAccess(); },
                                                     .replaceToken = [this] { return replaceToken(); },
                                                     .embedders = *m_embedders,
                                                     .embedding = *m_embedding,
                                                     .secrets = *m_secrets,
                                                     .paths = m_paths,
                                                     .usualIndex = m_paths.database(),
                                                     .compact = m_compact});
    m_desktop = std::make_unique<Desktop>(*m_backend,
                                          Desktop::Options{.settingsFile = m_paths.config + u"/desktop.ini"_s,
                                                           .logFolder = m_paths.state + u"/logs"_s});
    connect(m_desktop.get(), &Desktop::quitRequested, this, &Application::quitRequested);
    connect(m_instance.get(), &SingleInstance::told, this, &Application::onTold);
    if (Done listening = m_instance->listen(); !listening) // the tray is of use without it
        qCWarning(logEngine).nospace() << "instance=deaf error=" << listening.error().message;
    m_desktop->start(start.inBackground ? Desktop::Start::WithSession : Desktop::Start::ByHand);
    if (!start.page.isEmpty())
        m_desktop->show(start.page);
}

void Application::onTold(const QByteArray &words)
{
    if (words == "raise")
        m_desktop->raise();
    else if (words.startsWith("show "))
        m_desktop->show(QString::fromUtf8(words.sliced(5)));
}

} // namespace vectray
