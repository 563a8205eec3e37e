#include "Router.h"

#include <QStringDecoder>

#include <algorithm>

namespace vectray {

namespace {

using Params = std::vector<std::pair<QByteArray, QString>>;

std::vector<QByteArrayView> segmentsOf(QByteArrayView path)
{
    std::vector<QByteArrayView> segments;
    qsizetype begin = 0;
    while (true) {
        const qsizetype slash = path.indexOf('/', begin);
        segments.push_back(path.sliced(begin, (slash < 0 ? path.size() : slash) - begin));
        if (slash < 0)
            return segments;
        begin = slash + 1;
    }
}

bool isHex(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

std::optional<QString> decoded(QByteArrayView segment)
{
    for (qsizetype i = segment.indexOf('%'); i >= 0; i = segment.indexOf('%', i + 1)) {
        if (i + 2 >= segment.size() || !isHex(segment[i + 1]) || !isHex(segment[i + 2]))
            return std::nullopt;
    }
    QStringDecoder toText(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
    const QString text = toText(QByteArray::fromPercentEncoding(segment.toByteArray()));
    if (toText.hasError() || text.isEmpty() || text.contains(QChar::Null))
        return std::nullopt;
    return text;
}

bool isParam(const QByteArray &segment)
{
    return segment.startsWith('{') && segment.endsWith('}');
}

std::optional<Params> matched(const QByteArrayList &pattern, const std::vector<QByteArrayView> &segments)
{
    if (pattern.size() != qsizetype(segments.size()))
        return std::nullopt;
    Params params;
    for (qsizetype i = 0; i < pattern.size(); ++i) {
        const QByteArray &expected = pattern[i];
        const QByteArrayView segment = segments[std::size_t(i)];
        if (!isParam(expected)) {
            if (segment != expected)
                return std::nullopt;
            continue;
        }
        const auto value = decoded(segment);
        if (!value)
            return std::nullopt;
        params.emplace_back(expected.sliced(1, expected.size() - 2), *value);
    }
    return params;
}

} // namespace

void Router::add(Route route)
{
    QByteArrayList segments = route.path.split('/');
    m_entries.push_back({std::move(route), std::move(segments)});
}

Router::Match Router::find(const QByteArray &method, QByteArrayView path) const
{
    const auto segments = segmentsOf(path);
    Match match;
    for (const Entry &entry : m_entries) {
        auto params = matched(entry.segments, segments);
        if (!params)
            continue;
        if (entry.route.method == method || (entry.route.method == "GET" && method == "HEAD"))
            return {&entry.route, std::move(*params), {}};
        if (!match.allowed.contains(entry.route.method))
            match.allowed.append(entry.route.method);
        if (entry.route.method == "GET" && !match.allowed.contains("HEAD"))
            match.allowed.append("HEAD");
    }
    return match;
}

} // namespace vectray
