#pragma once

#include <QByteArray>
#include <QString>

#include <optional>
#include <utility>
#include <vector>

namespace vectray {

struct HttpHeader
{
    QByteArray name = {}; ///< as sent; compared without regard to case
    QByteArray value = {}; ///< without the white space around it

    bool operator==(const HttpHeader &) const = default;
};

/// A request as far as its blank line.
struct RequestHead
{
    QByteArray method = {}; ///< upper case, for instance "GET"
    QByteArray target = {}; ///< as sent, with the query
    int minorVersion = 1; ///< of HTTP/1.x
    std::vector<HttpHeader> headers = {};

    /// The first header of that name; null if there is none.
    QByteArray header(QByteArrayView name) const;

    qsizetype count(QByteArrayView name) const;

    /// Whether a header that is a list, such as Connection, names the token.
    bool hasToken(QByteArrayView name, QByteArrayView token) const;

    /// The target up to its query, still percent-encoded; without scheme and host if the client sent them.
    QByteArray path() const;

    /// "host:port" of a target in absolute form; null for the usual form.
    QByteArray targetAuthority() const;

    /// More than nothing follows the head.
    bool announcesBody() const;

    bool wantsKeepAlive() const;
};

/// A whole request, as a handler gets it. Bodies are no longer than HttpLimits::bodyBytes.
struct HttpRequest
{
    RequestHead head = {};
    QByteArray body = {};
    std::vector<std::pair<QByteArray, QString>> params = {}; ///< the route's {names}, percent-decoded

    /// The part of the path that the route's template calls {name}; empty if it has none of that name.
    QString param(QByteArrayView name) const;

    /// The query's pairs in their order, decoded; "+" is a space.
    std::vector<std::pair<QString, QString>> query() const;

    /// The first value of that name in the query.
    std::optional<QString> queryValue(QStringView name) const;
};

} // namespace vectray
