#pragma once

#include "HttpRequest.h"

#include <QJsonObject>

namespace vectray {

/// An answer. What every answer carries (length, date, security headers) is added when it is written;
/// a header given here takes the place of one of those.
struct HttpResponse
{
    int status = 200;
    QByteArray contentType = {}; ///< empty: none
    QByteArray body = {};
    std::vector<HttpHeader> headers = {};

    static HttpResponse json(const QJsonObject &object, int status = 200);
    static HttpResponse text(const QByteArray &body,
                             const QByteArray &contentType = "text/plain; charset=utf-8");
};

/// The status' words in RFC 9110, such as "Not Found".
QByteArray reasonPhrase(int status);

/// How an answer is put on the wire.
struct ResponseFraming
{
    enum class Body { Sized, Chunked, UntilClose };

    Body body = Body::Sized;
    bool headOnly = false; ///< the request was HEAD
    bool keepAlive = true;
    int minorVersion = 1; ///< the client's
    QByteArray date = {}; ///< for the Date header; empty: none
};

/// The bytes of the answer: all of it when it is Sized, else its head alone.
QByteArray serialised(const HttpResponse &response, const ResponseFraming &framing);

} // namespace vectray
