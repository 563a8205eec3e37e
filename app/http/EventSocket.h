#pragma once

#include "EventFeed.h"
#include "FrameGate.h"
#include "Upgrader.h"

#include <base/Clock.h>

#include <QPointer>
#include <QTimer>
#include <QWebSocketServer>

#include <memory>
#include <vector>

namespace vectray {

class EventClient;

/// The WebSocket endpoint: sends each client the events of the log that it wants, from ?since=ID on.
/// To be routed as a GET route's upgrader. Main thread.
class EventSocket final : public QObject, public Upgrader
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(EventSocket)

public:
    struct Options
    {
        QJsonObject hello = {}; ///< goes into the data of "connected"
        int clients = 1000; ///< more get a 503
        qint64 inboundBytes = 64 * 1024; ///< a longer message closes with 1009
        std::chrono::milliseconds pingInterval{30'000}; ///< two without a pong end the connection
        std::chrono::milliseconds closeTime{5'000}; ///< for a client to answer a close, then it is cut
        double messagesPerSecond = 20; ///< inbound; more than messageBurst at once closes with 1008
        double messageBurst = 100;
        Clock clock = steadyNow;
    };

    EventSocket(const EventLog &log, Options options, QObject *parent = nullptr);
    ~EventSocket() override;

    int clientCount() const { return int(m_clients.size()); }

    /// Tells all clients that the server goes (1001).
    void closeAll();

    std::optional<Problem> refusal(const HttpRequest &request, bool isFollowed) const override;
    void take(std::unique_ptr<QTcpSocket> socket) override;

private:
    /// A connection whose handshake is going on.
    struct Arriving
    {
        QPointer<QTcpSocket> tcp = {};
        std::unique_ptr<FrameGate> gate = {};
    };

    void onHandshake();
    Arriving takeArriving(const QWebSocket &socket);
    void add(std::unique_ptr<QWebSocket> socket, Arriving arriving);
    void pumpAll();
    void sweep();
    void removeFinished();

    const EventLog &m_log;
    const Options m_options;
    QWebSocketServer m_handshakes;
    std::vector<Arriving> m_arriving;
    std::vector<std::unique_ptr<EventClient>> m_clients;
    QTimer m_sweep{this}; ///< runs only while there are clients
    QTimer m_pump{this};
};

} // namespace vectray
