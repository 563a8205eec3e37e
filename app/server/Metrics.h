#pragma once

#include <domain/Folder.h>
#include <domain/SyncStats.h>

#include <QByteArray>
#include <QList>
#include <QObject>

#include <chrono>
#include <memory>

namespace vectray {

class EventBus;
class EventLog;
class HttpServer;
struct EmbeddingCall;
struct StoreInfo;

/// Counts what happens, for Prometheus. What can be asked of the program when somebody looks is not counted
/// but handed in then. No name of a file or folder appears in a label: folders go by their dataset's id. Main
/// thread, but for what says otherwise. docs/metrics.md lists all.
class Metrics final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Metrics)

public:
    /// What there is at the moment of a look.
    struct Now
    {
        const QList<Folder> &folders;
        const StoreInfo *store = nullptr; ///< null: it could not be asked
        int connections = 0; ///< of HTTP and WebSocket clients
        int webSocketClients = 0;
        int eventStreams = 0;
    };

    Metrics();
    ~Metrics() override;

    void observe(const EventBus &bus);
    void observe(const EventLog &log);
    /// Counts the server's answers.
    void observe(const HttpServer &server);

    void embedded(const EmbeddingCall &call); ///< safe to call from any thread
    void lostChanges(); ///< the kernel dropped some of a folder; safe to call from any thread

    void searched(std::chrono::nanoseconds duration);

    /// All of it, in Prometheus' text format 0.0.4.
    QByteArray text(const Now &now) const;

private:
    struct Series;

    void onSynced(const SyncStats &stats, bool first);

    std::unique_ptr<Series> m_series;
};

} // namespace vectray
