#include "ApiParts.h"
#include "Json.h"
#include "Metrics.h"
#include "StatusReport.h"

#include <base/Answer.h>
#include <embed/EmbedderSeat.h>
#include <engine/AutoWatchManager.h>
#include <engine/FreshnessWait.h>
#include <engine/Preview.h>
#include <engine/Searcher.h>
#include <http/JsonBody.h>
#include <http/Reply.h>
#include <http/RequestFields.h>
#include <http/Router.h>
#include <store/IndexStore.h>

#include <QElapsedTimer>
#include <QThreadPool>
#include <QUuid>

namespace vectray {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qint64 MaxTopK = 200;
constexpr qint64 MaxWait = 60'000;

using Answered = Checked<HttpResponse>;

Answered refuse(const Error &error)
{
    return Problem::of(error);
}

/// Runs work() -> Answered on the pool.
template<typename Work>
void answerFromPool(QThreadPool &pool, const Reply &reply, Work work)
{
    const Answer<Answered> answer;
    pool.start([answer, work = std::move(work)] { answer.give(work()); });
    reply.follow(answer.future(), [](const Answered &response) { return response; });
}

/// "dataset": a name, a list of names, or "*" for all.
QStringList datasetsFrom(const HttpRequest &request, RequestFields &fields)
{
    const auto body = parseJsonObject(request.body);
    const auto *json = std::get_if<QJsonObject>(&body);
    if (json != nullptr && (*json)[u"dataset"_s].isArray())
        return fields.strings(u"dataset").value_or(QStringList());
    const QString name = fields.string(u"dataset").value_or(QString());
    return name.isEmpty() || name == u"*" ? QStringList() : QStringList(name);
}

struct QueryRequest
{
    SearchQuery query;
    std::chrono::milliseconds wait{0};
};

QueryRequest queryFrom(const HttpRequest &request, RequestFields &fields)
{
    QueryRequest asked;
    asked.query.text = fields.required(u"query");
    asked.query.project = request.param("project");
    if (asked.query.project == u"all")
        asked.query.project.clear();
    asked.query.datasets = datasetsFrom(request, fields);
    asked.query.topK = int(fields.integer(u"topK", {.least = 1, .most = MaxTopK}).value_or(10));
    asked.query.threshold = fields.number(u"threshold");
    if (const auto language = fields.string(u"lang"); language && !language->isEmpty())
        asked.query.languages = {*language};
    asked.query.pathPrefix = fields.string(u"pathPrefix").value_or(QString());
    asked.query.glob = fields.string(u"glob").value_or(QString());
    asked.wait = std::chrono::milliseconds(fields.integer(u"waitFresh", {.least = 0, .most = MaxWait}).value_or(0));
    return asked;
}

QJsonObject freshnessJson(const Freshness &freshness)
{
    return {{u"fresh"_s, freshness.fresh},
            {u"pending"_s, qint64(freshness.pending)},
            {u"asOf"_s, toJson(freshness.asOf)}};
}

HttpResponse queryResponse(const QueryRequest &asked, const SearchAnswer &answer, const Freshness &freshness)
{
    QJsonArray results;
    for (const SearchHit &hit : answer.hits)
        results.append(toJson(hit));
    const bool full = answer.wordsOnly.isEmpty();
    return HttpResponse::json(
        {{u"request_id"_s, QUuid::createUuid().toString(QUuid::WithoutBraces)},
         {u"results"_s, results},
         {u"metadata"_s, QJsonObject{{u"count"_s, results.size()},
                                     {u"topK"_s, asked.query.topK},
                                     {u"mode"_s, full ? u"hybrid"_s : u"words"_s},
                                     {u"reason"_s, full ? QJsonValue() : QJsonValue(answer.wordsOnly)},
                                     {u"project"_s, asked.query.project.isEmpty() ? u"all"_s : asked.query.project}}},
         {u"freshness"_s, freshnessJson(freshness)}});
}

void addQueryRoute(Router &router, const ApiParts &parts)
{
    router.add("POST", "/projects/{project}/query", [parts](const HttpRequest &request, const Reply &reply) {
        RequestFields fields = RequestFields::fromBody(request);
        const QueryRequest asked = queryFrom(request, fields);
        if (const auto problem = fields.problem())
            return reply.send(*problem);

        const Answer<Answered> answer;
        QElapsedTimer timer;
        timer.start();
        whenDone(waitFresh(parts.manager, asked.query.project, asked.query.datasets, asked.wait), &parts.manager,
                 [parts, answer, asked, timer](const Freshness &freshness) {
                     QElapsedTimer searching;
                     searching.start();
                     whenDone(parts.searcher.answer(asked.query), &parts.manager,
                              [parts, answer, asked, freshness, timer, searching](const Result<SearchAnswer> &found) {
                                  parts.metrics.searched(std::chrono::nanoseconds(searching.nsecsElapsed()));
                                  if (!found)
                                      return answer.give(refuse(found.error()));
                                  HttpResponse response = queryResponse(asked, *found, freshness);
                                  // Added to the text: building the document a second time would cost more.
                                  response.body.chop(1);
                                  response.body += ",\"latency_ms\":"
                                      + QByteArray::number(double(timer.nsecsElapsed()) / 1e6, 'f', 3) + '}';
                                  answer.give(response);
                              });
                 });
        reply.follow(answer.future(), [](const Answered &response) { return response; });
    });
}

/// Where the page before ended.
QString cursorFrom(RequestFields &fields)
{
    const QByteArray cursor = fields.string(u"cursor").value_or(QString()).toLatin1();
    const auto decoded = QByteArray::fromBase64Encoding(
        cursor, QByteArray::Base64UrlEncoding | QByteArray::AbortOnBase64DecodingErrors);
    if (!decoded)
        fields.reject(u"cursor", u"cursor must be the nextCursor of an earlier page"_s);
    return decoded ? QString::fromUtf8(decoded.decoded) : QString();
}

void addListRoutes(Router &router, const ApiParts &parts)
{
    router.add("GET", "/projects", [parts](const HttpRequest &, const Reply &reply) {
        reply.follow(parts.store.summaries(), [](const Result<QList<ProjectSummary>> &projects) -> Answered {
            if (!projects)
                return refuse(projects.error());
            QJsonArray list;
            for (const ProjectSummary &project : *projects)
                list.append(toJson(project));
            return HttpResponse::json({{u"projects"_s, list}, {u"total"_s, list.size()}});
        });
    });
    router.add("GET", "/projects/{project}/files", [parts](const HttpRequest &request, const Reply &reply) {
        RequestFields fields = RequestFields::fromQuery(request);
        FilesQuery query{.project = request.param("project"),
                         .dataset = fields.string(u"dataset").value_or(QString()),
                         .prefix = fields.string(u"prefix").value_or(QString())};
        query.limit = int(fields.integer(u"limit", {.least = 1, .most = 1000}).value_or(100));
        query.after = cursorFrom(fields);
        if (const auto problem = fields.problem())
            return reply.send(*problem);
        reply.follow(parts.store.files(query), [](const Result<FilePage> &page) -> Answered {
            if (!page)
                return refuse(page.error());
            QJsonArray files;
            for (const IndexedFile &file : page->files)
                files.append(QJsonObject{{u"path"_s, file.filePath},
                                         {u"relativePath"_s, file.record.path},
                                         {u"dataset"_s, file.dataset},
                                         {u"sha256"_s, file.record.hash.toHex()},
                                         {u"size"_s, qint64(file.record.stat.size)},
                                         {u"chunks"_s, file.record.chunkCount},
                                         {u"language"_s, file.record.language},
                                         {u"lastIndexedAt"_s, toJson(file.lastIndexedAt)}});
            const QByteArray next =
                page->next.toUtf8().toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
            return HttpResponse::json({{u"files"_s, files},
                                       {u"nextCursor"_s, next.isEmpty() ? QJsonValue() : QString::fromLatin1(next)}});
        });
    });
    router.add("GET", "/projects/{project}/status", [parts](const HttpRequest &request, const Reply &reply) {
        answerFromPool(parts.pool, reply,
                       [&store = parts.store, folders = parts.manager.folders(), project = request.param("project")] {
                           const auto report = projectStatus(store, folders, project);
                           return report ? Answered(HttpResponse::json(*report)) : refuse(report.error());
                       });
    });
}

void addWorkRoutes(Router &router, const ApiParts &parts)
{
    router.add("POST", "/projects/{project}/ingest/local/sync", [parts](const HttpRequest &request, const Reply &reply) {
        RequestFields fields = RequestFields::fromBody(request);
        WatchConfig::Key key{.path = fields.required(u"path"), .project = request.param("project")};
        key.dataset = fields.string(u"dataset").value_or(QString());
        if (key.dataset.isEmpty())
            key.dataset = key.path.section(u'/', -1, -1, QString::SectionSkipEmpty);
        const bool force = fields.boolean(u"force").value_or(false);
        if (const auto problem = fields.problem())
            return reply.send(*problem);
        reply.follow(parts.manager.syncNow(key, force), [key](const Result<SyncStats> &stats) -> Answered {
            if (!stats)
                return refuse(stats.error());
            return HttpResponse::json({{u"status"_s, u"completed"_s},
                                       {u"message"_s, u"The folder and its index agree"_s},
                                       {u"project"_s, key.project},
                                       {u"dataset"_s, key.dataset},
                                       {u"path"_s, key.path},
                                       {u"stats"_s, toJson(*stats)},
                                       {u"changes"_s, QJsonObject{{u"created"_s, qint64(stats->filesCreated)},
                                                                  {u"modified"_s, qint64(stats->filesModified)},
                                                                  {u"deleted"_s, qint64(stats->filesDeleted)},
                                                                  {u"renamed"_s, qint64(stats->filesRenamed)}}}});
        });
    });
    router.add("POST", "/projects/{project}/preview", [parts](const HttpRequest &request, const Reply &reply) {
        RequestFields fields = RequestFields::fromBody(request);
        const FolderChoice choice{.path = fields.required(u"path"),
                                  .include = fields.strings(u"include").value_or(QStringList()),
                                  .exclude = fields.strings(u"exclude").value_or(QStringList())};
        if (const auto problem = fields.problem())
            return reply.send(*problem);
        answerFromPool(
            parts.pool, reply,
            [choice, rules = parts.manager.rules(), embedder = parts.embedders.current()]() -> Answered {
                const auto report = previewReport(rules, choice, *embedder);
                return report ? Answered(HttpResponse::json(*report)) : refuse(report.error());
            });
    });
    router.add("GET", "/explain", [parts](const HttpRequest &request, const Reply &reply) {
        const QString path = request.queryValue(u"path").value_or(QString());
        answerFromPool(parts.pool, reply, [&store = parts.store, folders = parts.manager.folders(), path] {
            const auto report = explainPath(store, folders, path);
            return report ? Answered(HttpResponse::json(*report)) : refuse(report.error());
        });
    });
}

} // namespace

void addIndexRoutes(Router &router, const ApiParts &parts)
{
    addQueryRoute(router, parts);
    addListRoutes(router, parts);
    addWorkRoutes(router, parts);
}

} // namespace vectray
