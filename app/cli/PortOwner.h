#pragma once

#include <QByteArray>
#include <QString>

#include <optional>

namespace vectray {

/// Who listens on a TCP port of this machine.
struct PortOwner
{
    quint32 uid = 0;
    quint64 inode = 0; ///< of the socket
    qint64 pid = 0; ///< 0: not looked for, or not visible to us
    QString program; ///< empty where pid is 0

    /// "vectray (process 4711, user anna)"
    QString toString() const;
    bool operator==(const PortOwner &) const = default;
};

/// The listener that a connection to 127.0.0.1:\a port reaches, in the kernel's table of IPv4 sockets
/// (/proc/net/tcp).
std::optional<PortOwner> listenerIn(const QByteArray &table, quint16 port);

/// Asks the kernel whose port it is; no value if nobody listens, or if there is no /proc. Cheap.
std::optional<PortOwner> portOwner(quint16 port);

/// Looks through all processes for the one that holds the socket.
PortOwner withProcess(PortOwner owner);

} // namespace vectray
