#pragma once

#include "FileChange.h"
#include "SyncStats.h"
#include "WatchConfig.h"
#include "WatcherHealth.h"

#include <variant>

namespace vectray {

struct WatchStarted { WatchConfig config; };
struct WatchStopped { WatchConfig config; };
struct WatchFailed { WatchConfig config; QString error; };

/// A file was indexed, moved or taken out of the index.
struct FileChanged { WatchConfig::Key folder; FileChange change; };

/// A file could not be indexed. It keeps what the index had of it and is tried again.
struct FileFailed { WatchConfig::Key folder; QString path; QString error; };

struct SyncProgressed
{
    enum class Phase { Scanning, Indexing };
    WatchConfig::Key folder;
    Phase phase = Phase::Scanning;
    std::int64_t current = 0; ///< files
    std::int64_t total = 0; ///< files; 0 while it is not known
    SyncStats stats{}; ///< so far: what is counted while indexing
};

struct SyncFinished
{
    WatchConfig::Key folder;
    SyncStats stats;
    bool first = false; ///< the folder's first complete index
};

struct HealthChanged { WatchConfig::Key folder; WatcherHealth health; };

/// More than half of a large folder is gone at once, as when a disk is on its way out. The index keeps what
/// it has of it until a second look some seconds later; the same event then tells the outcome.
struct DeletionHeld
{
    enum class Outcome {
        Waiting, ///< for the second look
        Confirmed, ///< the files are gone and are being taken out of the index
        Kept, ///< nothing was taken out: they are back, the whole folder is away, or the sync was broken off
    };
    WatchConfig::Key folder;
    Outcome outcome = Outcome::Waiting;
    std::int64_t files = 0; ///< that are missing
    std::int64_t indexed = 0; ///< that the index has of the folder
};

/// Everything an observer (tray, WebSocket, metrics, test) may learn from the engine.
using SyncEvent = std::variant<WatchStarted, WatchStopped, WatchFailed, FileChanged, FileFailed,
                               SyncProgressed, SyncFinished, HealthChanged, DeletionHeld>;

} // namespace vectray
