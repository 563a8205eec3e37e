#pragma once

#include <QPointer>
#include <QTcpSocket>

namespace vectray {

/// Writes a server's text frames (RFC 6455, 5.2) into the socket that a QWebSocket was given, past that one:
/// it would turn each message into UTF-16 and back and copy it twice for each client.
class FrameWriter
{
public:
    explicit FrameWriter(QTcpSocket *socket) : m_socket(socket) {}

    /// A whole message, in UTF-8. Only while the QWebSocket is connected: nothing may follow a close.
    void writeText(QByteArrayView text) const;

private:
    QPointer<QTcpSocket> m_socket;
};

} // namespace vectray
