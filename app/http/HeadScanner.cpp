#include "HeadScanner.h"

#include <algorithm>
#include <array>

namespace vectray {

using namespace Qt::Literals::StringLiterals;

namespace {

Problem refusal(int status, const QString &detail)
{
    return {.status = status, .detail = detail};
}

bool isControl(char c)
{
    const auto byte = static_cast<unsigned char>(c);
    return (byte < 0x20 && c != '\t') || byte == 0x7f;
}

bool isDigits(QByteArrayView text)
{
    return !text.isEmpty() && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

/// Three words with one space between them. The parser looks at the words.
std::optional<Problem> checkRequestLine(QByteArrayView line)
{
    const Problem bad = refusal(400, u"the request line is not METHOD TARGET HTTP/1.1"_s);
    const qsizetype first = line.indexOf(' ');
    const qsizetype last = line.lastIndexOf(' ');
    constexpr QByteArrayView Prefix = "HTTP/";
    const QByteArrayView version = line.sliced(last + 1);
    if (first == last || line.sliced(first + 1, last - first - 1).contains(' ') || line.contains('\t'))
        return bad;
    if (version.size() != Prefix.size() + 3 || !version.startsWith(Prefix)
        || version[Prefix.size() + 1] != '.' || !isDigits(version.sliced(Prefix.size(), 1))
        || !isDigits(version.last(1)))
        return bad;
    if (version == "HTTP/1.1" || version == "HTTP/1.0")
        return std::nullopt;
    // There is no other 1.x; another major version is another language.
    return version.startsWith("HTTP/1.") ? bad : refusal(505, u"this server speaks HTTP/1.1"_s);
}

/// Two of these would let two readers of the request choose different ones.
constexpr std::array<QByteArrayView, 9> OnlyOnce{"Host",         "Content-Length", "Transfer-Encoding",
                                                 "Content-Type", "Authorization",  "Origin",
                                                 "Referer",      "Sec-Fetch-Site", "Expect"};

std::optional<Problem> checkLength(const RequestHead &head, const HttpLimits &limits)
{
    const bool hasLength = head.count("Content-Length") > 0;
    const bool hasCoding = head.count("Transfer-Encoding") > 0;
    if (hasLength && hasCoding)
        return refusal(400, u"both Content-Length and Transfer-Encoding say how long the body is"_s);
    if (hasCoding && head.minorVersion == 0)
        return refusal(400, u"HTTP/1.0 has no Transfer-Encoding"_s);
    if (hasCoding
        && QByteArrayView(head.header("Transfer-Encoding")).compare("chunked", Qt::CaseInsensitive) != 0)
        return refusal(400, u"the only Transfer-Encoding here is chunked"_s);
    if (!hasLength)
        return std::nullopt;
    const QByteArray length = head.header("Content-Length");
    constexpr qsizetype MostDigits = 18; // fits 64 bits
    if (!isDigits(length) || length.size() > MostDigits)
        return refusal(400, u"Content-Length is not a number of bytes that there can be"_s);
    if (length.toLongLong() > limits.bodyBytes)
        return refusal(413, u"a body may have %1 bytes at most"_s.arg(limits.bodyBytes));
    return std::nullopt;
}

std::optional<Problem> checkTarget(const RequestHead &head)
{
    if (head.target.contains('#'))
        return refusal(400, u"the request target has a fragment"_s);
    const QByteArray authority = head.targetAuthority();
    if (authority.isNull())
        return head.target.startsWith('/') || head.target == "*"
            ? std::nullopt
            : std::optional(refusal(400, u"the request target is neither a path nor an http URL"_s));
    if (head.header("Host").compare(authority, Qt::CaseInsensitive) != 0)
        return refusal(400, u"the request target and the Host header name different hosts"_s);
    return std::nullopt;
}

} // namespace

Checked<std::optional<qsizetype>> HeadScanner::scan(QByteArrayView bytes)
{
    while (true) {
        const qsizetype lineEnd = bytes.indexOf('\n', m_lineBegin);
        const qsizetype here = lineEnd < 0 ? bytes.size() : lineEnd + 1;
        if (auto problem = checkSize(here - m_lineBegin, here))
            return *problem;
        if (lineEnd < 0)
            return std::nullopt;
        QByteArrayView line = bytes.sliced(m_lineBegin, lineEnd - m_lineBegin);
        if (!line.endsWith('\r'))
            return refusal(400, u"a line of the head ends with LF instead of CR LF"_s);
        line.chop(1);
        if (line.isEmpty() && m_lines > 0)
            return here;
        if (auto problem = checkLine(line))
            return *problem;
        m_lineBegin = here;
        ++m_lines;
    }
}

std::optional<Problem> HeadScanner::checkLine(QByteArrayView line) const
{
    if (line.isEmpty())
        return refusal(400, u"the request line is empty"_s);
    if (std::ranges::any_of(line, isControl))
        return refusal(400, u"the head contains a control character"_s);
    if (line.front() == ' ' || line.front() == '\t')
        return refusal(400, u"a line of the head begins with a space"_s);
    if (m_lines > m_limits.headerCount)
        return refusal(431, u"a request may have %1 headers at most"_s.arg(m_limits.headerCount));
    return m_lines == 0 ? checkRequestLine(line) : std::nullopt;
}

std::optional<Problem> HeadScanner::checkSize(qsizetype lineSize, qsizetype headSize) const
{
    if (m_lines == 0 && lineSize > m_limits.requestLineBytes)
        return refusal(414, u"a request line may have %1 bytes at most"_s.arg(m_limits.requestLineBytes));
    if (headSize > m_limits.headBytes)
        return refusal(431, u"a request's head may have %1 bytes at most"_s.arg(m_limits.headBytes));
    return std::nullopt;
}

std::optional<Problem> checkFraming(const RequestHead &head, const HttpLimits &limits)
{
    for (const QByteArrayView name : OnlyOnce) {
        if (head.count(name) > 1)
            return refusal(400, u"the header %1 is there more than once"_s.arg(QString::fromLatin1(name)));
    }
    if (head.minorVersion >= 1 && head.count("Host") == 0)
        return refusal(400, u"the Host header is missing"_s);
    if (auto problem = checkTarget(head))
        return problem;
    const QByteArray expectation = head.header("Expect");
    if (!expectation.isNull() && expectation.compare("100-continue", Qt::CaseInsensitive) != 0)
        return refusal(417, u"the only expectation understood here is 100-continue"_s);
    return checkLength(head, limits);
}

} // namespace vectray
