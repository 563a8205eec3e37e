#pragma once

#include <domain/Result.h>

#include <QByteArray>
#include <QHash>
#include <QList>

#include <chrono>
#include <stop_token>

namespace vectray {

struct CallHeader
{
    QByteArray name;
    QByteArray value;

    bool operator==(const CallHeader &) const = default;
};

/// One POST of a JSON body. Headers may carry secrets: never to be logged.
struct HttpCall
{
    QByteArray url; ///< absolute, checked by checkedEndpoint()
    QList<CallHeader> headers;
    QByteArray body;
    std::chrono::milliseconds timeout{60'000}; ///< of the call as a whole

    bool operator==(const HttpCall &) const = default;
};

struct HttpAnswer
{
    int status = 0; ///< 0: the call was sent, and not answered in time
    QHash<QByteArray, QByteArray> headers; ///< by lower-case name; of several with one name the last
    QByteArray body;

    bool operator==(const HttpAnswer &) const = default;
};

/// Carries calls to a server. Safe to use from many threads; blocks the calling one.
class HttpTransport
{
    Q_DISABLE_COPY_MOVE(HttpTransport)

public:
    HttpTransport() = default;
    virtual ~HttpTransport() = default;

    /// Any answer, whatever its status. Unavailable: the call did not get there, with the reason. Denied: the address is one
    /// that is never talked to. Cancelled: \a stop was requested.
    virtual Result<HttpAnswer> post(const HttpCall &call, std::stop_token stop) const = 0;
};

} // namespace vectray
