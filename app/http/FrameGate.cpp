#include "FrameGate.h"

#include <algorithm>

namespace vectray {

namespace {

constexpr qsizetype ShortHead = 2; ///< flags, mask bit and a length of seven bits
constexpr qsizetype MaskBytes = 4;

qsizetype lengthBytes(unsigned char second)
{
    const int length = second & 0x7f;
    return length == 127 ? 8 : length == 126 ? 2 : 0;
}

/// Of a head that is whole.
quint64 payloadOf(const QByteArray &head)
{
    const auto second = static_cast<unsigned char>(head[1]);
    const qsizetype wide = lengthBytes(second);
    if (wide == 0)
        return second & 0x7f;
    quint64 length = 0;
    for (qsizetype i = 0; i < wide; ++i)
        length = (length << 8) | static_cast<unsigned char>(head[ShortHead + i]);
    return length;
}

} // namespace

bool FrameScan::take(QByteArrayView bytes)
{
    while (m_isMasked && !bytes.isEmpty()) {
        if (m_payload > 0) {
            const auto skipped = qsizetype(std::min<quint64>(m_payload, quint64(bytes.size())));
            m_payload -= quint64(skipped);
            bytes = bytes.sliced(skipped);
            continue;
        }
        m_head += bytes.front();
        bytes = bytes.sliced(1);
        if (m_head.size() < ShortHead)
            continue;
        const auto second = static_cast<unsigned char>(m_head[1]);
        m_isMasked = (second & 0x80) != 0;
        if (m_head.size() == ShortHead + lengthBytes(second) + MaskBytes) {
            m_payload = payloadOf(m_head);
            m_head.clear();
        }
    }
    return m_isMasked;
}

FrameGate::FrameGate(QTcpSocket *socket, qsizetype headSize) : m_socket(socket), m_unread(headSize)
{
    connect(socket, &QTcpSocket::readyRead, this, &FrameGate::beforeReading);
    beforeReading();
}

void FrameGate::start()
{
    // From here on it is called after the QWebSocket, as it was connected later.
    connect(m_socket, &QTcpSocket::readyRead, this, [this] { m_unread = m_socket->bytesAvailable(); });
    m_unread = m_socket->bytesAvailable();
    m_isStarted = true;
    if (m_isViolated)
        Q_EMIT violated();
}

void FrameGate::look(QByteArrayView bytes)
{
    if (m_isViolated || m_scan.take(bytes))
        return;
    m_isViolated = true;
    if (m_isStarted)
        Q_EMIT violated();
}

void FrameGate::beforeReading()
{
    const QByteArray all = m_socket->peek(m_socket->bytesAvailable());
    look(QByteArrayView(all).sliced(std::min<qsizetype>(m_unread, all.size())));
    m_unread = all.size();
}

} // namespace vectray
