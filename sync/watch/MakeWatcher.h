#pragma once

#include "FolderWatcher.h"
#include "IgnoreRules.h"

#include <chrono>
#include <functional>
#include <memory>

namespace vectray {

struct WatcherOptions
{
    QString root{}; ///< absolute, without a symbolic link in its last component
    QString backend = QStringLiteral("auto"); ///< auto, inotify, qt or poll; anything else is auto
    std::chrono::milliseconds pollInterval{30'000}; ///< between two health checks, and two polls
    IgnoreRules::Options ignore{};
    /// The index holds files of this folder, so that an empty root is suspicious from the start.
    bool expectsFiles = false;
    /// Called in the watcher's thread whenever the kernel dropped changes and everything is looked at anew.
    std::function<void()> onLost{};
};

/// A watcher that is not started yet. Auto is inotify, unless the folder lies on a file system whose
/// changes the kernel does not tell, such as one on the network: then it is polled, and says so.
std::unique_ptr<FolderWatcher> makeWatcher(const WatcherOptions &options);

} // namespace vectray
