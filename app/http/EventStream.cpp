#include "EventStream.h"

#include "RequestFields.h"

#include <algorithm>

namespace vectray {

using namespace Qt::Literals::StringLiterals;

class EventStream::Client final : public QObject, public EventSink
{
    Q_DISABLE_COPY_MOVE(Client)

public:
    Client(ResponseStream stream, const EventLog &log) : m_stream(std::move(stream)), m_feed(log, *this) {}
    ~Client() override = default;

    const ResponseStream &stream() const { return m_stream; }
    EventFeed &feed() { return m_feed; }

    void pump()
    {
        if (!m_feed.pump(steadyNow()))
            m_stream.end(); // it comes back with Last-Event-ID
    }

    void sendEvent(const LoggedEvent &event) override { send(event.id, event.type, event.json); }

    void sendNotice(const QString &type, qint64 id, const QJsonObject &data) override
    {
        send(id, type, EventLog::envelope(id, type, QString(), data));
    }

    qint64 backlog() const override { return m_stream.backlog(); }

private:
    void send(qint64 id, const QString &type, const QByteArray &json) const
    {
        const QByteArray message =
            "id: " + QByteArray::number(id) + "\nevent: " + type.toUtf8() + "\ndata: " + json + "\n\n";
        m_stream.write(message);
    }

    ResponseStream m_stream;
    EventFeed m_feed;
};

EventStream::EventStream(const EventLog &log, Options options, QObject *parent)
    : QObject(parent)
    , m_log(log)
    , m_options(std::move(options))
{
    // Once for all that is appended in one turn of the event loop.
    m_pump.setSingleShot(true);
    connect(&m_pump, &QTimer::timeout, this, &EventStream::pumpAll);
    connect(&m_log, &EventLog::appended, &m_pump, qOverload<>(&QTimer::start));
    connect(&m_keepAlive, &QTimer::timeout, this, &EventStream::keepAlive);
    m_keepAlive.setInterval(m_options.keepAliveInterval);
}

EventStream::~EventStream() = default;

void EventStream::open(const HttpRequest &request, const Reply &reply)
{
    const auto since = eventIdOf(request);
    if (const auto *problem = std::get_if<Problem>(&since)) {
        reply.send(*problem);
        return;
    }
    RequestFields fields = RequestFields::fromQuery(request);
    const EventFilter::Topic topic{.project = fields.string(u"project").value_or(QString()),
                                   .types = fields.strings(u"topics").value_or(QStringList())};
    if (const auto problem = fields.problem()) {
        reply.send(*problem);
        return;
    }
    if (clientCount() >= m_options.clients) {
        reply.send(Error{Error::Kind::Unavailable, u"there are too many event streams"_s});
        return;
    }
    const ResponseStream stream = reply.stream({.contentType = "text/event-stream"});
    if (!stream.isOpen()) // HEAD, or the client has left
        return;
    Client &client = *m_clients.emplace_back(std::make_unique<Client>(stream, m_log));
    if (!m_keepAlive.isActive())
        m_keepAlive.start();
    // The sink may outlive the client by a moment.
    connect(stream.sink(), &ReplySink::backlogShrunk, &client, &Client::pump);
    connect(stream.sink(), &ReplySink::streamEnded, this, &EventStream::removeEnded, Qt::QueuedConnection);
    client.feed().filter().subscribe(topic);
    client.feed().start(std::get<std::optional<qint64>>(since), m_options.hello);
    client.pump();
}

void EventStream::closeAll()
{
    for (const auto &client : m_clients)
        client->stream().end();
}

void EventStream::pumpAll()
{
    for (const auto &client : m_clients)
        client->pump();
}

void EventStream::keepAlive()
{
    for (const auto &client : m_clients)
        client->stream().write(": still here\n\n");
    pumpAll(); // one that takes nothing is noticed only here
    removeEnded();
    if (m_clients.empty())
        m_keepAlive.stop();
}

void EventStream::removeEnded()
{
    std::erase_if(m_clients, [](const auto &client) { return !client->stream().isOpen(); });
}

} // namespace vectray
