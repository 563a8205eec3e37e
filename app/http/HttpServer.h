#pragma once

#include "HttpConnection.h"

#include <domain/Result.h>

#include <QHostAddress>
#include <QSet>
#include <QSslConfiguration>
#include <QTimer>

#include <optional>
#include <unordered_map>

namespace vectray {

class PortListener;
class PeerUser;

/// The one way in for programs: HTTP/1.1 and WebSockets on one port of loopback, IPv4 and IPv6. Other
/// machines get in only where that is asked for, by TLS, and with the token. Lives in the main thread and
/// never blocks it.
///
/// Give the router its routes before listen(). Every request passes the Guard before it meets a route.
class HttpServer : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(HttpServer)

public:
    /// One more port, for other machines.
    struct Remote
    {
        QHostAddress address = {}; ///< of an interface, or any
        quint16 port = 0; ///< another one than on loopback if the address is any
        QSslConfiguration tls = {}; ///< certificate and key
        QByteArrayList hosts = {}; ///< names and addresses that clients use for this machine
    };

    struct Options
    {
        HttpLimits limits = {};
        QByteArray token = {}; ///< lets programs of other users and machines in; empty: none
        std::optional<Remote> remote = std::nullopt;
        Clock clock = steadyNow;
    };

    explicit HttpServer(Options options, QObject *parent = nullptr);

    /// Cuts all connections. Replies that are still out do nothing from then on.
    ~HttpServer() override;

    Router &router() { return m_router; }

    /// Port 0 takes any free one. A port that is taken is a Conflict whose message says by whom; no
    /// other port is tried. A machine without IPv6 is served on 127.0.0.1 alone.
    Done listen(quint16 port);

    /// 0 while it does not listen.
    quint16 port() const { return m_port; }
    quint16 remotePort() const; ///< 0 if it is not open for other machines

    /// From now on this one counts, and no earlier one: connections of other users and machines are cut.
    void setToken(const QByteArray &token);

    /// Open connections, those that became WebSockets included.
    int connectionCount() const { return int(m_connections.size()) + m_upgraded; }

Q_SIGNALS:
    void answered(const vectray::AnsweredRequest &request);

private:
    using Listeners = std::vector<std::unique_ptr<PortListener>>;

    Result<Listeners> bound(quint16 port);
    Result<std::unique_ptr<PortListener>> boundTo(const QHostAddress &address, quint16 port);
    Done listenForOthers();
    void onConnected(qintptr descriptor);
    void onRemoteConnected(qintptr descriptor);
    void add(std::unique_ptr<QTcpSocket> socket, bool sameUser, Guard &guard);
    void onUpgraded(QTcpSocket *socket);
    void retire(HttpConnection *connection);
    void sweep();
    void wakeSweep();
    bool isAcceptingPaused() const;
    void updateDate();

    Options m_options;
    Router m_router;
    std::unique_ptr<Guard> m_guard;
    std::unique_ptr<Guard> m_remoteGuard;
    std::unique_ptr<PeerUser> m_peerUser;
    Listeners m_listeners;
    std::unique_ptr<PortListener> m_remoteListener;
    std::unordered_map<HttpConnection *, std::unique_ptr<HttpConnection>> m_connections;
    std::vector<std::unique_ptr<HttpConnection>> m_retired;
    QTimer m_sweep{this}; ///< runs only while there is something to look after
    QByteArray m_date;
    quint16 m_port = 0;
    int m_upgraded = 0;
    QSet<QTcpSocket *> m_foreign; ///< of other users and machines, WebSockets included
};

} // namespace vectray
