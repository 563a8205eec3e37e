#pragma once

#include "SocketTable.h"

#include <memory>

namespace vectray {

/// The two ends of a TCP connection inside this machine, seen from the server.
struct LoopbackPair
{
    QHostAddress clientAddress = {};
    quint16 clientPort = 0;
    QHostAddress serverAddress = {};
    quint16 serverPort = 0;
};

/// The user whose process holds the client's end, found among rows. Nothing if there is no such socket
/// or its process has closed it: the kernel gives those to root.
std::optional<uid_t> userAmong(const std::vector<SocketTableRow> &rows, const LoopbackPair &pair);

/// Asks the kernel which user is at the other end of a loopback connection: by sock_diag, which looks
/// up the one socket, and where that is not allowed from /proc/net/tcp.
class PeerUser
{
    Q_DISABLE_COPY_MOVE(PeerUser)

public:
    PeerUser();
    ~PeerUser();

    /// Nothing if it cannot be told. That must be taken for a stranger.
    std::optional<uid_t> of(const LoopbackPair &pair) const;

private:
    int m_socket; ///< netlink; -1 if there is none
};

} // namespace vectray
