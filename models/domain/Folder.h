#pragma once

#include "SyncEvent.h"

#include <QDateTime>

namespace vectray {

/// A configured folder as it is right now: what list views and status routes show.
struct Folder
{
    enum class State { Stopped, Idle, Scanning, Syncing, Paused, Degraded, Unavailable, Error };

    WatchConfig config;
    State state = State::Stopped;
    WatcherHealth health;
    QDateTime startedAt; ///< UTC; invalid: not watched
    QDateTime lastSyncAt; ///< UTC; invalid: never
    std::int64_t syncCount = 0;
    std::int64_t pending = 0; ///< paths touched and not yet indexed
    std::int64_t progress = 0; ///< files done of the running sync
    std::int64_t progressTotal = 0; ///< 0: not known
    std::int64_t files = 0;
    std::int64_t chunks = 0;
    std::int64_t problems = 0; ///< files that failed
    QString lastError;

    bool isWatched() const { return startedAt.isValid(); }
    bool operator==(const Folder &) const = default;
};

} // namespace vectray
