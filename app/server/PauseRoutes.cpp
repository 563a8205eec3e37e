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

constexpr qint64 YearMs = 365LL * 24 * 3'600'000;

PauseSwitch::Until untilFrom(RequestFields &fields)
{
    const auto time = fields.integer(u"forMs", {.least = 1, .most = YearMs});
    return time ? std::optional(QDateTime::currentDateTimeUtc().addMSecs(*time)) : std::nullopt;
}

/// False, with the refusal sent, while the pause cannot be lifted.
bool canResume(const AutoWatchManager &manager, const Reply &reply)
{
    if (manager.pauseState().isHeld)
        reply.send(PauseSwitch::heldError());
    return !manager.pauseState().isHeld;
}

HttpResponse answerAboutAll(AutoWatchManager &manager)
{
    const bool paused = manager.pauseState().all;
    return HttpResponse::json({{u"message"_s, paused ? u"Indexing is paused"_s : u"Indexing goes on"_s},
                               {u"paused"_s, toJson(manager.pauseState())}});
}

HttpResponse answerAboutOne(AutoWatchManager &manager, const WatchConfig::Key &key)
{
    const bool paused = manager.pause().covers(key);
    const bool withAll = paused && manager.pauseState().all;
    return HttpResponse::json({{u"status"_s, paused ? u"paused"_s : u"active"_s},
                               {u"message"_s,
                                withAll      ? u"Paused, as everything is"_s
                                    : paused ? u"Paused; changes are remembered"_s
                                             : u"Indexing goes on"_s},
                               {u"path"_s, key.path},
                               {u"project"_s, key.project},
                               {u"dataset"_s, key.dataset},
                               {u"until"_s, toJson(manager.pause().endOf(key))}});
}

/// Pauses or resumes the folder that the request names, if there is one.
void changeOne(AutoWatchManager &manager, const HttpRequest &request, const Reply &reply,
               void (*change)(PauseSwitch &, const WatchConfig::Key &, const PauseSwitch::Until &))
{
    RequestFields fields = RequestFields::fromBody(request);
    const WatchConfig::Key asked = keyFrom(request, fields);
    const PauseSwitch::Until until = untilFrom(fields);
    if (const auto problem = fields.problem())
        return reply.send(*problem);
    const WatchConfig::Key key = manager.canonical(asked);
    if (!manager.folder(key))
        return reply.send(Error{
            Error::Kind::NotFound,
            u"%1 is not watched for project “%2”, dataset “%3”"_s.arg(key.path, key.project, key.dataset)});
    change(manager.pause(), key, until);
    reply.send(answerAboutOne(manager, key));
}

} // namespace

void addPauseRoutes(Router &router, const ApiParts &parts)
{
    AutoWatchManager &manager = parts.manager;
    router.add("POST", "/pause", [&manager](const HttpRequest &request, const Reply &reply) {
        RequestFields fields = RequestFields::fromBodyOrQuery(request);
        const PauseSwitch::Until until = untilFrom(fields);
        if (const auto problem = fields.problem())
            return reply.send(*problem);
        manager.pause().pauseAll(until);
        reply.send(answerAboutAll(manager));
    });
    router.add("POST", "/resume", [&manager](const HttpRequest &, const Reply &reply) {
        if (!canResume(manager, reply))
            return;
        manager.pause().resumeAll();
        reply.send(answerAboutAll(manager));
    });
    router.add("POST", "/projects/{project}/watch/pause", [&manager](const HttpRequest &request, const Reply &reply) {
        changeOne(manager, request, reply, [](PauseSwitch &pause, const auto &key, const auto &until) {
            pause.pause(key, until);
        });
    });
    router.add("POST", "/projects/{project}/watch/resume",
               [&manager](const HttpRequest &request, const Reply &reply) {
                   if (!canResume(manager, reply))
                       return;
                   changeOne(manager, request, reply,
                             [](PauseSwitch &pause, const auto &key, const auto &) { pause.resume(key); });
               });
}

} // namespace vectray
