#pragma once

#include <QByteArray>
#include <QObject>
#include <QTcpSocket>

namespace vectray {

/// Follows the frames of a WebSocket client (RFC 6455, 5.2) as far as their heads.
class FrameScan
{
public:
    /// Takes the next bytes of the stream. False from the first frame on that is not masked.
    bool take(QByteArrayView bytes);

private:
    QByteArray m_head; ///< what has come of a frame's head
    quint64 m_payload = 0; ///< how many bytes of the frame's payload are still to come
    bool m_isMasked = true;
};

/// Stands between a socket and the QWebSocket that reads from it. A client must mask what it sends (5.1), so that
/// nobody can make a browser write chosen bytes; Qt does not look whether it does.
class FrameGate final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(FrameGate)

public:
    /// To be made before anybody else listens to the socket. The request's head, of so many bytes, is still in it.
    FrameGate(QTcpSocket *socket, qsizetype headSize);

    /// To be called when the QWebSocket has read the head and listens.
    void start();

Q_SIGNALS:
    void violated();

private:
    void look(QByteArrayView bytes);
    void beforeReading();

    QTcpSocket *m_socket; ///< outlives this
    FrameScan m_scan;
    qint64 m_unread; ///< bytes that were looked at and are still in the socket
    bool m_isStarted = false;
    bool m_isViolated = false;
};

} // namespace vectray
