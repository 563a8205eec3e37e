#include "QuestionCommands.h"

#include "AgentFindings.h"
#include "Completions.h"
#include "Console.h"
#include "Doctor.h"
#include "EventReader.h"
#include "SafeText.h"
#include "StatusFindings.h"
#include "Views.h"

#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>

namespace vectray {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr std::chrono::milliseconds UsualPatience{30'000};

QString freshnessRemark(const QJsonObject &freshness)
{
    if (freshness.value("fresh"_L1).toBool(true))
        return {};
    return u"%1 changed files are not in the index yet."_s.arg(freshness.value("pending"_L1).toInteger());
}

} // namespace

Result<Answer> answerTo(const command::Status &status, Session &session)
{
    const auto daemon = session.ask({.path = "/status"});
    if (!daemon)
        return daemon.error();
    QStringList names{status.project};
    if (status.project.isEmpty()) {
        const auto list = session.ask({.path = "/projects"});
        if (!list)
            return list.error();
        names.clear();
        const QJsonArray entries = list->value("projects"_L1).toArray();
        for (const auto &entry : entries)
            names << entry.toObject().value("name"_L1).toString();
    }
    QJsonArray projects;
    for (const QString &name : names) {
        const auto project = session.ask({.path = projectPath(name, "/status")});
        if (!project)
            return project.error();
        projects << *project;
    }
    return Answer{{{u"daemon"_s, *daemon}, {u"projects"_s, projects}},
                  statusView(*daemon, projects, session.console().style()),
                  {}};
}

Result<Answer> answerTo(const command::Search &search, Session &session)
{
    QJsonObject body{{u"query"_s, search.query}, {u"topK"_s, search.limit}};
    const auto add = [&body](const QString &name, const QString &value) {
        if (!value.isEmpty())
            body.insert(name, value);
    };
    add(u"dataset"_s, search.dataset);
    add(u"lang"_s, search.language);
    add(u"glob"_s, search.glob);
    add(u"pathPrefix"_s, search.pathPrefix);
    const QString project = search.project.isEmpty() ? u"all"_s : search.project;
    const auto answer = session.ask({.method = "POST", .path = projectPath(project, "/query"), .body = body});
    if (!answer)
        return answer.error();
    Answer told{*answer, searchView(*answer, session.console().style(), QDir::currentPath()),
                freshnessRemark(answer->value("freshness"_L1).toObject())};
    if (told.text.isEmpty() && !session.wantsJson())
        told.remark = QString(u"Nothing found. "_s + told.remark).trimmed();
    return told;
}

Result<Answer> answerTo(const command::Explain &explain, Session &session)
{
    const auto answer = session.ask({.path = "/explain?path=" + QUrl::toPercentEncoding(explain.path)});
    if (!answer)
        return answer.error();
    return Answer{*answer, explainView(explain.path, *answer, session.console().style()), {}};
}

Result<Answer> answerTo(const command::Events &events, Session &session)
{
    // The REST routes say better than a failed handshake why the daemon does not talk to us.
    if (const auto status = session.ask({.path = "/status"}); !status)
        return status.error();
    EventWish wish{events.since, events.follow, session.patience(UsualPatience)};
    if (!events.follow && !events.since)
        wish.since = 0;
    QJsonArray document;
    const auto read = readEvents(session.client(), wish, [&](const QJsonObject &envelope) -> Done {
        const QString project = envelope.value("project"_L1).toString();
        if (!events.project.isEmpty() && !project.isEmpty() && project != events.project)
            return {};
        if (session.wantsJson() && events.follow)
            return session.console().print(QJsonDocument(envelope).toJson(QJsonDocument::Compact) + '\n');
        if (session.wantsJson())
            document << envelope;
        else if (envelope.value("type"_L1) != "connected"_L1)
            return session.console().print(eventLine(envelope, session.console().style()) + u'\n');
        return {};
    });
    if (!read)
        return read.error();
    return Answer{{{u"events"_s, document}, {u"total"_s, document.size()}}, {}, {}};
}

Result<Answer> answerTo(const command::ShowPaths &, Session &session)
{
    const std::initializer_list<std::pair<QString, QString>> places{
        {u"config"_s, session.paths().config},
        {u"data"_s, session.paths().data},
        {u"database"_s, session.paths().database()},
        {u"state"_s, session.paths().state},
        {u"cache"_s, session.paths().cache},
        {u"runtime"_s, session.paths().runtime},
        {u"endpoint"_s, session.paths().endpointFile()}};
    Answer answer;
    for (const auto &[name, path] : places) {
        answer.json.insert(name, path);
        answer.text += name.leftJustified(10) + safeLine(path) + u'\n';
    }
    return answer;
}

Result<Answer> answerTo(const command::Doctor &, Session &session)
{
    QList<Finding> findings;
    ExitCode trouble = ExitCode::Degraded;
    QString indexFolder = session.paths().data;
    if (Done connected = session.connect(); connected) {
        findings = examineDaemon(session.client());
        const auto status = session.ask({.path = "/status"});
        if (status) {
            findings << examineStatus(*status);
            indexFolder = folderOfIndex(*status).value_or(indexFolder);
        } else {
            trouble = exitCodeOf(status.error().kind);
        }
    } else {
        trouble = exitCodeOf(connected.error().kind);
        findings << Finding{u"daemon"_s, Finding::State::Bad, connected.error().message,
                            u"See to that file, or name the port of the Vectray that you mean: --port"_s};
    }
    findings << examineLimits(u"/proc/sys/fs/inotify"_s) << examineSpace(indexFolder)
             << examineFiles(session.paths()) << examineSettings(session.paths())
             << examineAgents(AgentPlaces::fromEnvironment());
    const bool well = worstOf(findings) == Finding::State::Good;
    return Answer{toJson(findings),
                  findingsView(findings, session.console().style()),
                  {},
                  well ? ExitCode::Ok : trouble};
}

Result<Answer> answerTo(const command::Completions &completions, Session &)
{
    const QString script = completionsFor(completions.shell);
    return Answer{{{u"script"_s, script}}, script, {}};
}

} // namespace vectray
