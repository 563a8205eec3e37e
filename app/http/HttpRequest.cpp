#include "HttpRequest.h"

#include <QByteArrayList>

#include <algorithm>

namespace vectray {

namespace {

bool sameName(QByteArrayView a, QByteArrayView b)
{
    return a.compare(b, Qt::CaseInsensitive) == 0;
}

QString decoded(QByteArray part)
{
    part.replace('+', ' ');
    return QString::fromUtf8(QByteArray::fromPercentEncoding(part));
}

/// Where the path begins in "http://host:port/path"; 0 if the target is not in that form.
qsizetype absolutePrefix(const QByteArray &target)
{
    constexpr QByteArrayView Scheme = "http://";
    if (!sameName(QByteArrayView(target).first(std::min(target.size(), Scheme.size())), Scheme))
        return 0;
    const qsizetype slash = target.indexOf('/', Scheme.size());
    return slash < 0 ? target.size() : slash;
}

} // namespace

QByteArray RequestHead::header(QByteArrayView name) const
{
    const auto found =
        std::ranges::find_if(headers, [name](const HttpHeader &h) { return sameName(h.name, name); });
    return found == headers.end() ? QByteArray() : found->value;
}

qsizetype RequestHead::count(QByteArrayView name) const
{
    return std::ranges::count_if(headers, [name](const HttpHeader &h) { return sameName(h.name, name); });
}

bool RequestHead::hasToken(QByteArrayView name, QByteArrayView token) const
{
    return std::ranges::any_of(headers, [&](const HttpHeader &header) {
        return sameName(header.name, name)
            && std::ranges::any_of(header.value.split(','),
                                   [&](const QByteArray &part) { return sameName(part.trimmed(), token); });
    });
}

QByteArray RequestHead::path() const
{
    const qsizetype query = target.indexOf('?');
    const QByteArray withoutQuery = query < 0 ? target : target.first(query);
    const qsizetype prefix = absolutePrefix(withoutQuery);
    return prefix == 0                  ? withoutQuery
        : prefix == withoutQuery.size() ? QByteArray("/")
                                        : withoutQuery.sliced(prefix);
}

QByteArray RequestHead::targetAuthority() const
{
    const qsizetype prefix = absolutePrefix(target);
    constexpr qsizetype SchemeSize = 7;
    if (prefix == 0)
        return {};
    const QByteArray authority = target.sliced(SchemeSize, prefix - SchemeSize);
    return authority.isNull() ? QByteArray("") : authority;
}

bool RequestHead::announcesBody() const
{
    const QByteArray length = header("Content-Length");
    return count("Transfer-Encoding") > 0 || (!length.isEmpty() && length.count('0') != length.size());
}

bool RequestHead::wantsKeepAlive() const
{
    return minorVersion >= 1 ? !hasToken("Connection", "close") : hasToken("Connection", "keep-alive");
}

QString HttpRequest::param(QByteArrayView name) const
{
    const auto found =
        std::ranges::find_if(params, [name](const auto &param) { return param.first == name; });
    return found == params.end() ? QString() : found->second;
}

std::vector<std::pair<QString, QString>> HttpRequest::query() const
{
    std::vector<std::pair<QString, QString>> pairs;
    const qsizetype begin = head.target.indexOf('?');
    if (begin < 0)
        return pairs;
    for (const QByteArray &pair : head.target.sliced(begin + 1).split('&')) {
        if (pair.isEmpty())
            continue;
        const qsizetype equals = pair.indexOf('=');
        pairs.emplace_back(decoded(equals < 0 ? pair : pair.first(equals)),
                           equals < 0 ? QString() : decoded(pair.sliced(equals + 1)));
    }
    return pairs;
}

std::optional<QString> HttpRequest::queryValue(QStringView name) const
{
    for (const auto &[key, value] : query()) {
        if (key == name)
            return value;
    }
    return std::nullopt;
}

} // namespace vectray
