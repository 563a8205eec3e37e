#pragma once

#include <QTcpServer>

namespace vectray {

/// Hands out the descriptors of new connections as they are.
class PortListener final : public QTcpServer
{
    Q_OBJECT

public:
    PortListener();

    /// After the process ran out of descriptors QTcpServer stops accepting for good. This starts it again.
    void recover();
    bool isPaused() const { return m_isPaused; }

Q_SIGNALS:
    void connected(qintptr descriptor);

protected:
    void incomingConnection(qintptr descriptor) override { Q_EMIT connected(descriptor); }

private:
    bool m_isPaused = false;
};

} // namespace vectray
