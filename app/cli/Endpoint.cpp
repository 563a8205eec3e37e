#include "Endpoint.h"

#include <QFile>
#include <QHostAddress>
#include <QJsonDocument>
#include <QJsonObject>

#include <fcntl.h>
#include <signal.h> // NOLINT(modernize-deprecated-headers): kill() is POSIX
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace vectray {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr quint16 DefaultPort = 3030;
constexpr qint64 LargestFile = 65'536;

Endpoint onPort(quint16 port)
{
    Endpoint endpoint;
    endpoint.url.setScheme(u"http"_s);
    endpoint.url.setHost(u"127.0.0.1"_s);
    endpoint.url.setPort(port);
    return endpoint;
}

bool isLoopback(const QString &host)
{
    return host == "localhost"_L1 || QHostAddress(host).isLoopback();
}

bool isAlive(qint64 pid)
{
    return ::kill(static_cast<pid_t>(pid), 0) == 0 || errno == EPERM;
}

/// The bytes of a file that only we can have written and read; checked on the open file, so that it
/// cannot be exchanged in between.
Result<QByteArray> readPrivate(int descriptor, const QString &path)
{
    struct stat found = {};
    if (::fstat(descriptor, &found) != 0)
        return Error{Error::Kind::Denied, u"%1 cannot be examined"_s.arg(path)};
    if (!S_ISREG(found.st_mode) || found.st_uid != ::geteuid())
        return Error{Error::Kind::Denied, u"%1 is not a file of yours, so it is not believed"_s.arg(path)};
    if ((found.st_mode & (S_IRWXG | S_IRWXO)) != 0)
        return Error{Error::Kind::Denied,
                     u"%1 can be read by others, so its token is no secret; "
                     "remove it and start Vectray again"_s.arg(path)};
    QFile file;
    if (!file.open(descriptor, QIODevice::ReadOnly))
        return Error{Error::Kind::Denied, u"%1 cannot be read"_s.arg(path)};
    return file.read(LargestFile);
}

Result<std::optional<Endpoint>> understand(const QByteArray &bytes, const QString &path)
{
    const QJsonObject object = QJsonDocument::fromJson(bytes).object();
    Endpoint endpoint;
    endpoint.url = QUrl(object.value("url"_L1).toString(), QUrl::StrictMode).adjusted(QUrl::RemovePath);
    endpoint.token = object.value("token"_L1).toString().toUtf8();
    endpoint.pid = object.value("pid"_L1).toInteger();
    if (endpoint.url.scheme() != "http"_L1 || !isLoopback(endpoint.url.host()) || endpoint.url.port() <= 0)
        return Error{Error::Kind::Invalid, u"%1 names no http address of this machine"_s.arg(path)};
    // After a crash the file stays, and by now its port may be someone else's, who must not get the token.
    if (endpoint.pid > 0 && !isAlive(endpoint.pid))
        return std::optional<Endpoint>();
    return std::optional(endpoint);
}

Result<std::optional<quint16>> portFromEnvironment()
{
    const QString text = qEnvironmentVariable("VECTRAY_PORT");
    if (text.isEmpty())
        return std::optional<quint16>();
    bool understood = false;
    const quint16 port = text.toUShort(&understood);
    if (!understood || port == 0)
        return Error{Error::Kind::Invalid, u"VECTRAY_PORT is '%1', which is not a port"_s.arg(text)};
    return std::optional(port);
}

} // namespace

Result<std::optional<Endpoint>> readEndpointFile(const QString &path)
{
    const int descriptor =
        ::open(QFile::encodeName(path).constData(), O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK);
    if (descriptor < 0) {
        if (errno == ENOENT || errno == ENOTDIR)
            return std::optional<Endpoint>();
        return Error{Error::Kind::Denied,
                     u"%1 cannot be read: %2"_s.arg(path, QString::fromLocal8Bit(std::strerror(errno)))};
    }
    const Result<QByteArray> bytes = readPrivate(descriptor, path);
    ::close(descriptor);
    if (!bytes)
        return bytes.error();
    return understand(*bytes, path);
}

Result<Endpoint> findEndpoint(std::optional<quint16> port, const QString &endpointFile)
{
    if (!port) {
        const auto fromEnvironment = portFromEnvironment();
        if (!fromEnvironment)
            return fromEnvironment.error();
        port = *fromEnvironment;
    }
    const auto written = readEndpointFile(endpointFile);
    if (!port) {
        if (!written)
            return written.error();
        return written->value_or(onPort(DefaultPort));
    }
    if (written && written->has_value() && (*written)->url.port() == *port)
        return **written;
    return onPort(*port);
}

} // namespace vectray
