#pragma once

#include <QString>

namespace vectray {

/// How far a folder's notifications can be trusted. Shown to people as it is.
struct WatcherHealth
{
    enum class State {
        Active, ///< changes are told as they happen
        Degraded, ///< changes are found, but later: some or all of the folder is polled
        Unavailable, ///< the root is missing, unmounted or suddenly empty; nothing is deleted from the index
        Error, ///< the folder cannot be watched at all
    };

    State state = State::Active;
    QString reason; ///< a sentence; empty when Active
    QString cure; ///< what a person can do about it; may be empty

    bool operator==(const WatcherHealth &) const = default;
};

} // namespace vectray
