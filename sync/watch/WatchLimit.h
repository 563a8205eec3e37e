#pragma once

#include <QString>

namespace vectray {

/// A limit of the kernel's that was reached, and how to raise it.
struct WatchLimit
{
    QString reason; ///< a sentence
    QString cure; ///< with the command to type

    static WatchLimit ofWatches(); ///< inotify_add_watch said ENOSPC
    static WatchLimit ofInstances(); ///< inotify_init1 said EMFILE
};

} // namespace vectray
