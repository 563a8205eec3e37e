#pragma once

#include <QByteArray>

#include <algorithm>
#include <optional>
#include <vector>

namespace vectray::fuzz {

/// A request as the letter of RFC 9112 has it.
struct ReferenceRequest
{
    QByteArray method = {};
    QByteArray target = {};
    std::vector<std::pair<QByteArray, QByteArray>> headers = {}; ///< names in lower case
    QByteArray body = {};

    std::optional<QByteArray> header(QByteArrayView name) const
    {
        const auto found =
            std::find_if(headers.begin(), headers.end(), [name](const auto &h) { return h.first == name; });
        return found == headers.end() ? std::nullopt : std::optional(found->second);
    }
};

/// Reads requests one after the other, as strictly as can be and as slowly: the front must never see a
/// request where this one sees none. Knows nothing of limits.
class ReferenceReader
{
public:
    explicit ReferenceReader(QByteArray bytes) : m_rest(std::move(bytes)) {}

    /// Nothing where the bytes end, or are no request.
    std::optional<ReferenceRequest> next()
    {
        while (m_rest.startsWith("\r\n"))
            m_rest = m_rest.sliced(2);
        const auto requestLine = line();
        ReferenceRequest request;
        if (!requestLine || !readRequestLine(*requestLine, request) || !readHeaders(request))
            return std::nullopt;
        const auto length = request.header("content-length");
        const auto coding = request.header("transfer-encoding");
        if (length && coding)
            return std::nullopt;
        if (coding)
            return coding->toLower() == "chunked" && readChunks(request) ? std::optional(request)
                                                                         : std::nullopt;
        if (length && !readSized(*length, request))
            return std::nullopt;
        return request;
    }

private:
    static bool isToken(const QByteArray &word)
    {
        constexpr QByteArrayView Marks = "!#$%&'*+-.^_`|~";
        return !word.isEmpty() && std::all_of(word.begin(), word.end(), [&](char c) {
            return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')
                || Marks.contains(c);
        });
    }

    std::optional<QByteArray> line()
    {
        const qsizetype end = m_rest.indexOf("\r\n");
        if (end < 0)
            return std::nullopt;
        const QByteArray line = m_rest.first(end);
        m_rest = m_rest.sliced(end + 2);
        const bool isClean = std::all_of(line.begin(), line.end(), [](char c) {
            return c == '\t' || (static_cast<unsigned char>(c) >= 0x20 && c != 0x7f);
        });
        return isClean ? std::optional(line) : std::nullopt;
    }

    static bool readRequestLine(const QByteArray &line, ReferenceRequest &request)
    {
        const QList<QByteArray> words = line.split(' ');
        if (words.size() != 3 || (words[2] != "HTTP/1.1" && words[2] != "HTTP/1.0"))
            return false;
        request.method = words[0];
        request.target = words[1];
        return isToken(request.method) && !request.target.isEmpty();
    }

    bool readHeaders(ReferenceRequest &request)
    {
        for (auto next = line(); next; next = line()) {
            if (next->isEmpty())
                return true;
            const qsizetype colon = next->indexOf(':');
            if (colon < 0 || !isToken(next->first(colon)))
                return false;
            const QByteArray name = next->first(colon).toLower();
            const bool repeats = request.header(name).has_value();
            if (repeats && (name == "host" || name == "content-length" || name == "transfer-encoding"))
                return false;
            request.headers.emplace_back(name, next->sliced(colon + 1).trimmed());
        }
        return false;
    }

    bool readSized(const QByteArray &length, ReferenceRequest &request)
    {
        bool isNumber = false;
        const qulonglong size = length.toULongLong(&isNumber);
        const bool isDigits =
            std::all_of(length.begin(), length.end(), [](char c) { return c >= '0' && c <= '9'; });
        if (!isNumber || !isDigits || size > qulonglong(m_rest.size()))
            return false;
        request.body = m_rest.first(qsizetype(size));
        m_rest = m_rest.sliced(qsizetype(size));
        return true;
    }

    bool readChunks(ReferenceRequest &request)
    {
        for (auto sizeLine = line(); sizeLine; sizeLine = line()) {
            const QByteArray digits = sizeLine->split(';').front().trimmed();
            bool isNumber = false;
            const qulonglong size = digits.toULongLong(&isNumber, 16);
            if (!isNumber || digits.startsWith('+') || digits.startsWith("0x") || digits.startsWith("0X"))
                return false;
            if (size == 0)
                return readTrailer();
            if (size > qulonglong(m_rest.size()))
                return false;
            request.body += m_rest.first(qsizetype(size));
            m_rest = m_rest.sliced(qsizetype(size));
            if (line() != QByteArray(""))
                return false;
        }
        return false;
    }

    bool readTrailer()
    {
        for (auto next = line(); next; next = line()) {
            if (next->isEmpty())
                return true;
        }
        return false;
    }

    QByteArray m_rest;
};

} // namespace vectray::fuzz
