#include "EndpointRules.h"

#include <QUrl>

#include <arpa/inet.h>
#include <netinet/in.h>

#include <cstring>

namespace vectray {

using namespace Qt::Literals::StringLiterals;

namespace {

bool isForbidden4(std::uint32_t address)
{
    return (address >> 24) == 0 // unspecified: the kernel would make it this machine
        || (address >> 16) == 0xa9fe // 169.254/16: link-local; metadata of most clouds
        || (address >> 28) >= 0xe // multicast, reserved, broadcast
        || address == 0x646464c8 // 100.100.100.200: metadata of Alibaba's
        || address == 0xc00000c0; // 192.0.0.192: metadata of Oracle's
}

bool isForbidden6(const in6_addr &address)
{
    static constexpr std::uint8_t Metadata[16]{0xfd, 0x00, 0x0e, 0xc2, 0, 0, 0,    0,
                                               0,    0,    0,    0,    0, 0, 0x02, 0x54}; // NOLINT
    if (IN6_IS_ADDR_V4MAPPED(&address)) {
        std::uint32_t inner = 0;
        std::memcpy(&inner, address.s6_addr + 12, sizeof inner);
        return isForbidden4(ntohl(inner));
    }
    return IN6_IS_ADDR_UNSPECIFIED(&address) || IN6_IS_ADDR_LINKLOCAL(&address)
        || IN6_IS_ADDR_MULTICAST(&address) || std::memcmp(address.s6_addr, Metadata, sizeof Metadata) == 0;
}

bool isForbiddenHost(const QString &host)
{
    if (host == u"metadata" || host == u"metadata.google.internal" || host == u"instance-data")
        return true;
    sockaddr_in four{.sin_family = AF_INET, .sin_port = 0, .sin_addr = {}, .sin_zero = {}};
    if (::inet_pton(AF_INET, host.toUtf8().constData(), &four.sin_addr) == 1)
        return isForbidden4(ntohl(four.sin_addr.s_addr));
    in6_addr six{};
    return ::inet_pton(AF_INET6, host.toUtf8().constData(), &six) == 1 && isForbidden6(six);
}

bool isLoopbackHost(const QString &host)
{
    in_addr four{};
    if (::inet_pton(AF_INET, host.toUtf8().constData(), &four) == 1)
        return (ntohl(four.s_addr) >> 24) == 127;
    return host == u"::1" || host == u"localhost";
}

Error invalid(const QString &address, const QString &reason)
{
    return {Error::Kind::Invalid, u"the address of the embedding service, %1, %2"_s.arg(address, reason)};
}

} // namespace

Result<QString> checkedEndpoint(const QString &address, const QString &standIn)
{
    QString whole = address.trimmed();
    if (!whole.contains(u"://"))
        whole.prepend(standIn + u"://"_s);
    QUrl url(whole, QUrl::StrictMode);
    if (url.isValid() && (!url.userInfo().isEmpty() || url.hasQuery() || url.hasFragment())) {
        url.setUserInfo({}); // not to be repeated: it may be a password
        url.setQuery(QString());
        return invalid(url.toString(),
                       u"must have no user name and no query; keys have settings of their own"_s);
    }
    if (!url.isValid() || url.host().isEmpty())
        return invalid(address, u"is no web address"_s);
    const QString host = url.host().toLower();
    if (isForbiddenHost(host))
        return invalid(address, u"is one that no embedding service can have"_s);
    if (url.scheme() != u"https" && url.scheme() != u"http")
        return invalid(address, u"must begin with https:// or http://"_s);
    if (url.scheme() == u"http" && !isLoopbackHost(host))
        return invalid(
            address,
            u"must begin with https://: by http, everybody on the way can read the files and the key. "
            "Only this machine may be asked by http"_s);
    QString checked = url.toString(QUrl::FullyEncoded);
    while (checked.endsWith(u'/'))
        checked.chop(1);
    return checked;
}

bool isLoopback(const QString &endpoint)
{
    return isLoopbackHost(QUrl(endpoint).host().toLower());
}

bool isForbidden(const sockaddr &address)
{
    if (address.sa_family == AF_INET) {
        sockaddr_in four{};
        std::memcpy(&four, &address, sizeof four);
        return isForbidden4(ntohl(four.sin_addr.s_addr));
    }
    if (address.sa_family == AF_INET6) {
        sockaddr_in6 six{};
        std::memcpy(&six, &address, sizeof six);
        return isForbidden6(six.sin6_addr);
    }
    return true; // a service is reached by IP
}

} // namespace vectray
