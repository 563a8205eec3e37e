#pragma once

#include "Disk.h"

#include <QByteArrayList>

#include <functional>
#include <vector>

namespace vectray {

/// Something that happens to a watched folder, and which paths it really changes.
struct WatchCase
{
    using Step = std::function<bool(const Disk &)>;

    const char *name = "";
    Step prepare; ///< before the watcher starts; empty: a file "f" and a directory "d" with a file "d/g"
    Step act;
    QByteArrayList changed;
    Step then{}; ///< after act was noticed
    QByteArrayList thenChanged{};
    bool everything = false; ///< telling the whole folder is right here
    bool onlyClosed = false; ///< no event but that the file is closed, which Qt does not listen to: it must poll
};

/// Ways in which editors save.
std::vector<WatchCase> saveCases();

/// All else that happens to files and directories.
std::vector<WatchCase> treeCases();

} // namespace vectray
