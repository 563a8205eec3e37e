#include "ApiParts.h"
#include "Json.h"

#include <engine/AutoWatchManager.h>
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
        const PauseState pause = parts.manager.pauseState();
        const QJsonObject paused{{u"all"_s, pause.all}, {u"until"_s, toJson(pause.until)}};
        const StoreHealth health = parts.store.health();
        reply.follow(parts.store.info(), [folders, paused, health, embedder = parts.embedder, maxFileBytes = parts.maxFileBytes](const Result<StoreInfo> &info) {
            const QJsonObject store = info
                ? QJsonObject{{u"kind"_s, info->kind},
                              {u"location"_s, info->location},
                              {u"schema"_s, info->schemaVersion},
                              {u"bytes"_s, qint64(info->sizeBytes)},
                              {u"reachable"_s, true}}
                : QJsonObject{{u"reachable"_s, false},
                              {u"unreachableSince"_s, toJson(health.unreachableSince)},
                              {u"error"_s, info.error().message}};
            return HttpResponse::json({{u"version"_s, QStringLiteral(VECTRAY_VERSION)},
                                       {u"store"_s, store},
                                       {u"provider"_s, embedder},
                                       {u"limits"_s, QJsonObject{{u"maxFileBytes"_s, qint64(maxFileBytes)}}},
                                       {u"paused"_s, paused},
                                       {u"folders"_s, folders}});
        });
    });
}

} // namespace vectray
