#include "FolderLookup.h"

#include "Client.h"

#include <QFileInfo>
#include <QJsonArray>

#include <algorithm>

namespace vectray {

using namespace Qt::Literals::StringLiterals;

namespace {

bool isIn(const QString &path, const QString &folder)
{
    return path == folder || folder == "/"_L1 || path.startsWith(folder + u'/');
}

bool fits(const KnownFolder &folder, const command::FolderName &wanted)
{
    return (wanted.project.isEmpty() || wanted.project == folder.name.project)
        && (wanted.dataset.isEmpty() || wanted.dataset == folder.name.dataset);
}

Result<QStringList> projectNames(Client &client, const QString &project)
{
    if (!project.isEmpty())
        return QStringList{project};
    const auto answer = client.ask({.path = "/projects"});
    if (!answer)
        return answer.error();
    QStringList names;
    const QJsonArray projects = answer->value("projects"_L1).toArray();
    for (const auto &entry : projects)
        names << entry.toObject().value("name"_L1).toString();
    return names;
}

Done addConfigured(Client &client, const QString &project, QList<KnownFolder> &folders)
{
    const auto answer = client.ask({.path = projectPath(project, "/autowatch/list")});
    if (!answer)
        return answer.error();
    const QJsonArray configurations = answer->value("configurations"_L1).toArray();
    for (const auto &entry : configurations) {
        const QJsonObject object = entry.toObject();
        folders << KnownFolder{
            {object.value("path"_L1).toString(), project, object.value("dataset"_L1).toString()}, object};
    }
    return {};
}

Done addWatched(Client &client, const QString &project, QList<KnownFolder> &folders)
{
    const auto answer = client.ask({.path = projectPath(project, "/watch/list")});
    if (!answer)
        return answer.error();
    const QJsonArray watchers = answer->value("watchers"_L1).toArray();
    for (const auto &entry : watchers) {
        const QJsonObject object = entry.toObject();
        const command::FolderName name{object.value("path"_L1).toString(), project,
                                       object.value("dataset"_L1).toString()};
        const bool known = std::any_of(folders.begin(), folders.end(),
                                       [&](const KnownFolder &folder) { return folder.name == name; });
        if (!known)
            folders << KnownFolder{name, {}};
    }
    return {};
}

Error noneFits(const QList<KnownFolder> &folders, const command::FolderName &wanted)
{
    for (const KnownFolder &folder : folders) {
        if (fits(folder, wanted) && isIn(wanted.path, folder.name.path))
            return {
                Error::Kind::NotFound,
                u"%1 is only a part of the folder %2; name that one"_s.arg(wanted.path, folder.name.path)};
    }
    return {Error::Kind::NotFound,
            u"no folder that Vectray knows is, or contains, %1 (see 'vectray list')"_s.arg(wanted.path)};
}

} // namespace

Result<QList<KnownFolder>> knownFolders(Client &client, const QString &project, FolderKind kind)
{
    const auto names = projectNames(client, project);
    if (!names)
        return names.error();
    QList<KnownFolder> folders;
    for (const QString &name : *names) {
        if (Done added = addConfigured(client, name, folders); !added)
            return added.error();
        if (kind == FolderKind::Configured)
            continue;
        if (Done added = addWatched(client, name, folders); !added)
            return added.error();
    }
    return folders;
}

Result<KnownFolder> chooseFolder(const QList<KnownFolder> &folders, const command::FolderName &wanted,
                                 Match match)
{
    QList<KnownFolder> best;
    for (const KnownFolder &folder : folders) {
        const bool matches =
            match == Match::Exact ? wanted.path == folder.name.path : isIn(wanted.path, folder.name.path);
        if (!matches || !fits(folder, wanted))
            continue;
        if (!best.isEmpty() && folder.name.path.size() > best.first().name.path.size())
            best.clear();
        if (best.isEmpty() || folder.name.path.size() == best.first().name.path.size())
            best << folder;
    }
    if (best.isEmpty())
        return noneFits(folders, wanted);
    if (best.size() == 1)
        return best.first();
    QStringList ways;
    for (const KnownFolder &folder : best)
        ways << u"--project %1 --dataset %2"_s.arg(folder.name.project, folder.name.dataset);
    return Error{
        Error::Kind::Conflict,
        u"%1 is in more than one dataset; say which: %2"_s.arg(best.first().name.path, ways.join(u" | "_s))};
}

Result<command::FolderName> withDefaults(command::FolderName name)
{
    if (name.project.isEmpty())
        name.project = QFileInfo(name.path).fileName();
    if (name.project.isEmpty())
        return Error{Error::Kind::Invalid, u"%1 has no name of its own; give --project"_s.arg(name.path)};
    if (name.dataset.isEmpty())
        name.dataset = u"main"_s;
    return name;
}

} // namespace vectray
