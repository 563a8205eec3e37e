#include "ApiParts.h"
#include "EmbeddingReport.h"
#include "Json.h"
#include "Metrics.h"

#include <embed/EmbedderSeat.h>
#include <engine/AutoWatchManager.h>
#include <http/EventSocket.h>
#include <http/EventStream.h>
#include <http/HttpServer.h>
#include <http/Reply.h>
#include <http/Router.h>
#include <store/IndexStore.h>

namespace vectray {

using namespace Qt::Literals::StringLiterals;

namespace {

QJsonObject folderJson(const Folder &folder)
{
    QJsonObject json = watcherJson(folder);
    json[u"enabled"_s] = folder.config.enabled;
    json[u"files"_s] = qint64(folder.files);
    json[u"chunks"_s] = qint64(folder.chunks);
    json[u"failed"_s] = qint64(folder.problems);
    return json;
}

void addMetricsRoute(Router &router, const ApiParts &parts)
{
    router.add("GET", "/metrics", [parts](const HttpRequest &, const Reply &reply) {
        reply.follow(parts.store.info(), [parts](const Result<StoreInfo> &info) {
            const QList<Folder> folders = parts.manager.folders();
            const Metrics::Now now{.folders = folders,
                                   .store = info ? &*info : nullptr,
                                   .connections = parts.server.connectionCount(),
                                   .webSocketClients = parts.sockets.clientCount(),
                                   .eventStreams = parts.streams.clientCount()};
            return HttpResponse::text(parts.metrics.text(now), "text/plain; version=0.0.4; charset=utf-8");
        });
    });
}

} // namespace

void addSystemRoutes(Router &router, const ApiParts &parts)
{
    router.add({.method = "GET",
                .path = "/health",
                .handler = [](const HttpRequest &,
                              const Reply &reply) { reply.send(HttpResponse::json({{u"status"_s, u"ok"_s}})); },
                .access = Route::Access::Anyone});
    router.add("GET", "/status", [parts](const HttpRequest &, const Reply &reply) {
        QJsonArray folders;
        for (const Folder &folder : parts.manager.folders())
            folders.append(folderJson(folder));
        const QJsonObject paused = toJson(parts.manager.pauseState());
        reply.follow(parts.store.info(), [folders, paused, parts, maxFileBytes = parts.maxFileBytes](const Result<StoreInfo> &info) {
            const StoreHealth health = parts.store.health(); // now, as asking may be how it is noticed
            const QJsonObject store = info && health.isReachable()
                ? QJsonObject{{u"kind"_s, info->kind},
                              {u"location"_s, info->location},
                              {u"schema"_s, info->schemaVersion},
                              {u"bytes"_s, qint64(info->sizeBytes)},
                              {u"reachable"_s, true}}
                : QJsonObject{{u"reachable"_s, false},
                              {u"unreachableSince"_s, toJson(health.unreachableSince)},
                              {u"error"_s, info ? health.reason : info.error().message}};
            return HttpResponse::json({{u"version"_s, QStringLiteral(VECTRAY_VERSION)},
                                       {u"store"_s, store},
                                       {u"provider"_s, embedderName(*parts.embedders.current())},
                                       {u"embedding"_s, embeddingJson(*parts.embedders.current(), parts.modelSwitch)},
                                       {u"limits"_s, QJsonObject{{u"maxFileBytes"_s, qint64(maxFileBytes)}}},
                                       {u"paused"_s, paused},
                                       {u"folders"_s, folders}});
        });
    });
    addMetricsRoute(router, parts);
}

void addTokenRoute(Router &router, std::function<Done()> replaceToken)
{
    router.add({.method = "POST",
                .path = "/token/rotate",
                .handler =
                    [replaceToken = std::move(replaceToken)](const HttpRequest &, const Reply &reply) {
                        if (Done replaced = replaceToken(); !replaced)
                            return reply.send(replaced.error());
                        reply.send(HttpResponse::json(
                            {{u"message"_s, u"There is a new token; the old one is worth nothing"_s}}));
                    },
                .access = Route::Access::Owner});
}

} // namespace vectray
