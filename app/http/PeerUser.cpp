#include "PeerUser.h"

#include <domain/Result.h>

#include <linux/inet_diag.h>
#include <linux/netlink.h>
#include <linux/sock_diag.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>

namespace vectray {

namespace {

/// A socket that a process still has open. FIN_WAIT: it has said that it will send no more.
bool isHeld(int state, std::uint64_t inode)
{
    return inode != 0 && (state == TCP_ESTABLISHED || state == TCP_FIN_WAIT1 || state == TCP_FIN_WAIT2);
}

void putAddress(__be32 (&out)[4], const QHostAddress &address)
{
    if (address.protocol() == QAbstractSocket::IPv4Protocol) {
        out[0] = htonl(address.toIPv4Address());
        return;
    }
    const Q_IPV6ADDR bytes = address.toIPv6Address();
    std::memcpy(out, &bytes, sizeof bytes);
}

struct DiagRequest
{
    nlmsghdr header;
    inet_diag_req_v2 body;
};

DiagRequest requestFor(const LoopbackPair &pair)
{
    DiagRequest request{};
    request.header.nlmsg_len = sizeof request;
    request.header.nlmsg_type = SOCK_DIAG_BY_FAMILY;
    request.header.nlmsg_flags = NLM_F_REQUEST;
    request.body.sdiag_family =
        pair.clientAddress.protocol() == QAbstractSocket::IPv4Protocol ? AF_INET : AF_INET6;
    request.body.sdiag_protocol = IPPROTO_TCP;
    request.body.idiag_states = ~0U;
    request.body.id.idiag_sport = htons(pair.clientPort);
    request.body.id.idiag_dport = htons(pair.serverPort);
    putAddress(request.body.id.idiag_src, pair.clientAddress);
    putAddress(request.body.id.idiag_dst, pair.serverAddress);
    request.body.id.idiag_cookie[0] = INET_DIAG_NOCOOKIE;
    request.body.id.idiag_cookie[1] = INET_DIAG_NOCOOKIE;
    return request;
}

/// A listener may be found in place of a connection that is gone.
bool isAnswerTo(const DiagRequest &request, const inet_diag_msg &message)
{
    return message.id.idiag_sport == request.body.id.idiag_sport
        && message.id.idiag_dport == request.body.id.idiag_dport
        && isHeld(message.idiag_state, message.idiag_inode);
}

/// What the kernel answers, in the same breath; an error if it does not let us ask.
Result<std::optional<uid_t>> asked(int socket, const DiagRequest &request)
{
    const Error unable{Error::Kind::Unavailable, QStringLiteral("no sock_diag")};
    if (::send(socket, &request, sizeof request, 0) != ssize_t(sizeof request))
        return unable;
    alignas(nlmsghdr) std::array<char, 4096> buffer{};
    const ssize_t size = ::recv(socket, buffer.data(), buffer.size(), 0);
    nlmsghdr header{};
    if (size < ssize_t(NLMSG_HDRLEN + sizeof(nlmsgerr)))
        return unable;
    std::memcpy(&header, buffer.data(), sizeof header);
    if (header.nlmsg_type == NLMSG_ERROR) {
        nlmsgerr error{};
        std::memcpy(&error, buffer.data() + NLMSG_HDRLEN, sizeof error);
        if (error.error == -ENOENT)
            return std::optional<uid_t>();
        return unable;
    }
    if (header.nlmsg_type != SOCK_DIAG_BY_FAMILY || size < ssize_t(NLMSG_HDRLEN + sizeof(inet_diag_msg)))
        return unable;
    inet_diag_msg message{};
    std::memcpy(&message, buffer.data() + NLMSG_HDRLEN, sizeof message);
    return isAnswerTo(request, message) ? std::optional<uid_t>(message.idiag_uid) : std::nullopt;
}

} // namespace

std::optional<uid_t> userAmong(const std::vector<SocketTableRow> &rows, const LoopbackPair &pair)
{
    const auto found = std::ranges::find_if(rows, [&pair](const SocketTableRow &row) {
        return row.localPort == pair.clientPort && row.remotePort == pair.serverPort
            && row.localAddress == pair.clientAddress && row.remoteAddress == pair.serverAddress
            && isHeld(row.state, row.inode);
    });
    return found == rows.end() ? std::nullopt : std::optional(found->user);
}

PeerUser::PeerUser() : m_socket(::socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, NETLINK_SOCK_DIAG))
{
    if (m_socket < 0)
        return;
    const timeval patience{.tv_sec = 0, .tv_usec = 100'000};
    ::setsockopt(m_socket, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
}

PeerUser::~PeerUser()
{
    if (m_socket >= 0)
        ::close(m_socket);
}

std::optional<uid_t> PeerUser::of(const LoopbackPair &pair) const
{
    if (m_socket >= 0) {
        if (const auto answer = asked(m_socket, requestFor(pair)))
            return *answer;
    }
    return userAmong(readSocketTables(), pair);
}

} // namespace vectray
