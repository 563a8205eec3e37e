#include "HttpServer.h"

#include "HttpLogging.h"
#include "PeerUser.h"
#include "PortListener.h"

#include <QDateTime>
#include <QLocale>
#include <QPointer>
#include <QSslKey>
#include <QSslSocket>

#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>

namespace vectray {

using namespace Qt::Literals::StringLiterals;

namespace {

/// How often limits in time are looked at: often enough for the shortest.
std::chrono::milliseconds sweepInterval(const HttpLimits &limits)
{
    using namespace std::chrono_literals;
    return std::clamp(std::min({limits.headTime, limits.bodyTime, limits.idleTime, limits.lingerTime}) / 4,
                      10ms, 1000ms);
}

/// Answers and closes without making a connection of it. What the client already sent is read first,
/// because closing with bytes unread could take the answer from it.
void turnAway(int descriptor, const QByteArray &date)
{
    Problem problem{.status = 503, .detail = u"the server has as many connections as it takes"_s};
    problem.headers.push_back({"Retry-After", "1"});
    const QByteArray bytes = serialised(problem.toResponse({}), {.keepAlive = false, .date = date});
    std::array<char, 4096> unread{};
    ::recv(descriptor, unread.data(), unread.size(), MSG_DONTWAIT);
    ::send(descriptor, bytes.constData(), std::size_t(bytes.size()), MSG_DONTWAIT | MSG_NOSIGNAL);
    ::shutdown(descriptor, SHUT_WR);
    ::close(descriptor);
}

/// Not by the socket's own signal: a QWebSocket cuts all connections of the socket that it was given.
template<typename F>
void whenGone(QObject *parent, QObject *context, F tell)
{
    auto *const trace = new QObject(parent);
    QObject::connect(trace, &QObject::destroyed, context, tell);
}

bool isMissingAddress(QAbstractSocket::SocketError error)
{
    return error == QAbstractSocket::SocketAddressNotAvailableError
        || error == QAbstractSocket::UnsupportedSocketOperationError;
}

Error portTaken(quint16 port)
{
    const auto owner = findPortOwner(port);
    return {Error::Kind::Conflict,
            u"port %1 is taken by %2"_s.arg(port).arg(owner ? owner->description()
                                                            : u"a program that could not be found out"_s)};
}

} // namespace

HttpServer::HttpServer(Options options, QObject *parent)
    : QObject(parent)
    , m_options(std::move(options))
    , m_peerUser(std::make_unique<PeerUser>())
{
    connect(&m_sweep, &QTimer::timeout, this, &HttpServer::sweep);
}

HttpServer::~HttpServer()
{
    m_listeners.clear();
    m_remoteListener.reset();
    m_connections.clear();
    m_retired.clear();
}

Done HttpServer::listen(quint16 port)
{
    auto listeners = bound(port);
    if (!listeners)
        return listeners.error();
    m_listeners = *std::move(listeners);
    m_port = m_listeners.front()->serverPort();
    m_guard = std::make_unique<Guard>(Guard::Rules{.port = m_port,
                                                   .token = m_options.token,
                                                   .requestsPerSecond = m_options.limits.requestsPerSecond,
                                                   .requestBurst = m_options.limits.requestBurst});
    for (const auto &listener : m_listeners) {
        connect(listener.get(), &PortListener::connected, this, &HttpServer::onConnected);
        connect(listener.get(), &PortListener::acceptError, this, &HttpServer::wakeSweep);
    }
    m_sweep.setInterval(sweepInterval(m_options.limits));
    qCInfo(logHttp, "event=listening port=%d addresses=%zu", int(m_port), m_listeners.size());
    return m_options.remote ? listenForOthers() : Done();
}

Done HttpServer::listenForOthers()
{
    const Remote &remote = *m_options.remote;
    if (m_options.token.isEmpty() || remote.tls.localCertificate().isNull()
        || remote.tls.privateKey().isNull())
        return Error{Error::Kind::Invalid, u"other machines are served only with a token and by TLS"_s};
    auto listener = boundTo(remote.address, remote.port);
    if (!listener)
        return listener.error();
    m_remoteListener = *std::move(listener);
    m_remoteGuard =
        std::make_unique<Guard>(Guard::Rules{.port = remotePort(),
                                             .scheme = "https",
                                             .hosts = remote.hosts,
                                             .token = m_options.token,
                                             .requestsPerSecond = m_options.limits.requestsPerSecond,
                                             .requestBurst = m_options.limits.requestBurst});
    connect(m_remoteListener.get(), &PortListener::connected, this, &HttpServer::onRemoteConnected);
    connect(m_remoteListener.get(), &PortListener::acceptError, this, &HttpServer::wakeSweep);
    qCInfo(logHttp, "event=listening-for-others address=%s port=%d",
           qUtf8Printable(remote.address.toString()), int(remotePort()));
    return {};
}

quint16 HttpServer::remotePort() const
{
    return m_remoteListener ? m_remoteListener->serverPort() : 0;
}

void HttpServer::setToken(const QByteArray &token)
{
    m_options.token = token;
    for (Guard *const guard : {m_guard.get(), m_remoteGuard.get()}) {
        if (guard)
            guard->setToken(token);
    }
    // They came in by the old one, or have not shown any yet.
    const QList<QPointer<QTcpSocket>> strangers(m_foreign.cbegin(), m_foreign.cend());
    for (const QPointer<QTcpSocket> &socket : strangers) {
        if (socket)
            socket->abort();
    }
}

/// One listener for each family; any port that both can have if port is 0.
Result<HttpServer::Listeners> HttpServer::bound(quint16 port)
{
    constexpr int Attempts = 20;
    for (int attempt = 1;; ++attempt) {
        auto v4 = boundTo(QHostAddress(QHostAddress::LocalHost), port);
        if (!v4)
            return v4.error();
        Listeners listeners;
        listeners.push_back(*std::move(v4));
        auto v6 = boundTo(QHostAddress(QHostAddress::LocalHostIPv6), listeners.front()->serverPort());
        if (v6)
            listeners.push_back(*std::move(v6));
        else if (v6.error().kind == Error::Kind::Conflict && port == 0 && attempt < Attempts)
            continue;
        else if (v6.error().kind != Error::Kind::NotFound)
            return v6.error();
        return listeners;
    }
}

/// NotFound: this machine has no such address.
Result<std::unique_ptr<PortListener>> HttpServer::boundTo(const QHostAddress &address, quint16 port)
{
    auto listener = std::make_unique<PortListener>();
    if (listener->listen(address, port))
        return listener;
    if (listener->serverError() == QAbstractSocket::AddressInUseError)
        return portTaken(port);
    return Error{
        isMissingAddress(listener->serverError()) ? Error::Kind::NotFound : Error::Kind::Unavailable,
        u"cannot listen on %1, port %2: %3"_s.arg(address.toString()).arg(port).arg(listener->errorString())};
}

void HttpServer::onConnected(qintptr descriptor)
{
    wakeSweep();
    auto socket = std::make_unique<QTcpSocket>();
    if (connectionCount() >= m_options.limits.connections || !socket->setSocketDescriptor(descriptor)) {
        turnAway(static_cast<int>(descriptor), m_date);
        return;
    }
    // Asked now, while the client most likely lives: of one that has gone the kernel no longer knows.
    const auto user = m_peerUser->of({.clientAddress = socket->peerAddress(),
                                      .clientPort = socket->peerPort(),
                                      .serverAddress = socket->localAddress(),
                                      .serverPort = socket->localPort()});
    const bool sameUser = user == ::geteuid();
    if (!sameUser && m_foreign.size() >= m_options.limits.foreignConnections) {
        turnAway(::dup(static_cast<int>(descriptor)), m_date);
        return;
    }
    add(std::move(socket), sameUser, *m_guard);
}

/// Who comes this way is a stranger until the token is seen, whatever machine he comes from.
void HttpServer::onRemoteConnected(qintptr descriptor)
{
    wakeSweep();
    auto socket = std::make_unique<QSslSocket>();
    if (connectionCount() >= m_options.limits.connections
        || m_foreign.size() >= m_options.limits.foreignConnections
        || !socket->setSocketDescriptor(descriptor)) {
        ::close(static_cast<int>(descriptor)); // in the clear there is nothing to say to him
        return;
    }
    socket->setSslConfiguration(m_options.remote->tls);
    socket->startServerEncryption();
    add(std::move(socket), false, *m_remoteGuard);
}

void HttpServer::add(std::unique_ptr<QTcpSocket> socket, bool sameUser, Guard &guard)
{
    if (!sameUser) {
        auto *const stranger = socket.get();
        m_foreign.insert(stranger);
        whenGone(stranger, this, [this, stranger] { m_foreign.remove(stranger); });
    }
    auto connection = std::make_unique<HttpConnection>(
        std::move(socket), sameUser,
        HttpSurroundings{m_options.limits, m_router, guard, m_options.clock, m_date});
    auto *const key = connection.get();
    connect(key, &HttpConnection::closed, this, [this, key] { retire(key); });
    connect(key, &HttpConnection::upgraded, this, &HttpServer::onUpgraded);
    connect(key, &HttpConnection::answered, this, &HttpServer::answered);
    m_connections.emplace(key, std::move(connection));
}

void HttpServer::onUpgraded(QTcpSocket *socket)
{
    ++m_upgraded;
    whenGone(socket, this, [this] { --m_upgraded; });
}

/// The connection is among its own callers here, so it goes when they have returned.
void HttpServer::retire(HttpConnection *connection)
{
    auto node = m_connections.extract(connection);
    if (node.empty())
        return;
    m_retired.push_back(std::move(node.mapped()));
    if (m_retired.size() == 1)
        QMetaObject::invokeMethod(
            this, [this] { m_retired.clear(); }, Qt::QueuedConnection);
}

void HttpServer::sweep()
{
    updateDate();
    for (const auto &listener : m_listeners)
        listener->recover();
    if (m_remoteListener)
        m_remoteListener->recover();
    std::vector<HttpConnection *> connections; // expire() may retire one
    connections.reserve(m_connections.size());
    for (const auto &entry : m_connections)
        connections.push_back(entry.first);
    const Instant now = m_options.clock();
    for (HttpConnection *connection : connections)
        connection->expire(now);
    if (m_connections.empty() && !isAcceptingPaused())
        m_sweep.stop(); // an idle program does not wake the processor
}

void HttpServer::wakeSweep()
{
    if (m_sweep.isActive())
        return;
    updateDate();
    m_sweep.start();
}

bool HttpServer::isAcceptingPaused() const
{
    return (m_remoteListener && m_remoteListener->isPaused())
        || std::ranges::any_of(m_listeners, [](const auto &listener) { return listener->isPaused(); });
}

void HttpServer::updateDate()
{
    m_date = QLocale::c()
                 .toString(QDateTime::currentDateTimeUtc(), u"ddd, dd MMM yyyy hh:mm:ss 'GMT'"_s)
                 .toLatin1();
}

} // namespace vectray
