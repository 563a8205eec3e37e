#pragma once

#include <domain/Result.h>

#include <QString>

#include <functional>

class QThreadPool;

namespace vectray {

class AutoWatchManager;
class EmbedderSeat;
class EventSocket;
class EventStream;
class HttpServer;
class IndexStore;
class Metrics;
class ModelSwitch;
class Router;
class Searcher;
struct EmbeddingTrial;

/// What the routes are served with. Outlives them.
struct ApiParts
{
    AutoWatchManager &manager;
    IndexStore &store;
    const Searcher &searcher;
    QThreadPool &pool; ///< for what must block
    Metrics &metrics;
    const HttpServer &server; ///< these three: for how many clients there are
    const EventSocket &sockets;
    const EventStream &streams;
    const EmbedderSeat &embedders;
    const ModelSwitch &modelSwitch;
    /// Asks the service that is set, or another one with its own settings, to embed a word. Blocks for seconds.
    std::function<Result<EmbeddingTrial>(const QString &provider, const QString &model)> tryProvider;
    std::int64_t maxFileBytes = 0; ///< for status
};

/// autowatch/* and watch/*: the folders.
void addFolderRoutes(Router &router, const ApiParts &parts);

/// pause and resume.
void addPauseRoutes(Router &router, const ApiParts &parts);

/// projects, files, query, sync, preview, explain: the index.
void addIndexRoutes(Router &router, const ApiParts &parts);

/// embedding: the service that turns texts into vectors.
void addEmbeddingRoutes(Router &router, const ApiParts &parts);

/// health, status and metrics.
void addSystemRoutes(Router &router, const ApiParts &parts);

/// token/rotate, for the owner alone.
void addTokenRoute(Router &router, std::function<Done()> replaceToken);

/// openapi.json and docs: what the routes are. The same for everybody.
void addDocumentRoutes(Router &router);

} // namespace vectray
