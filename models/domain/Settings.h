#pragma once

#include <QString>

#include <chrono>
#include <cstdint>

namespace vectray {

/// How the program runs: the settings that are not about single folders. What each is called in the
/// environment and in the settings file, and what it may be, is in <base/SettingsTable.h>.
struct Settings
{
    quint16 port = 3030;
    QString
        store; ///< "sqlite:" and an absolute path, or "postgresql://…"; empty: the index in the data folder
    QString instance; ///< whose folders are whose in a shared store; empty: user@machine
    QString watchConfigFile; ///< absolute; empty: beside the index
    QString model; ///< absolute path of the built-in embedder's model file; empty: the one that was shipped
    std::chrono::milliseconds pollInterval{30'000}; ///< of the health check
    std::chrono::milliseconds reconcileInterval{600'000}; ///< how often a folder is compared as a whole
    bool autoRecover = true; ///< a dead watcher is started again
    std::int64_t maxFileBytes = 2 << 20; ///< larger files are skipped

    bool operator==(const Settings &) const = default;
};

} // namespace vectray
