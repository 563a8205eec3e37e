#pragma once

#include <QByteArray>
#include <QObject>
#include <QTimer>

namespace vectray {

/// What systemd wants to know of a service (sd_notify(3)): that it is ready, that it ends, and, where the
/// unit asks for it, again and again that its main loop still turns. Does nothing where nobody asked:
/// $NOTIFY_SOCKET.
class ServiceManager final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ServiceManager)

public:
    ServiceManager();
    ~ServiceManager() override; ///< says that the service ends

    void ready();

private:
    void tell(const QByteArray &state) const;

    QByteArray m_socket; ///< a path, or an abstract name that begins with "@"; empty: nobody listens
    QTimer m_alive;
};

} // namespace vectray
