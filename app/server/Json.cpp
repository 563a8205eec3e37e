#include "Json.h"

#include <domain/Overloaded.h>

namespace vectray {

using namespace Qt::Literals::StringLiterals;

QJsonValue toJson(const QDateTime &time)
{
    return time.isValid() ? QJsonValue(time.toUTC().toString(Qt::ISODateWithMs)) : QJsonValue();
}

QJsonObject toJson(const WatchConfig &config)
{
    return {{u"enabled"_s, config.enabled},
            {u"path"_s, config.key.path},
            {u"project"_s, config.key.project},
            {u"projectId"_s, config.projectId.toString()},
            {u"dataset"_s, config.key.dataset},
            {u"datasetId"_s, config.datasetId.toString()},
            {u"autoStart"_s, config.autoStart},
            {u"debounceMs"_s, qint64(config.debounce.count())},
            {u"include"_s, QJsonArray::fromStringList(config.include)},
            {u"exclude"_s, QJsonArray::fromStringList(config.exclude)},
            {u"priority"_s, config.priority},
            {u"backend"_s, config.backend},
            {u"createdAt"_s, toJson(config.createdAt)}};
}

QString stateName(WatcherHealth::State state)
{
    switch (state) {
    case WatcherHealth::State::Active:
        return u"active"_s;
    case WatcherHealth::State::Degraded:
        return u"degraded"_s;
    case WatcherHealth::State::Unavailable:
        return u"unavailable"_s;
    case WatcherHealth::State::Error:
        return u"error"_s;
    }
    Q_UNREACHABLE();
}

QString stateName(Folder::State state)
{
    switch (state) {
    case Folder::State::Stopped:
        return u"stopped"_s;
    case Folder::State::Idle:
        return u"idle"_s;
    case Folder::State::Scanning:
        return u"scanning"_s;
    case Folder::State::Syncing:
        return u"syncing"_s;
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

QJsonObject toJson(const WatcherHealth &health)
{
    return {{u"state"_s, stateName(health.state)},
            {u"reason"_s, health.reason.isEmpty() ? QJsonValue() : health.reason},
            {u"cure"_s, health.cure.isEmpty() ? QJsonValue() : health.cure}};
}

QJsonObject toJson(const PauseState &pause)
{
    QJsonArray folders;
    for (const auto &[key, until] : pause.folders)
        folders.append(QJsonObject{{u"path"_s, key.path},
                                   {u"project"_s, key.project},
                                   {u"dataset"_s, key.dataset},
                                   {u"until"_s, toJson(until)}});
    return {{u"all"_s, pause.all},
            {u"until"_s, toJson(pause.until)},
            {u"folders"_s, folders},
            {u"held"_s, pause.isHeld}};
}

QJsonObject toJson(const SyncStats &stats)
{
    return {{u"filesScanned"_s, qint64(stats.filesScanned)},
            {u"filesCreated"_s, qint64(stats.filesCreated)},
            {u"filesModified"_s, qint64(stats.filesModified)},
            {u"filesDeleted"_s, qint64(stats.filesDeleted)},
            {u"filesRenamed"_s, qint64(stats.filesRenamed)},
            {u"filesUnchanged"_s, qint64(stats.filesUnchanged)},
            {u"filesSkipped"_s, qint64(stats.filesSkipped)},
            {u"filesFailed"_s, qint64(stats.filesFailed)},
            {u"chunksAdded"_s, qint64(stats.chunksAdded)},
            {u"chunksRemoved"_s, qint64(stats.chunksRemoved)},
            {u"chunksUnchanged"_s, qint64(stats.chunksUnchanged)},
            {u"chunksEmbedded"_s, qint64(stats.chunksEmbedded)},
            {u"durationMs"_s, qint64(stats.duration.count())},
            {u"scanDurationMs"_s, qint64(stats.scanDuration.count())},
            {u"syncDurationMs"_s, qint64(stats.syncDuration.count())}};
}

QJsonObject toJson(const SearchHit &hit)
{
    const auto score = [](const std::optional<double> &value) { return value ? QJsonValue(*value) : QJsonValue(); };
    return {{u"id"_s, QString::number(hit.id.value)},
            {u"chunk"_s, QString::fromUtf8(hit.text)},
            {u"file"_s, hit.filePath},
            {u"relativePath"_s, hit.relativePath},
            {u"lineSpan"_s, QJsonObject{{u"start"_s, hit.startLine}, {u"end"_s, hit.endLine}}},
            {u"scores"_s, QJsonObject{{u"vector"_s, score(hit.vectorScore)},
                                      {u"sparse"_s, score(hit.sparseScore)},
                                      {u"final"_s, hit.finalScore}}},
            {u"project"_s, hit.project},
            {u"projectId"_s, hit.projectId.toString()},
            {u"dataset"_s, hit.dataset},
            {u"datasetId"_s, hit.datasetId.toString()},
            {u"lang"_s, hit.language},
            {u"symbolName"_s, hit.symbol.isEmpty() ? QJsonValue() : hit.symbol},
            {u"symbolKind"_s, hit.symbolKind.isEmpty() ? QJsonValue() : hit.symbolKind}};
}

QJsonObject toJson(const FileProblem &problem)
{
    return {{u"path"_s, problem.path}, {u"reason"_s, problem.reason}, {u"since"_s, toJson(problem.since)}};
}

QJsonObject toJson(const ProjectSummary &project)
{
    QJsonArray datasets;
    for (const DatasetSummary &dataset : project.datasets)
        datasets.append(QJsonObject{{u"id"_s, dataset.id.toString()},
                                    {u"name"_s, dataset.name},
                                    {u"files"_s, qint64(dataset.files)},
                                    {u"chunks"_s, qint64(dataset.chunks)},
                                    {u"lastSync"_s, toJson(dataset.lastSync)}});
    return {{u"id"_s, project.id.toString()}, {u"name"_s, project.name}, {u"datasets"_s, datasets}};
}

QString watcherId(const WatchConfig::Key &key)
{
    return key.project + u':' + key.dataset + u':' + key.path;
}

QJsonObject watcherJson(const Folder &folder)
{
    return {{u"id"_s, watcherId(folder.config.key)},
            {u"path"_s, folder.config.key.path},
            {u"project"_s, folder.config.key.project},
            {u"dataset"_s, folder.config.key.dataset},
            {u"startedAt"_s, toJson(folder.startedAt)},
            {u"lastSyncAt"_s, toJson(folder.lastSyncAt)},
            {u"syncCount"_s, qint64(folder.syncCount)},
            {u"state"_s, stateName(folder.state)},
            {u"health"_s, toJson(folder.health)},
            {u"pending"_s, qint64(folder.pending)},
            {u"progress"_s, QJsonObject{{u"current"_s, qint64(folder.progress)}, {u"total"_s, qint64(folder.progressTotal)}}},
            {u"lastError"_s, folder.lastError.isEmpty() ? QJsonValue() : folder.lastError}};
}

namespace {

QString changeName(FileChange::Kind kind)
{
    switch (kind) {
    case FileChange::Kind::Created:
        return u"add"_s;
    case FileChange::Kind::Modified:
        return u"change"_s;
    case FileChange::Kind::Moved:
        return u"rename"_s;
    case FileChange::Kind::Deleted:
        return u"unlink"_s;
    }
    Q_UNREACHABLE();
}

QString phaseName(SyncProgressed::Phase phase)
{
    switch (phase) {
    case SyncProgressed::Phase::Scanning:
        return u"scanning"_s;
    case SyncProgressed::Phase::Indexing:
        return u"indexing"_s;
    }
    Q_UNREACHABLE();
}

QString outcomeName(DeletionHeld::Outcome outcome)
{
    switch (outcome) {
    case DeletionHeld::Outcome::Waiting:
        return u"waiting"_s;
    case DeletionHeld::Outcome::Confirmed:
        return u"confirmed"_s;
    case DeletionHeld::Outcome::Kept:
        return u"kept"_s;
    }
    Q_UNREACHABLE();
}

NamedEvent ofFolder(const QString &type, const WatchConfig::Key &folder, QJsonObject data)
{
    if (!data.contains(u"path"_s))
        data[u"path"_s] = folder.path;
    data[u"dataset"_s] = folder.dataset;
    return {.type = type, .project = folder.project, .data = std::move(data)};
}

QString absolutePath(const WatchConfig::Key &folder, const QString &path)
{
    return folder.path + u'/' + path;
}

NamedEvent fileEvent(const FileChanged &changed)
{
    QJsonObject data{{u"event"_s, changeName(changed.change.kind)},
                     {u"path"_s, absolutePath(changed.folder, changed.change.path)}};
    if (changed.change.kind == FileChange::Kind::Moved)
        data[u"from"_s] = absolutePath(changed.folder, changed.change.from);
    return ofFolder(u"watch:event"_s, changed.folder, data);
}

} // namespace

NamedEvent namedEvent(const SyncEvent &event)
{
    const auto ofConfig = [](const QString &type, const WatchConfig &config, QJsonObject data) {
        data[u"config"_s] = toJson(config);
        return NamedEvent{.type = type, .project = config.key.project, .data = data};
    };
    return std::visit(
        Overloaded{
            [&](const WatchStarted &started) { return ofConfig(u"autowatch:started"_s, started.config, {}); },
            [&](const WatchStopped &stopped) { return ofConfig(u"autowatch:stopped"_s, stopped.config, {}); },
            [&](const WatchFailed &failed) {
                return ofConfig(u"autowatch:error"_s, failed.config, {{u"error"_s, failed.error}});
            },
            [](const FileChanged &changed) { return fileEvent(changed); },
            [](const FileFailed &failed) {
                return ofFolder(u"watch:error"_s, failed.folder,
                                {{u"path"_s, absolutePath(failed.folder, failed.path)}, {u"error"_s, failed.error}});
            },
            [](const SyncProgressed &progress) {
                return ofFolder(u"watch:progress"_s, progress.folder,
                                {{u"phase"_s, phaseName(progress.phase)},
                                 {u"current"_s, qint64(progress.current)},
                                 {u"total"_s, qint64(progress.total)}});
            },
            [](const SyncFinished &finished) {
                return ofFolder(u"watch:sync"_s, finished.folder,
                                {{u"stats"_s, toJson(finished.stats)}, {u"first"_s, finished.first}});
            },
            [](const HealthChanged &changed) {
                return ofFolder(u"watch:health"_s, changed.folder, toJson(changed.health));
            },
            [](const DeletionHeld &held) {
                return ofFolder(u"watch:deletion"_s, held.folder,
                                {{u"outcome"_s, outcomeName(held.outcome)},
                                 {u"files"_s, qint64(held.files)},
                                 {u"indexed"_s, qint64(held.indexed)}});
            },
        },
        event);
}

} // namespace vectray
