#pragma once

#include <domain/Result.h>

#include <QJsonObject>

#include <chrono>
#include <functional>
#include <optional>

namespace vectray {

class Client;

struct EventWish
{
    std::optional<qint64> since{}; ///< first everything after this event
    bool follow = false; ///< then what happens, for ever; else what is there, and end
    std::chrono::milliseconds patience{30'000}; ///< for the greeting; without follow for the whole
};

/// Is given one envelope after the other; an error ends the reading.
using EventReader = std::function<Done(const QJsonObject &envelope)>;

/// Reads the daemon's events from its WebSocket, in an event loop of its own. Without follow it succeeds when
/// all that was kept has been read; with follow it ends only by an error: Unavailable when the daemon goes.
Done readEvents(const Client &client, const EventWish &wish, const EventReader &reader);

} // namespace vectray
