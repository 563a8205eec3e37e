#include "FolderCommands.h"

#include "Console.h"
#include "SafeText.h"
#include "SyncProgress.h"
#include "Views.h"

#include <QJsonArray>

namespace vectray {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr std::chrono::milliseconds PreviewPatience = std::chrono::minutes(5);
constexpr std::chrono::milliseconds SyncPatience =
    std::chrono::hours(24); // a first index takes what it takes

QJsonObject toJson(const command::FolderName &folder)
{
    return {{u"path"_s, folder.path}, {u"dataset"_s, folder.dataset}};
}

QString nameOf(const command::FolderName &folder)
{
    return u"%1 (%2/%3)"_s.arg(safeLine(folder.path), safeLine(folder.project), safeLine(folder.dataset));
}

void addGlobs(QJsonObject &body, const QStringList &include, const QStringList &exclude)
{
    if (!include.isEmpty())
        body.insert(u"include"_s, QJsonArray::fromStringList(include));
    if (!exclude.isEmpty())
        body.insert(u"exclude"_s, QJsonArray::fromStringList(exclude));
}

Result<QJsonObject> syncOne(Session &session, const command::FolderName &folder, bool force)
{
    QJsonObject body = toJson(folder);
    body.insert(u"force"_s, force);
    if (Done connected = session.connect(); !connected)
        return connected.error();
    std::optional<SyncProgress> progress;
    if (session.console().style().live && !session.wantsJson())
        progress.emplace(session.client(), session.console(), folder);
    return session.ask({.method = "POST",
                        .path = projectPath(folder.project, "/ingest/local/sync"),
                        .body = body,
                        .patience = SyncPatience});
}

Result<Answer> syncAll(Session &session, const command::Sync &sync)
{
    const auto folders = session.folders(sync.folder.project, FolderKind::Configured);
    if (!folders)
        return folders.error();
    Answer all;
    QJsonArray results;
    for (const KnownFolder &folder : *folders) {
        const bool meant = sync.folder.dataset.isEmpty() || folder.name.dataset == sync.folder.dataset;
        if (!meant || !folder.configuration.value("enabled"_L1).toBool(true))
            continue;
        const auto answer = syncOne(session, folder.name, sync.force);
        if (answer) {
            results << *answer;
            all.text +=
                nameOf(folder.name) + u": "_s + statsLine(answer->value("stats"_L1).toObject()) + u'\n';
        } else {
            session.console().remark(u"vectray: %1: %2"_s.arg(folder.name.path, answer.error().message));
            all.exit = exitCodeOf(answer.error().kind);
        }
    }
    all.json = {{u"results"_s, results}, {u"total"_s, results.size()}};
    return all;
}

} // namespace

Result<Answer> answerTo(const command::Add &add, Session &session)
{
    const auto folder = withDefaults(add.folder);
    if (!folder)
        return folder.error();
    QJsonObject body = toJson(*folder);
    body.insert(u"autoStart"_s, true);
    if (add.debounce)
        body.insert(u"debounceMs"_s, qint64(add.debounce->count()));
    addGlobs(body, add.include, add.exclude);
    const auto answer =
        session.ask({.method = "POST", .path = projectPath(folder->project, "/autowatch/add"), .body = body});
    if (!answer)
        return answer.error();
    return Answer{*answer, u"Watching %1.\n"_s.arg(nameOf(*folder)), {}};
}

Result<Answer> answerTo(const command::Remove &remove, Session &session)
{
    // Exact: an index is thrown away, so a path inside the folder does not stand for the folder.
    const auto folder = session.find(remove.folder, FolderKind::Configured, Match::Exact);
    if (!folder)
        return folder.error();
    QJsonObject body = toJson(folder->name);
    body.insert(u"keepIndex"_s, remove.keepIndex);
    const auto answer = session.ask(
        {.method = "DELETE", .path = projectPath(folder->name.project, "/autowatch/remove"), .body = body});
    if (!answer)
        return answer.error();
    return Answer{*answer,
                  u"Removed %1%2.\n"_s.arg(nameOf(folder->name),
                                           remove.keepIndex ? u"; its index stays searchable"_s : QString()),
                  {}};
}

Result<Answer> answerTo(const command::List &list, Session &session)
{
    const auto folders = session.folders(list.project, FolderKind::Configured);
    if (!folders)
        return folders.error();
    QJsonArray configurations;
    int active = 0;
    for (const KnownFolder &folder : *folders) {
        QJsonObject configuration = folder.configuration;
        configuration.insert(u"project"_s, folder.name.project);
        active += configuration.value("isActive"_L1).toBool() ? 1 : 0;
        configurations << configuration;
    }
    return Answer{
        {{u"configurations"_s, configurations}, {u"total"_s, configurations.size()}, {u"active"_s, active}},
        foldersView(configurations),
        {}};
}

Result<Answer> answerTo(const command::Start &start, Session &session)
{
    const auto known = session.find(start.folder, FolderKind::Configured, Match::Exact);
    if (!known && known.error().kind != Error::Kind::NotFound)
        return known.error();
    const auto folder = known ? known->name : withDefaults(start.folder);
    if (!folder)
        return folder.error();
    const auto answer = session.ask(
        {.method = "POST", .path = projectPath(folder->project, "/watch/start"), .body = toJson(*folder)});
    if (!answer)
        return answer.error();
    return Answer{*answer, u"Watching %1 until the daemon ends.\n"_s.arg(nameOf(*folder)), {}};
}

Result<Answer> answerTo(const command::Stop &stop, Session &session)
{
    const auto folder = session.find(stop.folder, FolderKind::ConfiguredOrWatched, Match::Containing);
    if (!folder)
        return folder.error();
    const auto answer = session.ask({.method = "POST",
                                     .path = projectPath(folder->name.project, "/watch/stop"),
                                     .body = toJson(folder->name)});
    if (!answer)
        return answer.error();
    return Answer{*answer, u"Stopped watching %1.\n"_s.arg(nameOf(folder->name)), {}};
}

Result<Answer> answerTo(const command::Sync &sync, Session &session)
{
    if (sync.folder.path.isEmpty())
        return syncAll(session, sync);
    const auto folder = session.find(sync.folder, FolderKind::ConfiguredOrWatched, Match::Containing);
    if (!folder)
        return folder.error();
    const auto answer = syncOne(session, folder->name, sync.force);
    if (!answer)
        return answer.error();
    return Answer{*answer,
                  nameOf(folder->name) + u": "_s + statsLine(answer->value("stats"_L1).toObject()) + u'\n',
                  {}};
}

Result<Answer> answerTo(const command::Preview &preview, Session &session)
{
    const auto folder = withDefaults(preview.folder);
    if (!folder)
        return folder.error();
    QJsonObject body{{u"path"_s, folder->path}};
    addGlobs(body, preview.include, preview.exclude);
    const auto answer = session.ask({.method = "POST",
                                     .path = projectPath(folder->project, "/preview"),
                                     .body = body,
                                     .patience = PreviewPatience});
    if (!answer)
        return answer.error();
    return Answer{*answer, previewView(folder->path, *answer), {}};
}

} // namespace vectray
