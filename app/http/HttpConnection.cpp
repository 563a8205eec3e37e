#include "HttpConnection.h"

#include "DirectWrite.h"
#include "Upgrader.h"

#include <QSslSocket>

#include <sys/socket.h>

#include <utility>

namespace vectray {

using namespace Qt::Literals::StringLiterals;

namespace {

/// A client that sends requests without end gets no more than so many steps before the others' turn.
constexpr int StepsPerTurn = 64;

/// Also the most that a client can make us hold unread.
constexpr qint64 ReadBufferBytes = 64 * 1024;

constexpr qint64 MostDiscarded = 1024 * 1024; ///< a refused client may send so much more and still read why

} // namespace

HttpConnection::HttpConnection(std::unique_ptr<QTcpSocket> socket, bool sameUser,
                               const HttpSurroundings &surroundings)
    : m_socket(std::move(socket))
    , m_surroundings(surroundings)
    , m_sameUser(sameUser)
    , m_scanner(surroundings.limits)
{
    m_socket->setReadBufferSize(std::max<qint64>(ReadBufferBytes, surroundings.limits.headBytes + 4));
    m_socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    connect(m_socket.get(), &QTcpSocket::readyRead, this, &HttpConnection::process);
    connect(m_socket.get(), &QTcpSocket::bytesWritten, this, &HttpConnection::onBytesWritten);
    connect(m_socket.get(), &QTcpSocket::disconnected, this, &HttpConnection::close);
    m_deadline = surroundings.clock() + surroundings.limits.headTime;
    if (m_socket->bytesAvailable() > 0)
        processSoon();
}

HttpConnection::~HttpConnection()
{
    if (m_socket)
        m_socket->disconnect(this);
}

void HttpConnection::expire(Instant now)
{
    if (m_phase == Phase::Closed)
        return;
    if (backlog() > 0 && now - m_lastProgress > m_surroundings.limits.idleTime) {
        m_socket->abort();
        return;
    }
    if (now < m_deadline)
        return;
    switch (m_phase) {
    case Phase::Head:
    case Phase::Body:
        if (m_begun)
            refuse({.status = 408, .detail = u"the request did not come in time"_s});
        else if (backlog() == 0)
            m_socket->abort();
        break;
    case Phase::Lingering:
        if (backlog() == 0)
            m_socket->abort();
        break;
    case Phase::Answering:
    case Phase::Streaming:
    case Phase::Closed:
        break;
    }
}

void HttpConnection::process()
{
    if (m_processing)
        return;
    m_processing = true;
    int steps = 0;
    while (steps < StepsPerTurn && step())
        ++steps;
    m_processing = false;
    if (!m_socket)
        return;
    // Now rather than at the next turn of the event loop: the client may already have closed its half.
    m_socket->flush();
    if (steps == StepsPerTurn)
        processSoon();
}

/// True if there may be more to do at once.
bool HttpConnection::step()
{
    switch (m_phase) {
    case Phase::Head:
        return readHead();
    case Phase::Body:
        return readBody();
    case Phase::Lingering:
        discard();
        return false;
    case Phase::Answering:
    case Phase::Streaming:
    case Phase::Closed:
        return false;
    }
    return false;
}

bool HttpConnection::readHead()
{
    if (backlog() > m_surroundings.limits.backlogBytes)
        return false;
    const QByteArray bytes =
        m_socket->peek(std::min<qint64>(m_socket->bytesAvailable(), m_surroundings.limits.headBytes + 1));
    if (bytes.isEmpty())
        return false;
    if (!m_begun) {
        // Some clients end a body with a line break that is not part of it.
        if (bytes.startsWith("\r\n"))
            return m_socket->skip(2) == 2;
        if (bytes == "\r") // perhaps the half of one
            return false;
        m_begun = true;
        m_request = {}; // the last one's handler has returned by now
        m_route = nullptr;
        m_deadline = m_surroundings.clock() + m_surroundings.limits.headTime;
    }
    const auto scanned = m_scanner.scan(bytes);
    if (const auto *problem = std::get_if<Problem>(&scanned)) {
        m_keepAlive = false;
        return refuse(*problem);
    }
    const auto size = std::get<std::optional<qsizetype>>(scanned);
    return size && onHead(QByteArrayView(bytes).first(*size));
}

bool HttpConnection::onHead(QByteArrayView head)
{
    m_keepAlive = false; // until the head is known to mean one thing only
    m_parser = std::make_unique<RequestParser>(m_surroundings.limits.bodyBytes);
    auto parsed = m_parser->parseHead(head);
    if (const auto *problem = std::get_if<Problem>(&parsed))
        return refuse(*problem);
    m_request = HttpRequest{.head = std::get<RequestHead>(std::move(parsed))};
    if (auto problem = checkFraming(m_request.head, m_surroundings.limits))
        return refuse(*problem);

    const QByteArray path = m_request.head.path();
    Router::Match match = m_surroundings.router.find(m_request.head.method, path);
    m_route = match.route;
    // An upgrade is handed over with its head unread.
    if (!m_route || !m_route->upgrader)
        m_socket->skip(head.size());
    // A body that nobody reads would be taken for the next request.
    m_keepAlive = m_request.head.wantsKeepAlive() && !m_request.head.announcesBody();

    const RequestFacts facts{.sameUser = m_sameUser,
                             .openToAnyone = m_route && m_route->access == Route::Access::Anyone,
                             .ownerOnly = m_route && m_route->access == Route::Access::Owner,
                             .allowedMethods = match.allowed};
    if (auto problem = m_surroundings.guard.check(m_request.head, facts, m_surroundings.clock()))
        return refuse(*problem);
    if (!m_route)
        return refuse({.status = 404, .detail = u"there is nothing at %1"_s.arg(QString::fromUtf8(path))});
    return onRoute(std::move(match));
}

bool HttpConnection::onRoute(Router::Match match)
{
    m_request.params = std::move(match.params);
    if (m_route->upgrader)
        return upgrade(*m_route->upgrader);
    m_keepAlive = m_request.head.wantsKeepAlive();
    if (m_parser->isDone()) {
        dispatch();
        return true;
    }
    m_phase = Phase::Body;
    m_deadline = m_surroundings.clock() + m_surroundings.limits.bodyTime;
    if (m_request.head.count("Expect") > 0 && m_request.head.minorVersion >= 1
        && m_socket->bytesAvailable() == 0)
        write("HTTP/1.1 100 Continue\r\n\r\n");
    return true;
}

bool HttpConnection::readBody()
{
    const QByteArray bytes = m_socket->peek(std::min(m_socket->bytesAvailable(), ReadBufferBytes));
    if (bytes.isEmpty())
        return false;
    const auto taken = m_parser->addBody(bytes);
    if (const auto *problem = std::get_if<Problem>(&taken)) {
        m_keepAlive = false;
        return refuse(*problem);
    }
    const auto size = std::get<qsizetype>(taken);
    m_socket->skip(size);
    if (m_parser->isDone())
        dispatch();
    return size > 0 || m_parser->isDone();
}

void HttpConnection::dispatch()
{
    m_phase = Phase::Answering;
    m_dispatchedAt = m_surroundings.clock();
    m_request.body = m_parser->takeBody();
    m_route->handler(m_request, Reply(this, m_request.head.path()));
}

bool HttpConnection::upgrade(Upgrader &upgrader)
{
    if (const auto refusal = upgrader.refusal(m_request, m_socket->bytesAvailable() > m_scanner.headSize())) {
        m_phase = Phase::Answering;
        m_keepAlive = false;
        deliver(refusal->toResponse(m_request.head.path()));
        return true;
    }
    m_phase = Phase::Closed;
    m_socket->disconnect(this);
    auto socket = std::exchange(m_socket, nullptr);
    Q_EMIT upgraded(socket.get());
    upgrader.take(std::move(socket));
    Q_EMIT closed();
    return false;
}

/// Answers without a handler. True: like step().
bool HttpConnection::refuse(const Problem &problem)
{
    if (m_phase == Phase::Body || problem.status == 408)
        m_keepAlive = false;
    m_phase = Phase::Answering;
    m_dispatchedAt = m_surroundings.clock();
    deliver(problem.toResponse(m_request.head.path()));
    return true;
}

void HttpConnection::deliver(const HttpResponse &response)
{
    if (m_phase != Phase::Answering)
        return;
    write(serialised(response, framing()));
    report(response.status);
    nextRequest();
}

void HttpConnection::beginStream(const HttpResponse &head)
{
    if (m_phase != Phase::Answering)
        return;
    m_keepAlive = false;
    ResponseFraming how = framing();
    how.body = how.minorVersion >= 1 ? ResponseFraming::Body::Chunked : ResponseFraming::Body::UntilClose;
    write(serialised(head, how));
    report(head.status);
    m_phase = Phase::Streaming;
    if (how.headOnly)
        endStream();
}

void HttpConnection::writeStream(QByteArrayView bytes)
{
    if (m_phase != Phase::Streaming || bytes.isEmpty())
        return;
    if (backlog() + bytes.size() > m_surroundings.limits.backlogBytes) {
        m_socket->abort();
        return;
    }
    if (m_request.head.minorVersion == 0)
        return write(bytes.toByteArray());
    QByteArray chunk = QByteArray::number(bytes.size(), 16);
    chunk.reserve(bytes.size() + chunk.size() + 4);
    chunk.append("\r\n").append(bytes).append("\r\n");
    write(chunk);
}

void HttpConnection::endStream()
{
    if (m_phase != Phase::Streaming)
        return;
    if (m_request.head.minorVersion >= 1 && m_request.head.method != "HEAD")
        write("0\r\n\r\n");
    linger();
    Q_EMIT streamEnded();
}

qint64 HttpConnection::backlog() const
{
    return m_socket ? m_socket->bytesToWrite() : 0;
}

void HttpConnection::write(const QByteArray &bytes)
{
    if (backlog() == 0)
        m_lastProgress = m_surroundings.clock();
    writeDirectly(*m_socket, {bytes});
}

void HttpConnection::onBytesWritten()
{
    m_lastProgress = m_surroundings.clock();
    if (m_phase == Phase::Streaming)
        Q_EMIT backlogShrunk();
    else if (m_phase == Phase::Lingering && backlog() == 0)
        linger();
    else if (m_phase == Phase::Head && m_socket->bytesAvailable() > 0)
        processSoon();
}

void HttpConnection::nextRequest()
{
    if (!m_keepAlive) {
        linger();
        return;
    }
    m_phase = Phase::Head;
    m_scanner.restart();
    m_parser.reset();
    m_begun = false;
    m_deadline = m_surroundings.clock() + m_surroundings.limits.idleTime;
    if (!m_processing)
        processSoon(); // also writes the answer
}

/// Closes our half only. Closing all of it with bytes unread would reset the connection and could take
/// the answer from the client before it read it.
void HttpConnection::linger()
{
    m_phase = Phase::Lingering;
    m_deadline = m_surroundings.clock() + m_surroundings.limits.lingerTime;
    m_socket->flush();
    if (m_phase != Phase::Lingering) // the client was gone
        return;
    if (backlog() == 0)
        endOutput();
    if (m_phase == Phase::Lingering)
        discard();
}

void HttpConnection::endOutput()
{
    if (auto *const tls = qobject_cast<QSslSocket *>(m_socket.get()))
        tls->disconnectFromHost(); // says so within TLS, when all is written
    else
        ::shutdown(static_cast<int>(m_socket->socketDescriptor()), SHUT_WR);
}

void HttpConnection::discard()
{
    if (m_discarded < MostDiscarded)
        m_discarded += m_socket->skip(m_socket->bytesAvailable());
}

void HttpConnection::close()
{
    if (m_phase == Phase::Closed)
        return;
    const bool wasStreaming = m_phase == Phase::Streaming;
    m_phase = Phase::Closed;
    if (wasStreaming)
        Q_EMIT streamEnded();
    Q_EMIT closed();
}

void HttpConnection::processSoon()
{
    if (std::exchange(m_processQueued, true))
        return;
    QMetaObject::invokeMethod(
        this,
        [this] {
            m_processQueued = false;
            process();
        },
        Qt::QueuedConnection);
}

ResponseFraming HttpConnection::framing() const
{
    return {.headOnly = m_request.head.method == "HEAD",
            .keepAlive = m_keepAlive,
            .minorVersion = m_request.head.minorVersion,
            .date = m_surroundings.date};
}

void HttpConnection::report(int status)
{
    Q_EMIT answered(
        {m_route ? m_route->path : QByteArray(), status, m_surroundings.clock() - m_dispatchedAt});
}

} // namespace vectray
