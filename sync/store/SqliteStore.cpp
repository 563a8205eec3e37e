#include "SqliteStore.h"

#include "PreparedChunks.h"
#include "SharedCodes.h"
#include "SqliteCompaction.h"
#include "SqliteConfigs.h"
#include "SqliteExport.h"
#include "SqliteRecords.h"
#include "SqliteSchema.h"
#include "SqliteSearch.h"
#include "SqliteSummaries.h"
#include "SqliteVectorSets.h"
#include "SqliteWriter.h"
#include "StoreThread.h"

#include <base/Logging.h>

#include <QFileInfo>

#include <algorithm>

#include <fcntl.h>
#include <unistd.h>

namespace vectray {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int MostReaders = 4;

/// Made by us first, because SQLite gives its other files the mode of this one.
void createPrivate(const QString &file)
{
    const int descriptor = ::open(file.toUtf8().constData(), O_CREAT | O_RDWR | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (descriptor >= 0)
        ::close(descriptor); // otherwise SQLite says what is wrong
}

Result<std::unique_ptr<Sqlite>> openWriter(const QString &file)
{
    createPrivate(file);
    auto opened = Sqlite::open(file, Sqlite::Access::ReadWrite);
    if (!opened)
        return opened;
    Sqlite &sqlite = **opened;
    for (const char *pragma : {"PRAGMA journal_mode=WAL", "PRAGMA synchronous=NORMAL", "PRAGMA cell_size_check=ON",
                               "PRAGMA journal_size_limit=67108864", "PRAGMA cache_size=-16384"}) {
        if (Done set = sqlite.exec(pragma); !set)
            return set.error();
    }
    if (Done migrated = migrate(sqlite); !migrated)
        return migrated.error();
    return opened;
}

/// A dataset that no folder feeds any more goes, and so does a project without datasets.
Done removeEmptyDataset(Sqlite &sqlite, const DatasetId &dataset, CodeDelta &delta)
{
    const auto row = datasetRow(sqlite, dataset);
    if (!row)
        return row.error();
    bool used = false;
    const auto isUsed = [&](const SqliteRow &) { used = true; };
    for (const char *sql : {"SELECT 1 FROM indexed_files WHERE project_id = ?1 AND dataset_id = ?2 LIMIT 1",
                            "SELECT 1 FROM watch_configs WHERE project_id = ?1 AND dataset_id = ?2 LIMIT 1"}) {
        if (Done read = sqlite.each(sql, isUsed, row->project, row->dataset); !read)
            return read;
    }
    if (used)
        return {};

    delta.dropped = true;
    if (Done dropped = dropFtsTable(sqlite, row->dataset); !dropped)
        return dropped;
    if (Done removed = sqlite.run("DELETE FROM datasets WHERE id = ?", row->dataset); !removed)
        return removed;
    return sqlite.run("DELETE FROM projects WHERE id = ? AND NOT EXISTS "
                      "(SELECT 1 FROM datasets WHERE project_id = projects.id)",
                      row->project);
}

Result<StoreInfo> infoOf(Sqlite &sqlite, const QString &file)
{
    const auto size = readSizeBytes(sqlite);
    if (!size)
        return size.error();
    return StoreInfo{.kind = u"sqlite"_s,
                     .location = file,
                     .schemaVersion = SqliteSchemaVersion,
                     .sizeBytes = *size,
                     .walBytes = QFileInfo(file + u"-wal"_s).size()};
}

Done inTransaction(Sqlite &sqlite, const std::function<Done()> &work)
{
    SqliteTransaction transaction(sqlite);
    if (Done begun = transaction.begin(); !begun)
        return begun;
    if (Done worked = work(); !worked)
        return worked;
    return transaction.commit();
}

Result<CodeDelta> removeFolder(Sqlite &sqlite, const FolderScope &folder)
{
    SqliteTransaction transaction(sqlite);
    if (Done begun = transaction.begin(); !begun)
        return begun.error();
    auto delta = deleteFolder(sqlite, folder);
    if (!delta)
        return delta.error();
    CodeDelta changed = *std::move(delta);
    if (Done removed = removeEmptyDataset(sqlite, folder.dataset, changed); !removed)
        return removed.error();
    if (Done committed = transaction.commit(); !committed)
        return committed.error();
    return changed;
}

} // namespace

SqliteStore::SqliteStore(const QString &file, QThreadPool &pool)
    : m_file(file), m_pool(pool), m_codes(std::make_shared<SharedCodes>(pool))
{
    m_writer = std::make_unique<StoreThread<Sqlite>>(u"store-write"_s, [file] { return openWriter(file); });
    // The readers can only open what the writer has made.
    m_writer->submit([](Sqlite &) { return Done(); }).waitForFinished();
    for (int i = std::clamp(QThread::idealThreadCount(), 1, MostReaders); i > 0; --i)
        m_readers.push_back(std::make_unique<StoreThread<SqliteSearch>>(
            u"store-read"_s, [file, codes = m_codes] { return SqliteSearch::open(file, codes); }));
}

SqliteStore::~SqliteStore()
{
    m_closes = true;
    m_writer.reset();
    m_readers.clear();
}

StoreThread<SqliteSearch> &SqliteStore::reader() const
{
    return **std::ranges::min_element(m_readers, {}, [](const auto &reader) { return reader->waiting(); });
}

QFuture<Result<StoreInfo>> SqliteStore::info()
{
    return m_writer->submit([file = m_file](Sqlite &sqlite) { return infoOf(sqlite, file); });
}

QFuture<Result<StoreInfo>> SqliteStore::compact()
{
    return m_writer->submit([this](Sqlite &sqlite) -> Result<StoreInfo> {
        sqlite.setDeadline([this] { return m_closes.load(); });
        const Done compacted = vectray::compact(sqlite, m_file);
        sqlite.setDeadline({});
        return compacted ? infoOf(sqlite, m_file) : compacted.error();
    });
}

QFuture<Result<QList<WatchConfig>>> SqliteStore::watchConfigs()
{
    return m_writer->submit(readWatchConfigs);
}

QFuture<Result<WatchConfig>> SqliteStore::putWatchConfig(WatchConfig config)
{
    return m_writer->submit(
        [config = std::move(config)](Sqlite &sqlite) { return vectray::putWatchConfig(sqlite, config); });
}

QFuture<Done> SqliteStore::removeWatchConfig(WatchConfig::Key key)
{
    return m_writer->submit(
        [key = std::move(key)](Sqlite &sqlite) { return vectray::removeWatchConfig(sqlite, key); });
}

QFuture<Result<FolderScope>> SqliteStore::folderScope(WatchConfig::Key key)
{
    return m_writer->submit([key = std::move(key)](Sqlite &sqlite) { return ensureFolderScope(sqlite, key); });
}

QFuture<Done> SqliteStore::removeIndex(FolderScope folder)
{
    return m_writer->submit([this, folder = std::move(folder)](Sqlite &sqlite) -> Done {
        auto delta = removeFolder(sqlite, folder);
        if (!delta)
            return delta.error();
        m_codes->apply(*delta);
        return {};
    });
}

QFuture<Result<QList<ProjectSummary>>> SqliteStore::summaries()
{
    return reader().submit([](SqliteSearch &search) { return readSummaries(search.sqlite()); });
}

QFuture<Result<FilePage>> SqliteStore::files(FilesQuery query)
{
    return reader().submit(
        [query = std::move(query)](SqliteSearch &search) { return readFiles(search.sqlite(), query); });
}

QFuture<Result<QList<FileProblem>>> SqliteStore::problems(FolderScope folder)
{
    return reader().submit(
        [folder = std::move(folder)](SqliteSearch &search) { return readProblems(search.sqlite(), folder); });
}

QFuture<Result<FileTable>> SqliteStore::fileTable(FolderScope folder)
{
    return m_writer->submit([folder = std::move(folder)](Sqlite &sqlite) { return readFileTable(sqlite, folder); });
}

QFuture<Result<QList<FileRecord>>> SqliteStore::records(FolderScope folder, QList<FileId> ids)
{
    return m_writer->submit([folder = std::move(folder), ids = std::move(ids)](Sqlite &sqlite) {
        return readRecords(sqlite, folder, ids);
    });
}

QFuture<Result<QList<FileRecord>>> SqliteStore::recordsAt(FolderScope folder, QStringList paths)
{
    return m_writer->submit([folder = std::move(folder), paths = std::move(paths)](Sqlite &sqlite) {
        return readRecordsAt(sqlite, folder, paths);
    });
}

QFuture<Result<QSet<ContentHash>>> SqliteStore::knownChunks(EmbeddingModel model, QList<ContentHash> hashes)
{
    return m_writer->submit([model = std::move(model), hashes = std::move(hashes)](Sqlite &sqlite) {
        return readKnownChunks(sqlite, model, hashes);
    });
}

QFuture<Result<BatchCounts>> SqliteStore::apply(IndexBatch batch)
{
    PreparedChunks chunks(m_pool, batch);
    return m_writer->submit([this, batch = std::move(batch),
                             chunks = std::move(chunks)](Sqlite &sqlite) mutable -> Result<BatchCounts> {
        chunks.collect();
        SqliteTransaction transaction(sqlite);
        if (Done begun = transaction.begin(); !begun)
            return begun.error();
        SqliteWriter writer(sqlite, batch, chunks);
        if (Done written = writer.write(); !written)
            return written.error();
        if (Done committed = transaction.commit(); !committed)
            return committed.error();
        m_codes->apply(writer.takeDelta()); // before the future is ready: whoever waits for it finds what is new
        return writer.counts();
    });
}

QFuture<Done> SqliteStore::markSynced(FolderScope folder)
{
    return m_writer->submit([folder = std::move(folder)](Sqlite &sqlite) -> Done {
        if (Done marked = sqlite.run("UPDATE datasets SET last_sync_at = ?1, updated_at = ?1 WHERE uuid = ?2",
                                     QDateTime::currentDateTimeUtc(), folder.dataset.value);
            !marked)
            return marked;
        return sqlite.exec("PRAGMA shrink_memory"); // a comparison has filled the cache with what nobody asks for again
    });
}

QFuture<Result<VectorSetState>> SqliteStore::vectorSet(EmbeddingModel model)
{
    return m_writer->submit(
        [model = std::move(model)](Sqlite &sqlite) { return readVectorSet(sqlite, model); });
}

QFuture<Result<MissingVectors>> SqliteStore::missingVectors(EmbeddingModel model, ChunkId after, int limit)
{
    return m_writer->submit([model = std::move(model), after, limit](Sqlite &sqlite) {
        return readMissingVectors(sqlite, model, after, limit);
    });
}

QFuture<Done> SqliteStore::addVectors(EmbeddingModel model, QHash<ContentHash, Embedding> vectors)
{
    return m_writer->submit([model = std::move(model), vectors = std::move(vectors)](Sqlite &sqlite) {
        return inTransaction(sqlite, [&] { return vectray::addVectors(sqlite, model, vectors); });
    });
}

QFuture<Done> SqliteStore::switchTo(EmbeddingModel model)
{
    return m_writer->submit([this, model = std::move(model)](Sqlite &sqlite) -> Done {
        if (Done switched = inTransaction(sqlite, [&] { return switchVectorSet(sqlite, model); }); !switched)
            return switched;
        if (Done followed = m_codes->follow(sqlite); !followed) // the searches then try it themselves
            qCWarning(logStore).nospace() << "switch=codes-not-read error=" << followed.error().message;
        return {};
    });
}

QFuture<Result<VectorCacheState>> SqliteStore::vectorCache()
{
    return m_writer->submit(readVectorCache);
}

QFuture<Done> SqliteStore::maintain(VectorCacheLimits limits)
{
    return m_writer->submit([limits = std::move(limits)](Sqlite &sqlite) -> Done {
        if (Done trimmed = trimVectorCache(sqlite, limits); !trimmed)
            return trimmed;
        return sqlite.exec("PRAGMA wal_checkpoint(TRUNCATE)");
    });
}

QFuture<Result<QList<StoredFile>>> SqliteStore::storedFiles(DatasetId dataset, FileId after, int limit)
{
    return m_writer->submit(
        [dataset, after, limit](Sqlite &sqlite) { return readStoredFiles(sqlite, dataset, after, limit); });
}

QFuture<Result<QList<SearchHit>>> SqliteStore::search(SearchQuery query)
{
    return reader().submit([query = std::move(query)](SqliteSearch &search) { return search.search(query); });
}

} // namespace vectray
