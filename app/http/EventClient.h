#pragma once

#include "EventSocket.h"
#include "FrameWriter.h"
#include "TokenBucket.h"

#include <QWebSocket>

namespace vectray {

/// One WebSocket client.
class EventClient final : public QObject, public EventSink
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(EventClient)

public:
    /// What a client comes with: the QWebSocket, and what goes around it to the socket below.
    struct Wire
    {
        std::unique_ptr<QWebSocket> socket = {};
        std::unique_ptr<FrameGate> gate = {}; ///< goes before the socket
        FrameWriter writer;
    };

    EventClient(Wire wire, const EventLog &log, const EventSocket::Options &options);
    ~EventClient() override;

    /// Since: from the request's ?since=.
    void start(std::optional<qint64> since);
    void pump();

    /// Pings when it is time, and cuts a client that does not answer.
    void check(Instant now);
    bool isFinished() const { return m_isFinished; }
    void close(QWebSocketProtocol::CloseCode code, const QString &reason);

    void sendEvent(const LoggedEvent &event) override;
    void sendNotice(const QString &type, qint64 id, const QJsonObject &data) override;
    qint64 backlog() const override;

Q_SIGNALS:
    /// The connection is over.
    void finished();

private:
    void onMessage(const QString &text);
    void onAction(const QJsonObject &message);
    void subscribe(const QJsonObject &message, bool wanted);
    void finish();
    void send(QByteArrayView json);
    void say(const QString &type, const QJsonObject &data = {});

    const EventSocket::Options &m_options;
    Wire m_wire;
    EventFeed m_feed;
    TokenBucket m_inbound;
    Instant m_pingedAt;
    Instant m_heardAt;
    std::optional<Instant> m_closingSince;
    bool m_isFinished = false;
};

} // namespace vectray
