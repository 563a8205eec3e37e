#pragma once

#include <QHostAddress>
#include <QString>

#include <sys/types.h>

#include <cstdint>
#include <optional>
#include <vector>

namespace vectray {

/// A line of /proc/net/tcp or tcp6: one TCP socket of this machine.
struct SocketTableRow
{
    QHostAddress localAddress = {};
    quint16 localPort = 0;
    QHostAddress remoteAddress = {};
    quint16 remotePort = 0;
    int state = 0; ///< TCP_ESTABLISHED and so on, of <netinet/tcp.h>
    uid_t user = 0; ///< meaningless while inode is 0
    std::uint64_t inode = 0; ///< 0: no process has it open any more

    bool operator==(const SocketTableRow &) const = default;
};

/// Rows of a table's text; lines that are none are left out.
std::vector<SocketTableRow> parseSocketTable(const QByteArray &text);

/// Both of the kernel's tables; empty where /proc is not to be had. Reads every socket of the machine.
std::vector<SocketTableRow> readSocketTables();

/// Who listens on a port of loopback, as far as this user may know.
struct SocketOwner
{
    pid_t pid = 0; ///< 0: the process belongs to another user and is hidden
    QString program = {}; ///< empty like pid
    uid_t user = 0;

    /// For people: "node (process 1234)".
    QString description() const;
};

std::optional<SocketOwner> findPortOwner(quint16 port);

} // namespace vectray
