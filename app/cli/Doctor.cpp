#include "Doctor.h"

#include "Client.h"
#include "FolderLookup.h"
#include "PortOwner.h"
#include "SafeText.h"

#include <base/Paths.h>
#include <domain/ShellWord.h>

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QLocale>
#include <QStorageInfo>

#include <algorithm>
#include <array>

namespace vectray {

using namespace Qt::Literals::StringLiterals;
using State = Finding::State;

namespace {

QString nameOf(State state)
{
    switch (state) {
    case State::Good:
        return u"ok"_s;
    case State::Poor:
        return u"warning"_s;
    case State::Bad:
        return u"error"_s;
    }
    Q_UNREACHABLE();
}

Finding examineReachability(Client &client)
{
    const QUrl &url = client.endpoint().url;
    const auto owner = portOwner(quint16(url.port()));
    const QString holder = owner ? withProcess(*owner).toString() : QString();
    const auto answer = client.ask({.path = "/health", .patience = std::chrono::seconds(5)});
    if (answer && answer->value("status"_L1).toString() == "ok"_L1)
        return {u"daemon"_s,
                State::Good,
                u"answers at %1%2"_s.arg(url.toString(), owner ? u", which is "_s + holder : QString()),
                {}};
    const QString cure = owner
        ? u"The port is held by %1: end that, or start Vectray with --port."_s.arg(holder)
        : u"vectray serve"_s;
    if (answer)
        return {u"daemon"_s, State::Bad,
                u"what answers at %1 is not well, or not Vectray"_s.arg(url.toString()), cure};
    return {u"daemon"_s, State::Bad, answer.error().message, cure};
}

Finding examineWatcher(const QJsonObject &watcher)
{
    const QJsonObject health = watcher.value("health"_L1).toObject();
    const QString state = health.value("state"_L1).toString();
    const QString reason = health.value("reason"_L1).toString();
    Finding finding{watcher.value("path"_L1).toString(), State::Good, u"is watched"_s,
                    health.value("cure"_L1).toString()};
    if (state == "active"_L1)
        return finding;
    finding.state = state == "degraded"_L1 ? State::Poor : State::Bad;
    finding.detail = reason.isEmpty() ? state : u"%1: %2"_s.arg(state, reason);
    if (finding.cure.isEmpty())
        finding.cure =
            u"It is tried again by itself; at once with: vectray sync -- "_s + shellWord(finding.about);
    return finding;
}

Result<QList<Finding>> examineProject(Client &client, const QString &project)
{
    const auto answer = client.ask({.path = projectPath(project, "/watch/list")});
    if (!answer)
        return answer.error();
    QList<Finding> findings;
    const QJsonArray watchers = answer->value("watchers"_L1).toArray();
    for (const auto &watcher : watchers)
        findings << examineWatcher(watcher.toObject());
    return findings;
}

/// Folders that should be watched and are not even tried.
QList<Finding> examineIdle(const QList<KnownFolder> &folders)
{
    QList<Finding> findings;
    for (const KnownFolder &folder : folders) {
        const QJsonObject &configuration = folder.configuration;
        const bool wanted = configuration.value("enabled"_L1).toBool(true)
            && configuration.value("autoStart"_L1).toBool(true);
        if (wanted && !configuration.value("isActive"_L1).toBool())
            findings << Finding{folder.name.path, State::Poor, u"is configured but not watched"_s,
                                u"vectray start -- "_s + shellWord(folder.name.path)};
    }
    return findings;
}

/// An answer that a Vectray which is well would have given.
Finding refused(const QString &about, const Error &error)
{
    return {about, State::Bad, error.message,
            u"Start Vectray again; if that does not help: vectray debug-archive"_s};
}

/// Who embeds, and whether that works now: a service is asked to embed a word.
Finding examineEmbedding(Client &client)
{
    const auto state = client.ask({.path = "/embedding"});
    if (!state)
        return refused(u"embedding"_s, state.error());
    const QString provider = state->value("provider"_L1).toString();
    const QString name = u"%1 %2"_s.arg(provider, state->value("model"_L1).toString()).trimmed();
    const QString kind = state->value("state"_L1).toString();
    const QString reason = state->value("reason"_L1).toString();
    const QJsonValue change = state->value("switch"_L1);
    if (change.isObject())
        return {u"embedding"_s, State::Poor,
                u"%1 serves while %2 of %3 chunks are embedded by %4"_s.arg(name)
                    .arg(change["done"_L1].toInteger())
                    .arg(change["total"_L1].toInteger())
                    .arg(change["to"_L1]["model"_L1].toString()),
                change["reason"_L1].toString(u"Nothing has to be done: it goes on by itself."_s)};
    if (kind != "ok"_L1)
        return {u"embedding"_s, kind == "rejected"_L1 ? State::Bad : State::Poor, u"%1: %2"_s.arg(name, kind), reason};
    const auto trial = client.ask({.method = "POST", .path = "/embedding/test", .body = QJsonObject()});
    if (!trial)
        return refused(u"embedding"_s, trial.error());
    if (!trial->value("ok"_L1).toBool())
        return {u"embedding"_s, State::Bad, u"%1 does not answer"_s.arg(name), trial->value("error"_L1).toString()};
    return {u"embedding"_s, State::Good,
            u"%1, %2 dimensions, answers in %3 ms"_s.arg(name)
                .arg(trial->value("dimension"_L1).toInt())
                .arg(trial->value("latencyMs"_L1).toInteger()),
            {}};
}

} // namespace

QList<Finding> examineLimits(const QString &directory)
{
    struct Limit
    {
        const char *name;
        qint64 enough;
        qint64 advised;
        const char *meaning;
    };
    static constexpr std::array Limits{
        Limit{"max_user_watches", 65'536, 524'288, "directories can be watched"},
        Limit{"max_user_instances", 128, 512, "programs can watch"},
        Limit{"max_queued_events", 16'384, 16'384, "changes can wait"}};
    QList<Finding> findings;
    for (const Limit &limit : Limits) {
        const QString name = QString::fromLatin1(limit.name);
        QFile file(directory + u'/' + name);
        if (!file.open(QIODevice::ReadOnly))
            continue; // not Linux: no such limit
        const qint64 value = file.readAll().trimmed().toLongLong();
        Finding finding{
            u"inotify"_s, State::Good, u"%1 %2"_s.arg(value).arg(QString::fromLatin1(limit.meaning)), {}};
        if (value < limit.enough) {
            finding.state = State::Poor;
            finding.cure = u"sudo sysctl fs.inotify.%1=%2"_s.arg(name).arg(limit.advised);
        }
        findings << finding;
    }
    return findings;
}

Finding examineSpace(const QString &path)
{
    constexpr qint64 MiB = 1'048'576;
    QString existing = path;
    while (!QFileInfo::exists(existing) && existing.contains(u'/'))
        existing = existing.section(u'/', 0, -2);
    const QStorageInfo storage(existing.isEmpty() ? u"/"_s : existing);
    const qint64 room = storage.bytesAvailable();
    const QString detail = u"%1 free for %2"_s.arg(QLocale::c().formattedDataSize(room, 1), path);
    if (storage.isReadOnly())
        return {u"disk"_s, State::Bad, u"%1 is on a read-only file system"_s.arg(path),
                u"Mount it for writing, or use --data-dir."_s};
    if (room < 512 * MiB)
        return {u"disk"_s, room < 64 * MiB ? State::Bad : State::Poor, detail,
                u"Make room, or use --data-dir."_s};
    return {u"disk"_s, State::Good, detail, {}};
}

QList<Finding> examineDaemon(Client &client)
{
    QList<Finding> findings{examineReachability(client)};
    if (findings.first().state != State::Good)
        return findings;
    findings << examineEmbedding(client);
    const auto folders = knownFolders(client, {}, FolderKind::Configured);
    if (!folders)
        return findings << refused(u"folders"_s, folders.error());
    findings << examineIdle(*folders);
    QStringList projects;
    for (const KnownFolder &folder : *folders)
        projects << folder.name.project;
    projects.removeDuplicates();
    for (const QString &project : projects) {
        const auto watched = examineProject(client, project);
        if (!watched)
            return findings << refused(project, watched.error());
        findings << *watched;
    }
    return findings;
}

QList<Finding> examineFiles(const Paths &paths)
{
    QList<Finding> findings;
    for (const QString &path : {paths.config, paths.data, paths.state, paths.cache, paths.runtime}) {
        const QFileInfo info(path);
        constexpr auto Others = QFileDevice::ReadGroup | QFileDevice::WriteGroup | QFileDevice::ExeGroup
            | QFileDevice::ReadOther | QFileDevice::WriteOther | QFileDevice::ExeOther;
        if (info.exists() && (info.permissions() & Others))
            findings << Finding{u"privacy"_s, State::Poor, u"others can enter %1"_s.arg(path),
                                u"chmod 700 "_s + shellWord(path)};
    }
    if (const auto endpoint = readEndpointFile(paths.endpointFile()); !endpoint)
        findings << Finding{u"privacy"_s, State::Bad, endpoint.error().message,
                            u"rm %1, and start Vectray again"_s.arg(shellWord(paths.endpointFile()))};
    if (findings.isEmpty())
        findings << Finding{u"privacy"_s, State::Good, u"our files are for your eyes only"_s, {}};
    return findings;
}

State worstOf(const QList<Finding> &findings)
{
    State worst = State::Good;
    for (const Finding &finding : findings)
        worst = std::max(worst, finding.state);
    return worst;
}

QJsonObject toJson(const QList<Finding> &findings)
{
    QJsonArray checks;
    for (const Finding &finding : findings)
        checks << QJsonObject{{u"about"_s, finding.about},
                              {u"state"_s, nameOf(finding.state)},
                              {u"detail"_s, finding.detail},
                              {u"cure"_s, finding.cure}};
    return {{u"state"_s, nameOf(worstOf(findings))}, {u"checks"_s, checks}};
}

QString findingsView(const QList<Finding> &findings, const Style &style)
{
    QString text;
    for (const Finding &finding : findings) {
        const QString state = nameOf(finding.state).leftJustified(7);
        text += finding.state == State::Good ? style.green(state)
            : finding.state == State::Poor   ? style.yellow(state)
                                             : style.red(state);
        text += u"  %1: %2\n"_s.arg(safeLine(finding.about), safeLine(finding.detail));
        if (!finding.cure.isEmpty())
            text += u"         → %1\n"_s.arg(safeLine(finding.cure));
    }
    return text;
}

} // namespace vectray
