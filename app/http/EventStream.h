#pragma once

#include "EventFeed.h"
#include "Reply.h"

#include <QTimer>

#include <memory>
#include <vector>

namespace vectray {

/// The events of the log as server-sent events: GET ?since=ID&project=NAME&topics=a,b, all optional.
/// A browser that reconnects sends Last-Event-ID instead of since. Main thread.
class EventStream final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(EventStream)

public:
    struct Options
    {
        QJsonObject hello = {}; ///< goes into the data of "connected"
        int clients = 1000; ///< more get a 503
        std::chrono::milliseconds keepAliveInterval{
            15'000}; ///< a comment line, so that proxies and we see who left
    };

    EventStream(const EventLog &log, Options options, QObject *parent = nullptr);
    ~EventStream() override;

    int clientCount() const { return int(m_clients.size()); }

    /// Answers a request with the stream. To be routed as a GET route's handler.
    void open(const HttpRequest &request, const Reply &reply);

    /// Ends all streams, in good order.
    void closeAll();

private:
    class Client;

    void pumpAll();
    void keepAlive();
    void removeEnded();

    const EventLog &m_log;
    const Options m_options;
    std::vector<std::unique_ptr<Client>> m_clients;
    QTimer m_keepAlive{this}; ///< runs only while there are clients
    QTimer m_pump{this};
};

} // namespace vectray
