#include "EventSocket.h"

#include "EventClient.h"
#include "HttpLogging.h"
#include "Problem.h"

#include <QUrl>
#include <QUrlQuery>
#include <QWebSocket>

#include <algorithm>

namespace vectray {

using namespace Qt::Literals::StringLiterals;

namespace {

/// Less than this waits in the kernel, where it cannot be counted.
constexpr int KernelSendBuffer = 256 * 1024;

/// Qt parses a frame when all of it is here; so it must fit.
constexpr qint64 RoomForFrameHeads = 4096;

Problem upgradeRequired(const QString &detail)
{
    Problem problem{.status = 426, .detail = detail};
    problem.headers = {{"Upgrade", "websocket"}, {"Sec-WebSocket-Version", "13"}};
    return problem;
}

Problem badRequest(const QString &detail)
{
    return {.status = 400, .detail = detail};
}

bool isKey(const QByteArray &key)
{
    constexpr qsizetype KeyBytes = 16;
    const auto decoded = QByteArray::fromBase64Encoding(key, QByteArray::AbortOnBase64DecodingErrors);
    return decoded && decoded.decoded.size() == KeyBytes;
}

bool isSocketOrder(const RequestHead &head)
{
    return head.minorVersion >= 1 && head.hasToken("Upgrade", "websocket")
        && head.hasToken("Connection", "upgrade");
}

} // namespace

EventSocket::EventSocket(const EventLog &log, Options options, QObject *parent)
    : QObject(parent)
    , m_log(log)
    , m_options(std::move(options))
    , m_handshakes(u"vectray"_s, QWebSocketServer::NonSecureMode)
{
    using namespace std::chrono_literals;
    connect(&m_handshakes, &QWebSocketServer::newConnection, this, &EventSocket::onHandshake);
    // Once for all that is appended in one turn of the event loop.
    m_pump.setSingleShot(true);
    connect(&m_pump, &QTimer::timeout, this, &EventSocket::pumpAll);
    connect(&m_log, &EventLog::appended, &m_pump, qOverload<>(&QTimer::start));
    connect(&m_sweep, &QTimer::timeout, this, &EventSocket::sweep);
    m_sweep.setInterval(std::clamp(std::min(m_options.pingInterval, m_options.closeTime) / 4, 10ms, 1000ms));
}

EventSocket::~EventSocket()
{
    m_clients.clear();
}

void EventSocket::closeAll()
{
    for (const auto &client : m_clients)
        client->close(QWebSocketProtocol::CloseCodeGoingAway, u"the server stops"_s);
}

std::optional<Problem> EventSocket::refusal(const HttpRequest &request, bool isFollowed) const
{
    const RequestHead &head = request.head;
    if (!isSocketOrder(head))
        return upgradeRequired(u"this path is for WebSockets"_s);
    if (head.count("Sec-WebSocket-Version") != 1 || head.header("Sec-WebSocket-Version") != "13")
        return upgradeRequired(u"this server speaks version 13 of the WebSocket protocol"_s);
    if (head.count("Upgrade") != 1 || head.count("Connection") != 1) // Qt would read one of them
        return badRequest(u"a WebSocket's request has one Upgrade field and one Connection field"_s);
    if (head.method != "GET" || head.announcesBody())
        return badRequest(u"a WebSocket begins with a GET request without a body"_s);
    // Qt would take what follows for frames before it knows that it is a server.
    if (isFollowed)
        return badRequest(u"a WebSocket client waits for the answer before it says more"_s);
    if (head.count("Sec-WebSocket-Key") != 1 || !isKey(head.header("Sec-WebSocket-Key")))
        return badRequest(u"Sec-WebSocket-Key is not 16 bytes in base64"_s);
    if (const auto since = eventIdOf(request); std::holds_alternative<Problem>(since))
        return std::get<Problem>(since);
    if (clientCount() >= m_options.clients)
        return Problem::of({Error::Kind::Unavailable, u"there are too many WebSocket clients"_s});
    return std::nullopt;
}

void EventSocket::take(std::unique_ptr<QTcpSocket> socket)
{
    QTcpSocket *const tcp = socket.release();
    tcp->setParent(&m_handshakes); // until a QWebSocket has it
    tcp->setReadBufferSize(m_options.inboundBytes + RoomForFrameHeads);
    tcp->setSocketOption(QAbstractSocket::SendBufferSizeSocketOption, KernelSendBuffer);
    // Qt answers each ping by itself. A client that pings and does not read would fill our memory.
    connect(
        tcp, &QTcpSocket::readyRead, tcp,
        [tcp] {
            if (tcp->bytesToWrite() > 2 * EventFeed::MostBytesBehind)
                tcp->abort();
        },
        Qt::QueuedConnection);
    const QByteArray begin = tcp->peek(tcp->bytesAvailable());
    m_arriving.push_back({.tcp = tcp, .gate = std::make_unique<FrameGate>(tcp, begin.indexOf("\r\n\r\n") + 4)});
    if (!m_sweep.isActive())
        m_sweep.start();
    m_handshakes.handleConnection(tcp); // reads the head, which is here already, in the next turn of the event loop
}

void EventSocket::onHandshake()
{
    while (auto socket = std::unique_ptr<QWebSocket>(m_handshakes.nextPendingConnection())) {
        if (Arriving arriving = takeArriving(*socket); arriving.tcp)
            add(std::move(socket), std::move(arriving));
    }
}

/// That of the socket, by the client's end.
EventSocket::Arriving EventSocket::takeArriving(const QWebSocket &socket)
{
    const auto found = std::ranges::find_if(m_arriving, [&](const Arriving &arriving) {
        return arriving.tcp && arriving.tcp->peerPort() == socket.peerPort()
            && arriving.tcp->peerAddress() == socket.peerAddress();
    });
    if (found == m_arriving.end())
        return {};
    Arriving arriving = std::move(*found);
    m_arriving.erase(found);
    return arriving;
}

void EventSocket::add(std::unique_ptr<QWebSocket> socket, Arriving arriving)
{
    arriving.tcp->setParent(socket.get()); // Qt would leave it behind
    FrameGate &gate = *arriving.gate;
    const QUrlQuery query(socket->requestUrl());
    bool hasSince = false;
    const qint64 since = query.queryItemValue(u"since"_s).toLongLong(&hasSince);
    auto client = std::make_unique<EventClient>(EventClient::Wire{.socket = std::move(socket),
                                                                  .gate = std::move(arriving.gate),
                                                                  .writer = FrameWriter(arriving.tcp)},
                                                m_log, m_options);
    connect(client.get(), &EventClient::finished, this, &EventSocket::removeFinished, Qt::QueuedConnection);
    EventClient &added = *m_clients.emplace_back(std::move(client));
    gate.start();
    added.start(hasSince ? std::optional(since) : std::nullopt);
    if (clientCount() > m_options.clients) // several at once got past refusal()
        added.close(QWebSocketProtocol::CloseCodePolicyViolated, u"too many clients"_s);
}

void EventSocket::pumpAll()
{
    for (const auto &client : m_clients)
        client->pump();
}

void EventSocket::sweep()
{
    const Instant now = m_options.clock();
    for (const auto &client : m_clients)
        client->check(now);
    std::erase_if(m_arriving, [](const Arriving &arriving) { // Qt gives up on them after a while
        const bool isOver = !arriving.tcp || arriving.tcp->state() == QAbstractSocket::UnconnectedState;
        if (isOver && arriving.tcp)
            arriving.tcp->deleteLater();
        return isOver;
    });
    if (m_clients.empty() && m_arriving.empty())
        m_sweep.stop(); // an idle program does not wake the processor
}

void EventSocket::removeFinished()
{
    std::erase_if(m_clients, [](const auto &client) { return client->isFinished(); });
}

} // namespace vectray
