#include "DirectWrite.h"

#include <QSslSocket>
#include <QVarLengthArray>

#include <sys/socket.h>
#include <sys/uio.h>

#include <algorithm>

namespace vectray {

namespace {

/// How many of the bytes the kernel took; it may be none.
qsizetype sentAtOnce(const QTcpSocket &socket, std::initializer_list<QByteArrayView> parts)
{
    // Behind what waits, or through the cipher, only Qt knows the way.
    if (socket.bytesToWrite() > 0 || qobject_cast<const QSslSocket *>(&socket) != nullptr)
        return 0;
    QVarLengthArray<iovec, 4> pieces;
    for (const QByteArrayView part : parts)
        pieces.append({const_cast<char *>(part.data()), std::size_t(part.size())});
    const msghdr message{.msg_iov = pieces.data(), .msg_iovlen = std::size_t(pieces.size())};
    const ssize_t sent = ::sendmsg(int(socket.socketDescriptor()), &message, MSG_DONTWAIT | MSG_NOSIGNAL);
    return std::max<ssize_t>(sent, 0); // what is wrong Qt finds out as it writes the rest
}

} // namespace

void writeDirectly(QTcpSocket &socket, std::initializer_list<QByteArrayView> parts)
{
    qsizetype sent = sentAtOnce(socket, parts);
    for (const QByteArrayView part : parts) {
        const qsizetype ofPart = std::min(sent, part.size());
        sent -= ofPart;
        if (ofPart < part.size())
            socket.write(part.data() + ofPart, part.size() - ofPart);
    }
}

} // namespace vectray
