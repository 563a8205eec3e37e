#include "EventClient.h"

#include "JsonBody.h"
#include "RequestFields.h"

#include <QJsonArray>

#include <utility>

namespace vectray {

using namespace Qt::Literals::StringLiterals;

namespace {

/// RFC 6455's registry: "Try Again Later". Qt has no name for it.
constexpr auto TryAgainLater = static_cast<QWebSocketProtocol::CloseCode>(1013);

} // namespace

EventClient::EventClient(Wire wire, const EventLog &log, const EventSocket::Options &options)
    : m_options(options)
    , m_wire(std::move(wire))
    , m_feed(log, *this)
    , m_inbound(options.messagesPerSecond, options.messageBurst)
    , m_pingedAt(options.clock())
    , m_heardAt(m_pingedAt)
{
    m_wire.socket->setMaxAllowedIncomingMessageSize(quint64(options.inboundBytes));
    m_wire.socket->setMaxAllowedIncomingFrameSize(quint64(options.inboundBytes));
    connect(m_wire.socket.get(), &QWebSocket::textMessageReceived, this, &EventClient::onMessage);
    connect(m_wire.socket.get(), &QWebSocket::binaryMessageReceived, this, [this] {
        say(u"error"_s, {{u"error"_s, u"messages must be text"_s}});
    });
    connect(m_wire.socket.get(), &QWebSocket::pong, this, [this] { m_heardAt = m_options.clock(); });
    connect(m_wire.socket.get(), &QWebSocket::bytesWritten, this, &EventClient::pump);
    connect(m_wire.socket.get(), &QWebSocket::disconnected, this, &EventClient::finish);
    connect(m_wire.gate.get(), &FrameGate::violated, this, [this] {
        close(QWebSocketProtocol::CloseCodeProtocolError, u"a client must mask its frames"_s);
    });
}

EventClient::~EventClient()
{
    m_wire.socket->disconnect(this); // it says goodbye when it is deleted
}

void EventClient::start(std::optional<qint64> since)
{
    m_feed.start(since, m_options.hello);
    pump();
}

void EventClient::pump()
{
    if (!m_closingSince && !m_isFinished && !m_feed.pump(m_options.clock()))
        close(TryAgainLater, u"too far behind"_s);
}

void EventClient::check(Instant now)
{
    const bool isDeaf = now - m_heardAt > 2 * m_options.pingInterval + m_options.closeTime;
    if (isDeaf || (m_closingSince && now - *m_closingSince > m_options.closeTime)) {
        m_wire.socket->abort();
        finish(); // also if it was not connected any more
        return;
    }
    if (!m_closingSince && now - m_pingedAt >= m_options.pingInterval) {
        m_pingedAt = now;
        m_wire.socket->ping();
    }
    pump(); // one that takes nothing is noticed only here
}

void EventClient::close(QWebSocketProtocol::CloseCode code, const QString &reason)
{
    if (m_closingSince)
        return;
    m_closingSince = m_options.clock();
    m_wire.socket->close(code, reason);
}

void EventClient::sendEvent(const LoggedEvent &event)
{
    send(event.json);
}

void EventClient::sendNotice(const QString &type, qint64 id, const QJsonObject &data)
{
    send(EventLog::envelope(id, type, QString(), data));
}

void EventClient::send(QByteArrayView json)
{
    // A client that says goodbye is answered by the QWebSocket, and nothing may follow that.
    if (m_wire.socket->state() == QAbstractSocket::ConnectedState)
        m_wire.writer.writeText(json);
}

qint64 EventClient::backlog() const
{
    return m_wire.socket->bytesToWrite();
}

void EventClient::onMessage(const QString &text)
{
    if (m_closingSince)
        return;
    const Instant now = m_options.clock();
    m_heardAt = now;
    if (!m_inbound.take(now)) {
        close(QWebSocketProtocol::CloseCodePolicyViolated, u"too many messages"_s);
        return;
    }
    const auto parsed = parseJsonObject(text.toUtf8());
    if (const auto *problem = std::get_if<Problem>(&parsed))
        say(u"error"_s, {{u"error"_s, problem->detail}});
    else
        onAction(std::get<QJsonObject>(parsed));
}

void EventClient::onAction(const QJsonObject &message)
{
    const QString action = message.value(u"action"_s).toString();
    if (action == u"ping")
        say(u"pong"_s);
    else if (action == u"subscribe" || action == u"unsubscribe")
        subscribe(message, action == u"subscribe");
    else
        say(u"error"_s, {{u"error"_s, u"action must be subscribe, unsubscribe or ping"_s}});
}

void EventClient::subscribe(const QJsonObject &message, bool wanted)
{
    RequestFields fields(message);
    const EventFilter::Topic topic{.project = fields.string(u"project").value_or(QString()),
                                   .types = fields.strings(u"topics").value_or(QStringList())};
    if (const auto problem = fields.problem()) {
        say(u"error"_s, {{u"error"_s, problem->detail}});
        return;
    }
    EventFilter &filter = m_feed.filter();
    if (!(wanted ? filter.subscribe(topic) : filter.unsubscribe(topic))) {
        say(u"error"_s, {{u"error"_s, u"there are too many subscriptions"_s}});
        return;
    }
    QJsonObject data;
    if (!topic.project.isEmpty())
        data.insert(u"project"_s, topic.project);
    if (!topic.types.isEmpty())
        data.insert(u"topics"_s, QJsonArray::fromStringList(topic.types));
    say(wanted ? u"subscribed"_s : u"unsubscribed"_s, data);
}

void EventClient::finish()
{
    if (!std::exchange(m_isFinished, true))
        Q_EMIT finished();
}

void EventClient::say(const QString &type, const QJsonObject &data)
{
    sendNotice(type, m_feed.position(), data);
}

} // namespace vectray
