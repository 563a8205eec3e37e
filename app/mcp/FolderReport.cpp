#include "FolderReport.h"

#include <cmath>

namespace vectray {

using namespace Qt::Literals::StringLiterals;

namespace {

QString stateWord(Folder::State state)
{
    switch (state) {
    case Folder::State::Stopped:
        return u"not watched"_s;
    case Folder::State::Idle:
        return u"up to date"_s;
    case Folder::State::Scanning:
    case Folder::State::Syncing:
        return u"indexing"_s;
    case Folder::State::Paused:
        return u"paused"_s;
    case Folder::State::Degraded:
        return u"degraded"_s;
    case Folder::State::Unavailable:
        return u"unavailable"_s;
    case Folder::State::Error:
        return u"error"_s;
    }
    Q_UNREACHABLE();
}

double percentage(const Folder &folder)
{
    if (folder.progressTotal > 0)
        return std::round(double(folder.progress) / double(folder.progressTotal) * 1000) / 10;
    return folder.lastSyncAt.isValid() && folder.pending == 0 ? 100 : 0;
}

} // namespace

QJsonObject folderReport(const Folder &folder)
{
    QJsonObject report{
        {u"path"_s, folder.config.key.path},
        {u"project"_s, folder.config.key.project},
        {u"dataset"_s, folder.config.key.dataset},
        {u"state"_s,
         folder.pending > 0 && folder.state == Folder::State::Idle ? u"indexing"_s : stateWord(folder.state)},
        {u"files"_s, qint64(folder.files)},
        {u"chunks"_s, qint64(folder.chunks)},
        {u"pending"_s, qint64(folder.pending)},
        {u"failed"_s, qint64(folder.problems)},
        {u"percentage"_s, percentage(folder)}};
    if (folder.lastSyncAt.isValid())
        report.insert(u"lastSync"_s, folder.lastSyncAt.toUTC().toString(Qt::ISODateWithMs));
    const QString problem = folder.lastError.isEmpty() ? folder.health.reason : folder.lastError;
    if (!problem.isEmpty())
        report.insert(u"problem"_s, problem);
    if (!folder.health.cure.isEmpty())
        report.insert(u"cure"_s, folder.health.cure);
    return report;
}

QJsonArray folderReports(const QList<Folder> &folders)
{
    QJsonArray reports;
    for (const Folder &folder : folders)
        reports.append(folderReport(folder));
    return reports;
}

QJsonObject indexReport(const QList<Folder> &folders)
{
    QStringList sentences;
    for (const Folder &folder : folders)
        sentences.append(folderSentence(folder));
    return {
        {u"indexed"_s, true}, {u"folders"_s, folderReports(folders)}, {u"message"_s, sentences.join(u' ')}};
}

QString folderSentence(const Folder &folder)
{
    const QString path = folder.config.key.path;
    const QString counts = u"%1 files in %2 pieces"_s.arg(folder.files).arg(folder.chunks);
    switch (folder.state) {
    case Folder::State::Idle:
    case Folder::State::Degraded:
        return folder.pending > 0
            ? u"%1: %2; %3 changed files are still to be indexed."_s.arg(path, counts).arg(folder.pending)
            : u"%1: %2, up to date."_s.arg(path, counts);
    case Folder::State::Scanning:
    case Folder::State::Syncing:
        return u"%1 is being indexed (%2 %): %3 so far."_s.arg(path).arg(percentage(folder)).arg(counts);
    case Folder::State::Stopped:
    case Folder::State::Paused:
        return u"%1 is not being watched: %2, as of the last sync. 'vectray start' or 'vectray resume' goes on."_s
            .arg(path, counts);
    case Folder::State::Unavailable:
    case Folder::State::Error:
        return u"%1 cannot be watched (%2); what was indexed before can be searched: %3."_s.arg(
            path, folder.health.reason.isEmpty() ? folder.lastError : folder.health.reason, counts);
    }
    Q_UNREACHABLE();
}

bool isAtRest(const Folder &folder)
{
    switch (folder.state) {
    case Folder::State::Stopped:
    case Folder::State::Paused:
    case Folder::State::Unavailable:
    case Folder::State::Error:
        return true;
    case Folder::State::Idle:
    case Folder::State::Scanning:
    case Folder::State::Syncing:
    case Folder::State::Degraded:
        return false;
    }
    Q_UNREACHABLE();
}

} // namespace vectray
