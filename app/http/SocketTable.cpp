#include "SocketTable.h"

#include <QDir>
#include <QFile>

#include <netinet/tcp.h>
#include <pwd.h>

#include <algorithm>
#include <array>
#include <cstring>

namespace vectray {

using namespace Qt::Literals::StringLiterals;

namespace {

QByteArray contents(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// The kernel prints an address as 32-bit words in the machine's byte order.
std::optional<QHostAddress> parsedAddress(const QByteArray &hex)
{
    constexpr qsizetype WordDigits = 8;
    std::array<quint8, 16> bytes{};
    const qsizetype words = hex.size() / WordDigits;
    if (hex.size() % WordDigits != 0 || (words != 1 && words != 4))
        return std::nullopt;
    for (qsizetype i = 0; i < words; ++i) {
        bool ok = false;
        const quint32 word = hex.sliced(i * WordDigits, WordDigits).toUInt(&ok, 16);
        if (!ok)
            return std::nullopt;
        std::memcpy(bytes.data() + i * 4, &word, sizeof word);
    }
    if (words == 1)
        return QHostAddress(quint32(bytes[0]) << 24 | quint32(bytes[1]) << 16 | quint32(bytes[2]) << 8
                            | bytes[3]);
    const QHostAddress address(bytes.data());
    bool isMapped = false; // an IPv4 connection through an IPv6 socket
    const quint32 mapped = address.toIPv4Address(&isMapped);
    return isMapped && QByteArrayView(reinterpret_cast<const char *>(bytes.data()), 10).count('\0') == 10
        ? QHostAddress(mapped)
        : address;
}

struct Endpoint
{
    QHostAddress address;
    quint16 port = 0;
};

std::optional<Endpoint> parsedEndpoint(const QByteArray &text)
{
    const qsizetype colon = text.indexOf(':');
    bool ok = false;
    const quint16 port = text.sliced(colon + 1).toUShort(&ok, 16);
    const auto address = parsedAddress(text.first(std::max<qsizetype>(colon, 0)));
    if (!ok || !address)
        return std::nullopt;
    return Endpoint{*address, port};
}

std::optional<SocketTableRow> parsedRow(const QByteArray &line)
{
    constexpr qsizetype Local = 1, Remote = 2, State = 3, User = 7, Inode = 9;
    const QByteArrayList fields = line.simplified().split(' ');
    if (fields.size() <= Inode)
        return std::nullopt;
    const auto local = parsedEndpoint(fields[Local]);
    const auto remote = parsedEndpoint(fields[Remote]);
    if (!local || !remote)
        return std::nullopt;
    return SocketTableRow{local->address,
                          local->port,
                          remote->address,
                          remote->port,
                          fields[State].toInt(nullptr, 16),
                          static_cast<uid_t>(fields[User].toUInt()),
                          fields[Inode].toULongLong()};
}

/// The process that has the socket open; 0 if it is not ours to see.
pid_t processWith(std::uint64_t inode)
{
    const QString wanted = u"socket:[%1]"_s.arg(inode);
    for (const QString &process : QDir(u"/proc"_s).entryList(QDir::Dirs | QDir::NoDotAndDotDot)) {
        bool isProcess = false;
        const int pid = process.toInt(&isProcess);
        if (!isProcess)
            continue;
        const QDir descriptors(u"/proc/%1/fd"_s.arg(pid));
        for (const QString &descriptor : descriptors.entryList(QDir::Files | QDir::System)) {
            // Not QFileInfo: it would make a path of what is none.
            std::array<char, 64> target{};
            const QByteArray link = descriptors.filePath(descriptor).toLatin1();
            const ssize_t size = ::readlink(link.constData(), target.data(), target.size());
            if (size > 0 && QString::fromLatin1(target.data(), size) == wanted)
                return pid;
        }
    }
    return 0;
}

bool listensOnLoopback(const SocketTableRow &row)
{
    return row.state == TCP_LISTEN
        && (row.localAddress.isLoopback() || row.localAddress == QHostAddress(QHostAddress::AnyIPv4)
            || row.localAddress == QHostAddress(QHostAddress::AnyIPv6));
}

} // namespace

std::vector<SocketTableRow> parseSocketTable(const QByteArray &text)
{
    std::vector<SocketTableRow> rows;
    for (const QByteArray &line : text.split('\n')) {
        if (auto row = parsedRow(line))
            rows.push_back(*std::move(row));
    }
    return rows;
}

std::vector<SocketTableRow> readSocketTables()
{
    return parseSocketTable(contents(u"/proc/net/tcp"_s) + '\n' + contents(u"/proc/net/tcp6"_s));
}

QString SocketOwner::description() const
{
    if (pid != 0)
        return u"%1 (process %2)"_s.arg(program).arg(pid);
    const struct passwd *const entry = ::getpwuid(user);
    return u"a process of the user %1"_s.arg(entry ? QString::fromLocal8Bit(entry->pw_name)
                                                   : QString::number(user));
}

std::optional<SocketOwner> findPortOwner(quint16 port)
{
    std::optional<SocketOwner> ourselves; // our own listener on the other of the two addresses: only if there is nobody else
    for (const SocketTableRow &row : readSocketTables()) {
        if (row.localPort != port || !listensOnLoopback(row))
            continue;
        SocketOwner owner{.user = row.user};
        owner.pid = processWith(row.inode);
        if (owner.pid != 0)
            owner.program = QString::fromLocal8Bit(contents(u"/proc/%1/comm"_s.arg(owner.pid)).trimmed());
        if (owner.pid != ::getpid())
            return owner;
        ourselves = owner;
    }
    return ourselves;
}

} // namespace vectray
