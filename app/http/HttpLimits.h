#pragma once

#include <QtGlobal>

#include <chrono>

namespace vectray {

/// What one client may take of the server before it is refused.
struct HttpLimits
{
    qsizetype requestLineBytes = 8 * 1024; ///< else 414
    qsizetype headBytes = 32 * 1024; ///< request line and all headers; else 431
    int headerCount = 100; ///< else 431
    qsizetype bodyBytes = 1024 * 1024; ///< else 413
    qint64 backlogBytes = 1024 * 1024; ///< written but not taken: no further request is read, a stream is cut

    std::chrono::milliseconds headTime{10'000}; ///< from a request's first byte to its last header; else 408
    std::chrono::milliseconds bodyTime{30'000}; ///< from the head to the body's end; else 408
    std::chrono::milliseconds idleTime{60'000}; ///< between requests, and for a client that takes no bytes
    std::chrono::milliseconds lingerTime{1'000}; ///< how long a refused client may still read why

    int connections = 1024; ///< WebSockets included; else 503
    int foreignConnections = 64; ///< of them by other users of this machine; else 503

    double requestsPerSecond = 50'000; ///< all clients together; else 429; 0 means any number
    double requestBurst = 100'000;
};

} // namespace vectray
