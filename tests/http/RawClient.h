#pragma once

#include <QTcpSocket>
#include <QTest>

#include <optional>
#include <vector>

namespace vectray {

/// An answer as a test sees it.
struct RawResponse
{
    int status = 0;
    QByteArray head = {};
    QByteArray body = {};

    QByteArray header(const QByteArray &name) const
    {
        const QByteArray start = name.toLower() + ':';
        for (const QByteArray &line : head.split('\n')) {
            if (line.toLower().startsWith(start))
                return line.sliced(name.size() + 1).trimmed();
        }
        return {};
    }
};

/// Sends bytes exactly as a test has them, and cuts what comes back into answers.
class RawClient
{
public:
    explicit RawClient(quint16 port, const QHostAddress &address = QHostAddress(QHostAddress::LocalHost))
    {
        m_socket.connectToHost(address, port);
        m_socket.waitForConnected(5000);
    }

    void send(const QByteArray &bytes)
    {
        m_socket.write(bytes);
        m_socket.flush();
    }

    /// The next answer, or nothing if none comes whole in time.
    std::optional<RawResponse> next(bool toHead = false, int milliseconds = 5000)
    {
        std::optional<RawResponse> response;
        (void)QTest::qWaitFor(
            [&] {
                m_received += m_socket.readAll();
                response = parsed(toHead);
                return response.has_value();
            },
            milliseconds);
        return response;
    }

    /// Bytes that came and are no whole answer (yet).
    QByteArray rest()
    {
        m_received += m_socket.readAll();
        return m_received;
    }

    bool waitForClosed(int milliseconds = 5000)
    {
        return QTest::qWaitFor(
            [&] {
                m_received += m_socket.readAll();
                return m_socket.state() == QAbstractSocket::UnconnectedState;
            },
            milliseconds);
    }

    QTcpSocket &socket() { return m_socket; }

private:
    std::optional<RawResponse> parsed(bool toHead)
    {
        const qsizetype end = m_received.indexOf("\r\n\r\n");
        if (end < 0)
            return std::nullopt;
        RawResponse response;
        response.head = m_received.first(end + 2);
        response.status = response.head.split(' ').value(1).toInt();
        const QByteArray length = response.header("Content-Length");
        const qsizetype size = toHead || length.isEmpty() ? 0 : length.toLongLong();
        if (m_received.size() < end + 4 + size)
            return std::nullopt;
        response.body = m_received.sliced(end + 4, size);
        m_received.remove(0, end + 4 + size);
        return response;
    }

    QTcpSocket m_socket;
    QByteArray m_received;
};

} // namespace vectray
