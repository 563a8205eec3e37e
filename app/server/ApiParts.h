#pragma once

#include <QString>

class QThreadPool;

namespace vectray {

class AutoWatchManager;
class IndexStore;
class Router;
class Searcher;

/// What the routes are served with. Outlives them.
struct ApiParts
{
    AutoWatchManager &manager;
    IndexStore &store;
    const Searcher &searcher;
    QThreadPool &pool; ///< for what must block
    QString embedder; ///< "builtin vectray-…", for status
    std::int64_t maxFileBytes = 0; ///< for status
};

/// autowatch/* and watch/*: the folders.
void addFolderRoutes(Router &router, const ApiParts &parts);

/// pause and resume.
void addPauseRoutes(Router &router, const ApiParts &parts);

/// projects, files, query, sync, preview, explain: the index.
void addIndexRoutes(Router &router, const ApiParts &parts);

/// health and status.
void addSystemRoutes(Router &router, const ApiParts &parts);

} // namespace vectray
