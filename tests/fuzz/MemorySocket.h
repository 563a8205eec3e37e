#pragma once

#include <QHostAddress>
#include <QTcpSocket>

#include <cstring>

namespace vectray::fuzz {

/// A connected socket without a kernel: what is fed to it can be read, and what is written to it is appended
/// to an array of somebody else's, as the socket may be deleted first.
class MemorySocket final : public QTcpSocket
{
    Q_DISABLE_COPY_MOVE(MemorySocket)

public:
    explicit MemorySocket(QByteArray &written) : m_written(written)
    {
        constexpr quint16 AnyPort = 50'000;
        setPeerAddress(QHostAddress(QHostAddress::LocalHost));
        setPeerPort(AnyPort);
        setOpenMode(ReadWrite);
        setSocketState(ConnectedState);
    }

    /// Bytes from the other side, which come no further once this side has closed.
    void feed(QByteArrayView bytes)
    {
        if (!isOpen())
            return;
        m_unread.append(bytes);
        Q_EMIT readyRead();
    }

    /// The other side closes; or this side does.
    void disconnectFromHost() override
    {
        if (state() == UnconnectedState)
            return;
        setSocketState(UnconnectedState);
        Q_EMIT stateChanged(UnconnectedState);
        Q_EMIT disconnected();
    }

    void close() override
    {
        disconnectFromHost();
        m_unread.clear();
        setOpenMode(NotOpen);
    }

    qint64 bytesAvailable() const override { return QIODevice::bytesAvailable() + m_unread.size(); }
    bool canReadLine() const override { return QIODevice::canReadLine() || m_unread.contains('\n'); }
    qint64 bytesToWrite() const override { return 0; }
    void setReadBufferSize(qint64) override {}
    void setSocketOption(SocketOption, const QVariant &) override {}

protected:
    qint64 readData(char *data, qint64 size) override
    {
        const qsizetype taken = std::min<qsizetype>(size, m_unread.size());
        if (taken > 0) // else data may be null
            std::memcpy(data, m_unread.constData(), std::size_t(taken));
        m_unread.remove(0, taken);
        return taken;
    }

    qint64 readLineData(char *data, qint64 size) override { return QIODevice::readLineData(data, size); }

    qint64 skipData(qint64 size) override
    {
        const qsizetype taken = std::min<qsizetype>(size, m_unread.size());
        m_unread.remove(0, taken);
        return taken;
    }

    qint64 writeData(const char *data, qint64 size) override
    {
        m_written.append(data, size);
        return size;
    }

private:
    QByteArray m_unread;
    QByteArray &m_written;
};

} // namespace vectray::fuzz
