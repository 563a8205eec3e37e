#include "HttpResponse.h"

#include <QJsonDocument>

#include <algorithm>
#include <array>

namespace vectray {

namespace {

struct DefaultHeader
{
    QByteArrayView name;
    QByteArrayView value;
};

/// Sent with every answer: nothing we say is a page, a script or something to keep, and no other site may
/// read it.
constexpr std::array<DefaultHeader, 5> DefaultHeaders{{
    {"Cache-Control", "no-store"},
    {"Content-Security-Policy", "default-src 'none'; base-uri 'none'; frame-ancestors 'none'"},
    {"Cross-Origin-Resource-Policy", "same-origin"},
    {"Referrer-Policy", "no-referrer"},
    {"X-Content-Type-Options", "nosniff"},
}};

void addHeader(QByteArray &out, QByteArrayView name, QByteArrayView value)
{
    // A line break in a value would let it write headers of its own.
    const auto breaks = [](char c) { return c == '\r' || c == '\n' || c == '\0'; };
    if (std::ranges::any_of(name, breaks) || std::ranges::any_of(value, breaks))
        return;
    out.append(name).append(": ").append(value).append("\r\n");
}

bool overrides(const HttpResponse &response, QByteArrayView name)
{
    return std::ranges::any_of(response.headers, [name](const HttpHeader &header) {
        return QByteArrayView(header.name).compare(name, Qt::CaseInsensitive) == 0;
    });
}

bool hasNoBody(int status)
{
    return status < 200 || status == 204 || status == 304;
}

void addFraming(QByteArray &out, const HttpResponse &response, const ResponseFraming &framing)
{
    switch (framing.body) {
    case ResponseFraming::Body::Sized:
        if (!hasNoBody(response.status))
            addHeader(out, "Content-Length", QByteArray::number(response.body.size()));
        break;
    case ResponseFraming::Body::Chunked:
        addHeader(out, "Transfer-Encoding", "chunked");
        break;
    case ResponseFraming::Body::UntilClose:
        break;
    }
    if (!framing.keepAlive)
        addHeader(out, "Connection", "close");
    else if (framing.minorVersion == 0)
        addHeader(out, "Connection", "keep-alive");
}

} // namespace

HttpResponse HttpResponse::json(const QJsonObject &object, int status)
{
    return {status, "application/json", QJsonDocument(object).toJson(QJsonDocument::Compact), {}};
}

HttpResponse HttpResponse::text(const QByteArray &body, const QByteArray &contentType)
{
    return {200, contentType, body, {}};
}

QByteArray reasonPhrase(int status)
{
    struct Phrase
    {
        int status;
        const char *words;
    };
    constexpr std::array Phrases = std::to_array<Phrase>({{100, "Continue"},
                                                          {101, "Switching Protocols"},
                                                          {200, "OK"},
                                                          {201, "Created"},
                                                          {202, "Accepted"},
                                                          {204, "No Content"},
                                                          {304, "Not Modified"},
                                                          {400, "Bad Request"},
                                                          {401, "Unauthorized"},
                                                          {403, "Forbidden"},
                                                          {404, "Not Found"},
                                                          {405, "Method Not Allowed"},
                                                          {406, "Not Acceptable"},
                                                          {408, "Request Timeout"},
                                                          {409, "Conflict"},
                                                          {410, "Gone"},
                                                          {411, "Length Required"},
                                                          {412, "Precondition Failed"},
                                                          {413, "Content Too Large"},
                                                          {414, "URI Too Long"},
                                                          {415, "Unsupported Media Type"},
                                                          {417, "Expectation Failed"},
                                                          {421, "Misdirected Request"},
                                                          {422, "Unprocessable Content"},
                                                          {426, "Upgrade Required"},
                                                          {429, "Too Many Requests"},
                                                          {431, "Request Header Fields Too Large"},
                                                          {500, "Internal Server Error"},
                                                          {501, "Not Implemented"},
                                                          {503, "Service Unavailable"},
                                                          {504, "Gateway Timeout"},
                                                          {505, "HTTP Version Not Supported"}});
    const auto *const found = std::ranges::find(Phrases, status, &Phrase::status);
    return found == Phrases.end() ? QByteArray("Unknown") : QByteArray(found->words);
}

QByteArray serialised(const HttpResponse &response, const ResponseFraming &framing)
{
    QByteArray out;
    out.reserve(512 + response.body.size());
    out.append("HTTP/1.1 ").append(QByteArray::number(response.status)).append(' ');
    out.append(reasonPhrase(response.status)).append("\r\n");
    if (!response.contentType.isEmpty())
        addHeader(out, "Content-Type", response.contentType);
    addFraming(out, response, framing);
    if (!framing.date.isEmpty())
        addHeader(out, "Date", framing.date);
    for (const DefaultHeader &header : DefaultHeaders) {
        if (!overrides(response, header.name))
            addHeader(out, header.name, header.value);
    }
    for (const HttpHeader &header : response.headers)
        addHeader(out, header.name, header.value);
    out.append("\r\n");
    if (framing.body == ResponseFraming::Body::Sized && !framing.headOnly && !hasNoBody(response.status))
        out.append(response.body);
    return out;
}

} // namespace vectray
