#pragma once

#include <QHash>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTcpServer>
#include <QTcpSocket>

namespace vectray {

/// A server on a free loopback port that gives one answer per route and remembers what it was asked.
class FakeDaemon
{
public:
    struct Seen
    {
        QByteArray line; ///< "GET /projects HTTP/1.1"
        QByteArray head; ///< all header lines
        QByteArray body;

        QJsonObject json() const { return QJsonDocument::fromJson(body).object(); }
    };

    FakeDaemon()
    {
        if (!m_server.listen(QHostAddress::LocalHost))
            qFatal("no free port");
        QObject::connect(&m_server, &QTcpServer::newConnection, &m_server, [this] {
            QTcpSocket *socket = m_server.nextPendingConnection();
            QObject::connect(socket, &QTcpSocket::readyRead, socket, [this, socket] { read(socket); });
        });
    }

    quint16 port() const { return m_server.serverPort(); }
    QUrl url() const { return QUrl(QStringLiteral("http://127.0.0.1:%1").arg(port())); }
    void stop() { m_server.close(); }

    /// \a route is "GET /projects", the path as it is on the wire.
    void answer(const QByteArray &route, const QByteArray &json, int status = 200)
    {
        answerRaw(route,
                  "HTTP/1.1 " + QByteArray::number(status)
                      + " Some\r\nContent-Type: application/json\r\nContent-Length: "
                      + QByteArray::number(json.size()) + "\r\n\r\n" + json);
    }

    /// Bytes as they are; none: no answer at all.
    void answerRaw(const QByteArray &route, const QByteArray &bytes) { m_answers.insert(route, bytes); }

    const QList<Seen> &seen() const { return m_seen; }

private:
    void read(QTcpSocket *socket)
    {
        QByteArray &buffer = m_buffers[socket];
        buffer += socket->readAll();
        const qsizetype end = buffer.indexOf("\r\n\r\n");
        if (end < 0)
            return;
        const qsizetype lineEnd = buffer.indexOf("\r\n");
        Seen seen{buffer.left(lineEnd), buffer.mid(lineEnd + 2, end - lineEnd), {}};
        const qsizetype length = lengthIn(seen.head);
        if (buffer.size() < end + 4 + length)
            return;
        seen.body = buffer.mid(end + 4, length);
        buffer.remove(0, end + 4 + length);
        m_seen << seen;
        const QByteArray route = seen.line.left(seen.line.lastIndexOf(' '));
        socket->write(m_answers.value(route,
                                      "HTTP/1.1 404 Not Found\r\nContent-Length: 19\r\n\r\n"
                                      "{\"error\":\"no route\"}"));
    }

    static qsizetype lengthIn(const QByteArray &head)
    {
        for (const QByteArray &line : head.split('\n')) {
            if (line.toLower().startsWith("content-length:"))
                return line.mid(15).trimmed().toLongLong();
        }
        return 0;
    }

    QTcpServer m_server;
    QHash<QByteArray, QByteArray> m_answers;
    QHash<QTcpSocket *, QByteArray> m_buffers;
    QList<Seen> m_seen;
};

} // namespace vectray
