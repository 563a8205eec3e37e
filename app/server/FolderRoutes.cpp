#include "ApiParts.h"
#include "FolderKey.h"
#include "Json.h"

#include <engine/AutoWatchManager.h>
#include <http/Reply.h>
#include <http/RequestFields.h>
#include <http/Router.h>

namespace vectray {

using namespace Qt::Literals::StringLiterals;

namespace {

ConfigPatch patchFrom(RequestFields &fields)
{
    ConfigPatch patch{.enabled = fields.boolean(u"enabled"),
                      .autoStart = fields.boolean(u"autoStart"),
                      .include = fields.strings(u"include"),
                      .exclude = fields.strings(u"exclude"),
                      .backend = fields.string(u"backend")};
    if (const auto debounce = fields.integer(u"debounceMs", {.least = 0, .most = 3'600'000}))
        patch.debounce = std::chrono::milliseconds(*debounce);
    if (const auto priority = fields.integer(u"priority", {.least = -100, .most = 100}))
        patch.priority = int(*priority);
    return patch;
}

QJsonObject outcome(const QString &what, const QString &value, const WatchConfig::Key &key)
{
    return {{what, value}, {u"path"_s, key.path}, {u"project"_s, key.project}, {u"dataset"_s, key.dataset}};
}

/// An error becomes the problem it is, a value what the function makes of it.
template<typename T, typename F>
auto orProblem(F toJson)
{
    return [toJson = std::move(toJson)](const Result<T> &result) -> Checked<HttpResponse> {
        if (!result)
            return Problem::of(result.error());
        return HttpResponse::json(toJson(*result));
    };
}

void addAutoWatchRoutes(Router &router, AutoWatchManager &manager)
{
    router.add("POST", "/projects/{project}/autowatch/add", [&manager](const HttpRequest &request, const Reply &reply) {
        RequestFields fields = RequestFields::fromBody(request);
        const WatchConfig::Key key = keyFrom(request, fields);
        const ConfigPatch patch = patchFrom(fields);
        if (const auto problem = fields.problem())
            return reply.send(*problem);
        reply.follow(manager.add(key, patch), orProblem<AutoWatchManager::Added>([](const auto &added) {
                         return QJsonObject{{u"message"_s, added.existed ? u"Auto-watch configuration updated"_s
                                                                         : u"Auto-watch configuration added"_s},
                                            {u"config"_s, toJson(added.config)},
                                            {u"started"_s, added.started}};
                     }));
    });
    router.add("DELETE", "/projects/{project}/autowatch/remove",
               [&manager](const HttpRequest &request, const Reply &reply) {
                   RequestFields fields = RequestFields::fromBodyOrQuery(request);
                   const WatchConfig::Key key = keyFrom(request, fields);
                   const bool keepIndex = fields.boolean(u"keepIndex").value_or(false);
                   if (const auto problem = fields.problem())
                       return reply.send(*problem);
                   reply.follow(manager.remove(key, keepIndex), orProblem<std::monostate>([key](std::monostate) {
                                    return outcome(u"message"_s, u"Auto-watch configuration removed"_s, key);
                                }));
               });
    router.add("PATCH", "/projects/{project}/autowatch", [&manager](const HttpRequest &request, const Reply &reply) {
        RequestFields fields = RequestFields::fromBody(request);
        const WatchConfig::Key key = keyFrom(request, fields);
        const ConfigPatch patch = patchFrom(fields);
        if (const auto problem = fields.problem())
            return reply.send(*problem);
        reply.follow(manager.update(key, patch),
                     orProblem<WatchConfig>([](const WatchConfig &config) { return toJson(config); }));
    });
    router.add("GET", "/projects/{project}/autowatch/list", [&manager](const HttpRequest &request, const Reply &reply) {
        const QString project = request.param("project");
        QJsonArray configurations;
        int active = 0;
        for (const WatchConfig &config : manager.configs()) {
            if (config.key.project != project)
                continue;
            const auto folder = manager.folder(config.key);
            QJsonObject json = toJson(config);
            json[u"lastStarted"_s] = toJson(config.lastStarted);
            json[u"isActive"_s] = folder && folder->isWatched();
            json[u"paused"_s] = manager.pause().covers(config.key);
            active += int(folder && folder->isWatched());
            configurations.append(json);
        }
        reply.send(HttpResponse::json({{u"project"_s, project},
                                       {u"configurations"_s, configurations},
                                       {u"total"_s, configurations.size()},
                                       {u"active"_s, active}}));
    });
}

void addWatchRoutes(Router &router, AutoWatchManager &manager)
{
    router.add("POST", "/projects/{project}/watch/start", [&manager](const HttpRequest &request, const Reply &reply) {
        RequestFields fields = RequestFields::fromBody(request);
        const WatchConfig::Key key = keyFrom(request, fields);
        if (const auto problem = fields.problem())
            return reply.send(*problem);
        reply.follow(manager.startWatch(key), orProblem<Folder>([](const Folder &folder) {
                         QJsonObject json = outcome(u"status"_s, u"watching"_s, folder.config.key);
                         json[u"message"_s] = u"Watching until it is stopped or Vectray ends"_s;
                         json[u"watcherId"_s] = watcherId(folder.config.key);
                         json[u"startedAt"_s] = toJson(folder.startedAt);
                         return json;
                     }));
    });
    router.add("POST", "/projects/{project}/watch/stop", [&manager](const HttpRequest &request, const Reply &reply) {
        RequestFields fields = RequestFields::fromBody(request);
        const WatchConfig::Key key = keyFrom(request, fields);
        if (const auto problem = fields.problem())
            return reply.send(*problem);
        reply.follow(manager.stopWatch(key), orProblem<std::monostate>([key](std::monostate) {
                         QJsonObject json = outcome(u"status"_s, u"stopped"_s, key);
                         json[u"message"_s] = u"Not watched any more; the index stays"_s;
                         return json;
                     }));
    });
    router.add("GET", "/projects/{project}/watch/list", [&manager](const HttpRequest &request, const Reply &reply) {
        const QString project = request.param("project");
        QJsonArray watchers;
        for (const Folder &folder : manager.folders()) {
            if (folder.config.key.project == project && folder.isWatched())
                watchers.append(watcherJson(folder));
        }
        reply.send(HttpResponse::json(
            {{u"project"_s, project}, {u"watchers"_s, watchers}, {u"count"_s, watchers.size()}}));
    });
}

} // namespace

void addFolderRoutes(Router &router, const ApiParts &parts)
{
    addAutoWatchRoutes(router, parts.manager);
    addWatchRoutes(router, parts.manager);
}

} // namespace vectray
