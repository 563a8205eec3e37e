#pragma once

#include "Endpoint.h"

#include <chrono>

namespace vectray {

/// How to come to a daemon that answers.
struct DaemonWish
{
    std::optional<quint16> port = {};
    QString endpointFile = {};
    bool mayStart = true; ///< start one if none answers
    std::chrono::milliseconds patience = std::chrono::seconds(30);
};

/// A daemon that answers; started in the background, headless, if there was none. Waits in an event loop of
/// its own. Unavailable: none answers and none may, or could, be started; Denied: the port is another user's.
Result<Endpoint> reachDaemon(const DaemonWish &wish);

} // namespace vectray
