#include "FolderPipeline.h"

#include <base/AdaptiveSize.h>
#include <base/Logging.h>
#include <store/IndexStore.h>

#include <QHash>
#include <QSet>

#include <algorithm>

namespace vectray {

using namespace Qt::Literals::StringLiterals;

namespace {

// Files that are written as a whole: enough to keep all cores busy, and few enough that a saved file need not wait for
// them, and that a slow embedding service shows progress and loses little when it is stopped.
constexpr AdaptiveSize::Limits BatchFiles{.first = 32, .most = 256, .quick = std::chrono::seconds(1), .slow = std::chrono::seconds(5)};
constexpr std::int64_t BatchBytes = 8 << 20;

// A deletion of more than half of what is indexed is looked at twice: a disk on its way out looks like that.
constexpr std::size_t MassDeletionFrom = 100;
constexpr std::chrono::seconds SecondLookAfter{5};
constexpr qsizetype DeleteBatch = 512;

using Steady = std::chrono::steady_clock;

std::chrono::milliseconds since(Steady::time_point start)
{
    return std::chrono::duration_cast<std::chrono::milliseconds>(Steady::now() - start);
}

Error cancelled()
{
    return {Error::Kind::Cancelled, u"stopped"_s};
}

bool liesBelow(QByteArrayView path, const QByteArray &directory)
{
    return directory.isEmpty()
        || (path.size() > directory.size() && path.startsWith(directory) && path[directory.size()] == '/');
}

} // namespace

FolderPipeline::FolderPipeline(const PipelineParts &parts, WatchConfig config, FolderScope scope, Hooks hooks)
    : m_parts(parts)
    , m_config(std::move(config))
    , m_scope(std::move(scope))
    , m_hooks(std::move(hooks))
    , m_rules(m_scope.root, {.include = m_config.include, .exclude = m_config.exclude})
{}

Result<SyncStats> FolderPipeline::reconcile(bool force, const std::stop_token &stop)
{
    const auto start = Steady::now();
    m_failed.clear();
    m_overtaken = false;
    m_hooks.publish(SyncProgressed{.folder = m_config.key, .phase = SyncProgressed::Phase::Scanning});
    // Both are looked at together; while the store is away, or the dataset is somebody else's, there is no need to walk.
    std::stop_source walk;
    const std::stop_callback stopWalk(stop, [&walk] { walk.request_stop(); });
    const auto indexed = m_parts.store.fileTable(m_scope).then([&walk](Result<FileTable> table) { // by value: it is large
        if (!table)
            walk.request_stop();
        return table;
    });
    const auto found = lookEverywhere(walk.get_token());
    const auto index = indexed.result();
    if (!index)
        return index.error();
    if (!found)
        return found.error();
    if (Done there = checkRoot(index->size()); !there)
        return there.error();

    const bool first = index->isEmpty();
    auto indexer = makeIndexer({.force = force, .report = !first}); // a first index is no list of changes
    if (!indexer)
        return indexer.error();
    auto stats = sync(*found, *index, **indexer, stop);
    if (!stats)
        return stats;
    if (Done marked = m_parts.store.markSynced(m_scope).result(); !marked)
        return marked.error();
    stats->duration = since(start);
    stats->scanDuration = stats->duration - stats->syncDuration;
    m_hooks.publish(SyncFinished{.folder = m_config.key, .stats = *stats, .first = first});
    return stats;
}

Result<SyncStats> FolderPipeline::syncPaths(const QStringList &paths, const std::stop_token &stop)
{
    const bool rulesChanged = std::ranges::any_of(paths, [](const QString &path) {
        return path.isEmpty() || IgnoreRules::isIgnoreFile(path.toUtf8());
    });
    if (rulesChanged)
        return reconcile(false, stop);

    const auto start = Steady::now();
    m_failed.clear();
    m_overtaken = false;
    const auto found = lookAt(paths, stop);
    if (!found)
        return found.error();
    const auto records = m_parts.store.recordsAt(m_scope, paths).result();
    if (!records)
        return records.error();
    FileTable index;
    for (const FileRecord &record : *records)
        index.add(record.path.toUtf8(), {.stat = record.stat, .id = record.id, .readAtNs = record.readAtNs});
    index.sort();

    auto indexer = makeIndexer({});
    if (!indexer)
        return indexer.error();
    auto stats = sync(*found, index, **indexer, stop);
    if (!stats)
        return stats;
    stats->duration = since(start);
    stats->scanDuration = stats->duration - stats->syncDuration;
    if (stats->changedAnything() || stats->filesFailed > 0)
        m_hooks.publish(SyncFinished{.folder = m_config.key, .stats = *stats});
    return stats;
}

Result<SyncStats> FolderPipeline::sync(const Found &found, const FileTable &index, BatchIndexer &indexer,
                                       const std::stop_token &stop)
{
    const auto start = Steady::now();
    const Comparison comparison =
        compare(found.files, index, indexer.mode().force ? Trust::Nothing : Trust::Stat);
    const auto missing = missingRecords(comparison, found, index);
    if (!missing)
        return missing.error();
    indexer.setMissing(*missing);

    if (Done noted = indexer.note(found.problems, found.solved); !noted)
        return noted.error();
    if (Done indexed = indexChanged(comparison, found, indexer, stop); !indexed)
        return indexed.error();
    if (Done removed = removeMissing(indexer.unclaimed(), indexer, stop); !removed)
        return removed.error();
    if (Done finished = indexer.finish(); !finished)
        return finished.error();
    publishChanges(indexer);

    SyncStats stats = indexer.stats();
    stats.filesScanned = std::int64_t(found.files.size());
    stats.filesUnchanged += std::int64_t(comparison.unchanged);
    stats.syncDuration = since(start);
    return stats;
}

Done FolderPipeline::indexChanged(const Comparison &comparison, const Found &found, BatchIndexer &indexer,
                                  const std::stop_token &stop)
{
    struct Work
    {
        std::size_t disk;
        FileId known;
    };
    std::vector<Work> work;
    for (const auto &pair : comparison.suspects)
        work.push_back({pair.disk, pair.id});
    for (const std::size_t disk : comparison.created)
        work.push_back({disk, {}});

    AdaptiveSize size(BatchFiles);
    for (std::size_t done = 0; done < work.size();) {
        const auto start = Steady::now();
        const std::size_t begin = done;
        QList<FileId> ids;
        std::size_t end = done;
        for (std::int64_t bytes = 0; end < work.size() && end - done < size.size() && (bytes < BatchBytes || end == done); ++end) {
            bytes += found.files.row(work[end].disk).stat.size;
            if (work[end].known != FileId{})
                ids.append(work[end].known);
        }
        const auto records = m_parts.store.records(m_scope, ids).result();
        if (!records)
            return records.error();
        QHash<FileId, FileRecord> known;
        for (const FileRecord &record : *records)
            known.insert(record.id, record);

        QList<BatchIndexer::Item> items;
        for (; done < end; ++done) {
            BatchIndexer::Item item{.path = found.files.path(work[done].disk).toByteArray()};
            if (const auto record = known.constFind(work[done].known); record != known.constEnd())
                item.known = *record;
            items.append(std::move(item));
        }
        if (Done completed = m_overtaken ? catchUp(items, stop) : Done(); !completed)
            return completed;
        if (Done indexed = indexer.index(items, stop); !indexed)
            return indexed;
        size.took(done - begin, since(start));
        publishChanges(indexer);
        m_hooks.publish(SyncProgressed{.folder = m_config.key,
                                       .phase = SyncProgressed::Phase::Indexing,
                                       .current = std::int64_t(done),
                                       .total = std::int64_t(work.size()),
                                       .stats = indexer.stats()});
        if (done == work.size())
            break;
        if (Done urgent = handleUrgent(stop); !urgent)
            return urgent;
    }
    m_failed += indexer.takeFailed();
    return {};
}

/// The comparison is older than what went ahead of it: what was new to it may be in the index by now, or be ignored.
Done FolderPipeline::catchUp(QList<BatchIndexer::Item> &items, const std::stop_token &stop) const
{
    QStringList paths;
    QList<QByteArray> asked;
    for (const BatchIndexer::Item &item : std::as_const(items)) {
        asked.append(item.path);
        if (!item.known)
            paths.append(QString::fromUtf8(item.path));
    }
    const auto statuses = statPaths({.root = m_scope.root, .rules = &m_rules, .maxFileBytes = m_parts.maxFileBytes},
                                    asked, stop);
    if (!statuses)
        return statuses.error();
    QSet<QByteArray> ignored;
    for (const PathStatus &status : *statuses) {
        if (status.kind == PathStatus::Kind::Ignored)
            ignored.insert(status.path);
    }
    items.removeIf([&](const BatchIndexer::Item &item) { return ignored.contains(item.path); });

    const auto records = m_parts.store.recordsAt(m_scope, paths).result();
    if (!records)
        return records.error();
    QHash<QByteArray, FileRecord> known;
    for (const FileRecord &record : *records)
        known.insert(record.path.toUtf8(), record);
    for (BatchIndexer::Item &item : items) {
        if (const auto record = known.constFind(item.path); record != known.constEnd())
            item.known = *record;
    }
    return {};
}

Result<QList<FileRecord>> FolderPipeline::missingRecords(const Comparison &comparison, const Found &found,
                                                         const FileTable &index) const
{
    QList<FileId> ids;
    for (const std::size_t row : comparison.missing) {
        const QByteArrayView path = index.path(row);
        const bool unknown = std::ranges::any_of(
            found.unreadable, [&](const QByteArray &directory) { return liesBelow(path, directory); });
        if (!unknown && index.row(row).id != FileId{})
            ids.append(index.row(row).id);
    }
    return m_parts.store.records(m_scope, ids).result();
}

Done FolderPipeline::removeMissing(QList<FileRecord> missing, BatchIndexer &indexer, const std::stop_token &stop)
{
    if (missing.isEmpty())
        return {};
    // The comparison is old by now: what has come back meanwhile stays.
    auto confirmed = stillMissing(missing, stop);
    if (confirmed)
        confirmed = lookAgainIfMany(*confirmed, stop);
    if (!confirmed)
        return confirmed.error();
    for (qsizetype start = 0; start < confirmed->size(); start += DeleteBatch) {
        if (stop.stop_requested())
            return cancelled();
        if (Done removed = indexer.remove(confirmed->mid(start, DeleteBatch)); !removed)
            return removed;
        publishChanges(indexer);
    }
    return {};
}

Result<QList<FileRecord>> FolderPipeline::lookAgainIfMany(const QList<FileRecord> &missing,
                                                          const std::stop_token &stop) const
{
    if (std::size_t(missing.size()) <= MassDeletionFrom / 2)
        return missing;
    const auto index = m_parts.store.fileTable(m_scope).result();
    if (!index)
        return index.error();
    if (index->size() <= MassDeletionFrom || std::size_t(missing.size()) <= index->size() / 2)
        return missing;

    DeletionHeld held{
        .folder = m_config.key, .files = missing.size(), .indexed = std::int64_t(index->size())};
    qCInfo(logEngine).nospace() << "deletion=held files=" << held.files << " of=" << held.indexed;
    m_secondLook.arm();
    m_hooks.publish(held);
    m_secondLook.wait(SecondLookAfter, stop);
    auto gone = stop.stop_requested() ? Result<QList<FileRecord>>(cancelled()) : stillMissing(missing, stop);
    held.files = gone ? gone->size() : 0;
    held.outcome = held.files > 0 ? DeletionHeld::Outcome::Confirmed : DeletionHeld::Outcome::Kept;
    qCInfo(logEngine).nospace() << "deletion=" << (held.files > 0 ? "confirmed" : "dropped")
                                << " files=" << held.files;
    m_hooks.publish(held);
    return gone;
}

Result<QList<FileRecord>> FolderPipeline::stillMissing(const QList<FileRecord> &records,
                                                       const std::stop_token &stop) const
{
    if (Done there = checkRoot(std::size_t(records.size())); !there)
        return there.error();
    QList<QByteArray> paths;
    QList<FileId> ids;
    for (const FileRecord &record : records) {
        paths.append(record.path.toUtf8());
        ids.append(record.id);
    }
    const auto statuses = statPaths({.root = m_scope.root, .rules = &m_rules, .maxFileBytes = m_parts.maxFileBytes},
                                    paths, stop);
    if (!statuses)
        return statuses.error();
    const auto indexed = m_parts.store.records(m_scope, ids).result();
    if (!indexed)
        return indexed.error();
    QHash<FileId, QString> pathNow;
    for (const FileRecord &record : *indexed)
        pathNow.insert(record.id, record.path);

    QList<FileRecord> missing;
    for (qsizetype i = 0; i < records.size(); ++i) {
        if (pathNow.value(records.at(i).id) != records.at(i).path)
            continue; // what went ahead of this comparison has found where the file is now
        switch (statuses->at(std::size_t(i)).kind) {
        case PathStatus::Kind::File:
        case PathStatus::Kind::Unreadable:
            break;
        case PathStatus::Kind::Directory:
        case PathStatus::Kind::Missing:
        case PathStatus::Kind::Ignored:
        case PathStatus::Kind::Skipped:
            missing.append(records.at(i));
            break;
        }
    }
    return missing;
}

Result<std::unique_ptr<BatchIndexer>> FolderPipeline::makeIndexer(BatchIndexer::Mode mode) const
{
    auto reader = FolderReader::open(m_scope.root);
    if (!reader)
        return Error{Error::Kind::NotFound, reader.error().message};
    return std::make_unique<BatchIndexer>(m_parts, m_scope, *std::move(reader), mode);
}

Done FolderPipeline::handleUrgent(const std::stop_token &stop)
{
    if (stop.stop_requested())
        return cancelled();
    if (Done way = m_hooks.giveWay(); !way)
        return way;
    const QStringList paths = m_hooks.takeUrgent();
    if (paths.isEmpty())
        return {};
    const QStringList failed = std::exchange(m_failed, {});
    const auto synced = syncPaths(paths, stop);
    m_failed += failed;
    m_overtaken = true;
    return synced ? Done() : synced.error();
}

void FolderPipeline::publishChanges(BatchIndexer &indexer)
{
    const QList<FileChange> changes = indexer.takeChanges();
    for (const FileChange &change : changes)
        m_hooks.publish(FileChanged{.folder = m_config.key, .change = change});
    const QList<FileProblem> failures = indexer.takeFailures();
    for (const FileProblem &failure : failures)
        m_hooks.publish(FileFailed{.folder = m_config.key, .path = failure.path, .error = failure.reason});
}

} // namespace vectray
