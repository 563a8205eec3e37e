#pragma once

#include <domain/Result.h>

#include <QString>

#include <chrono>

namespace vectray {

struct DaemonOptions;
struct Paths;

/// How the program runs: the settings that are not about single folders.
struct Settings
{
    quint16 port = 3030;
    QString database; ///< absolute path of the SQLite file
    QString watchConfigFile; ///< WATCH_CONFIG_PATH
    QString model; ///< path of the embedding model's file
    std::chrono::milliseconds pollInterval{30'000}; ///< POLL_INTERVAL: of the health check
    std::chrono::milliseconds reconcileInterval{600'000}; ///< how often a folder is compared as a whole
    bool autoRecover = true; ///< AUTO_RECOVER: a dead watcher is started again
    std::int64_t maxFileBytes = 2 << 20;

    bool operator==(const Settings &) const = default;
};

/// Command line before environment before file before default. The file is config.json in the configuration
/// folder, which need not be there. Invalid, with the reason, where a value makes no sense.
Result<Settings> effectiveSettings(const DaemonOptions &options, const Paths &paths);

} // namespace vectray
