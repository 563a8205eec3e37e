#include "AppState.h"

#include "FolderWords.h"
#include "PlainText.h"

#include <QLocale>

#include <algorithm>

namespace vectray {

using Condition = AppState::Condition;

namespace {

/// Several syncs at once are told as one.
Folder sumOf(const QList<const Folder *> &running)
{
    Folder sum = *running.first();
    for (const Folder *folder : running.sliced(1)) {
        sum.progress += folder->progress;
        const bool known = sum.progressTotal > 0 && folder->progressTotal > 0;
        sum.progressTotal = known ? sum.progressTotal + folder->progressTotal : 0;
    }
    return sum;
}

QString names(const QList<const Folder *> &folders)
{
    QStringList names;
    for (const Folder *folder : folders.first(std::min<qsizetype>(folders.size(), 3)))
        names.append(FolderWords::name(folder->config.key));
    if (folders.size() > 3)
        names.append(QStringLiteral("…"));
    return QLocale().createSeparatedList(names);
}

} // namespace

Condition AppState::conditionOf(const Folder &folder)
{
    switch (folder.state) {
    case Folder::State::Stopped:
    case Folder::State::Idle:
        return Condition::Idle;
    case Folder::State::Paused:
        return Condition::Paused;
    case Folder::State::Scanning:
        return Condition::Scanning;
    case Folder::State::Syncing:
        return Condition::Syncing;
    case Folder::State::Degraded:
    case Folder::State::Unavailable:
        return Condition::Attention;
    case Folder::State::Error:
        return Condition::Error;
    }
    return Condition::Idle;
}

AppState AppState::of(const QList<Folder> &folders, const ProgramState &program,
                      std::optional<std::chrono::seconds> left)
{
    Condition worst = program.offline.isEmpty() ? Condition::Idle : Condition::Offline;
    if (worst == Condition::Idle && (program.paused || program.isCopying))
        worst = Condition::Paused;
    if (!program.rejected.isEmpty())
        worst = Condition::Attention;
    for (const Folder &folder : folders)
        worst = std::max(worst, conditionOf(folder));

    QList<const Folder *> causes;
    for (const Folder &folder : folders) {
        if (worst != Condition::Idle && conditionOf(folder) == worst)
            causes.append(&folder);
    }

    switch (worst) {
    case Condition::Idle:
        if (folders.isEmpty())
            return {worst, tr("No folders yet"), tr("Add a folder to make it searchable")};
        return {worst, tr("Up to date"), inventory(folders)};
    case Condition::Paused:
        if (program.isCopying)
            return {worst, FolderWords::resting(), inventory(folders)};
        if (program.paused && program.pausedUntil.isValid()) {
            const QString time =
                QLocale().toString(program.pausedUntil.toLocalTime().time(), QLocale::ShortFormat);
            return {worst, tr("Paused until %1").arg(time), inventory(folders)};
        }
        return {worst, tr("Paused"), program.paused ? inventory(folders) : names(causes)};
    case Condition::Scanning:
    case Condition::Syncing:
        return {worst, FolderWords::sentence(sumOf(causes), left), names(causes)};
    case Condition::Offline:
        return {worst, tr("Offline"), oneLine(program.offline)};
    case Condition::Attention:
    case Condition::Error:
        if (causes.isEmpty())
            return {worst, tr("The embedding service needs you"), oneLine(program.rejected)};
        if (causes.size() > 1)
            return {worst, tr("%Ln folder(s) need attention", nullptr, int(causes.size())), names(causes)};
        return {worst, tr("%1 needs attention").arg(names(causes)), FolderWords::sentence(*causes.first())};
    }
    return {};
}

QString AppState::inventory(const QList<Folder> &folders)
{
    std::int64_t files = 0;
    for (const Folder &folder : folders)
        files += folder.files;
    //: "3 folders, 12,340 files"
    return tr("%1, %2").arg(tr("%Ln folder(s)", nullptr, int(folders.size())), FolderWords::files(files));
}

} // namespace vectray
