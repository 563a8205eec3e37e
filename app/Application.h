#pragma once

#include <base/Paths.h>
#include <domain/Settings.h>
#include <items/ApiAccess.h>

#include <QFuture>
#include <QObject>
#include <QThreadPool>

#include <functional>
#include <memory>

namespace vectray {

class AutoWatchManager;
class Chunker;
class CodeTools;
class Desktop;
class EmbedderSeat;
class EmbeddingSetup;
class EventBus;
class EventLog;
class EventPublisher;
class EventSocket;
class EventStream;
class FolderResources;
class HttpServer;
class IdleUpkeep;
class IndexStore;
class Metrics;
class ModelSwitch;
class PowerSource;
class McpEndpoint;
class Searcher;
class SecretStore;
class SingleInstance;
class SyncQueue;
class TeamEvents;
class UiBackend;
struct StoreHealth;
struct StoreInfo;

/// Puts the program together: the one place that knows all parts. Main thread.
class Application final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Application)

public:
    Application(Settings settings, Paths paths);
    ~Application() override; ///< finishes what is being written, and ends everything in order

    /// Opens the store, loads the model, takes the port, starts the folders. Errors are final and for people.
    Done start();

    struct DesktopStart
    {
        bool inBackground = false; ///< nobody waits for a window
        QString page; ///< to be shown at once; empty: none
    };
    /// The tray and the windows; after start().
    void startDesktop(const DesktopStart &start);

Q_SIGNALS:
    void quitRequested();

private:
    Done useStore();
    void onStoreHealth(const StoreHealth &health);
    Done loadModel();
    Done startModelSwitch();
    void makeEngine();
    Done listen();
    Done replaceToken();
    ApiAccess apiAccess() const;
    void addMcp();
    Done writeEndpoint() const;
    qint64 nextEventId() const;
    /// By a second start of the program: "raise", or "show" and a page.
    void onTold(const QByteArray &words);

    Settings m_settings;
    Paths m_paths;
    QByteArray m_token;
    QThreadPool m_pool; ///< for work on single files
    QThreadPool m_answers; ///< for answers that must wait for the store
    std::unique_ptr<Metrics> m_metrics; ///< threads of what follows count with it
    std::unique_ptr<SingleInstance> m_instance;
    std::unique_ptr<IndexStore> m_store;
    std::function<void(const QByteArray &)> m_announce; ///< to those who share the store; empty: nobody does
    std::function<QFuture<Result<StoreInfo>>()> m_compact; ///< empty for a store that needs none
    std::function<QString(const QString &)> m_whyNotKept; ///< empty for a store that keeps files at all paths
    std::unique_ptr<SecretStore> m_secrets;
    std::unique_ptr<EmbeddingSetup> m_embedding;
    std::unique_ptr<EmbedderSeat> m_embedders;
    std::unique_ptr<ModelSwitch> m_modelSwitch;
    std::unique_ptr<IdleUpkeep> m_upkeep;
    std::unique_ptr<Chunker> m_chunker;
    std::unique_ptr<Searcher> m_searcher;
    std::unique_ptr<EventBus> m_events;
    std::unique_ptr<SyncQueue> m_queue;
    std::unique_ptr<AutoWatchManager> m_manager;
    std::unique_ptr<PowerSource> m_power;
    std::unique_ptr<EventLog> m_eventLog;
    std::unique_ptr<EventPublisher> m_publisher;
    std::unique_ptr<TeamEvents> m_teamEvents; ///< with a shared store only
    std::unique_ptr<EventSocket> m_eventSocket;
    std::unique_ptr<EventStream> m_eventStream;
    std::unique_ptr<CodeTools> m_tools;
    std::unique_ptr<FolderResources> m_resources;
    std::unique_ptr<McpEndpoint> m_mcp;
    std::unique_ptr<HttpServer> m_server;
    std::unique_ptr<UiBackend> m_backend;
    std::unique_ptr<Desktop> m_desktop;
};

} // namespace vectray
