#include "PostgresStore.h"

#include "PostgresConfigs.h"
#include "PostgresExport.h"
#include "PostgresIndexes.h"
#include "PostgresLink.h"
#include "PostgresListener.h"
#include "PostgresLocks.h"
#include "PostgresPaths.h"
#include "PostgresRecords.h"
#include "PostgresSchema.h"
#include "PostgresSearch.h"
#include "PostgresVectorSets.h"
#include "PostgresWriter.h"
#include "StoreThread.h"

#include <base/Logging.h>

namespace vectray {

using namespace Qt::Literals::StringLiterals;

/// The writing half: its connection, and the datasets that connection has to itself.
struct PostgresScribe
{
    explicit PostgresScribe(PostgresLink::Options options)
        : link([&] {
            options.begin = [this](Postgres &postgres) { return locks.begin(postgres); };
            return std::move(options);
        }())
    {}

    PostgresLocks locks;
    PostgresLink link;
};

/// The reading half: its connection, and what the search remembers.
struct PostgresReader
{
    PostgresReader(PostgresLink::Options options, PostgresNearest::Options nearest)
        : search(std::move(nearest))
        , link([&] {
            options.begin = [this](Postgres &postgres) { return search.begin(postgres); };
            return std::move(options);
        }())
    {}

    PostgresSearch search;
    PostgresLink link;
};

namespace {

/// Somebody waits for what is read. Who writes has time; the limit leaves room within the one for all of a statement.
constexpr std::chrono::milliseconds ReadLockLimit{1'000};
constexpr std::chrono::milliseconds WriteLockLimit{10'000};

/// Runs work(Postgres &) -> Result<T> in a transaction that is committed if it succeeds.
template<typename Work, typename R = std::invoke_result_t<Work &, Postgres &>>
R inTransaction(Postgres &postgres, Work work)
{
    PostgresTransaction transaction(postgres);
    if (Done begun = transaction.begin(); !begun)
        return begun.error();
    R result = work(postgres);
    if (!result)
        return result;
    if (Done committed = transaction.commit(); !committed)
        return committed.error();
    return result;
}

struct Applied
{
    BatchCounts counts;
    bool hasStaged = false;
};

Result<Applied> applyBatch(Postgres &postgres, const IndexBatch &batch, const PackedChunks &packed)
{
    return inTransaction(postgres, [&](Postgres &open) -> Result<Applied> {
        PostgresWriter writer(open, batch, packed);
        const Done written = writer.write();
        return written ? Result(Applied{writer.counts(), writer.hasStaged()}) : written.error();
    });
}

template<typename Context, typename... Options>
std::unique_ptr<StoreThread<Context>> threadFor(const QString &name, const Options &...options)
{
    return std::make_unique<StoreThread<Context>>(name, [options...]() -> Result<std::unique_ptr<Context>> {
        return std::make_unique<Context>(options...);
    });
}

/// \a codes has the thread and the connection that they are read with.
PostgresNearest::Options nearestBy(StoreThread<PostgresLink> &codes, const PostgresStore::Options &options,
                                   std::atomic<std::int64_t> &chunks)
{
    if (options.codeBytes == 0)
        return {};
    const auto read = [&codes, pool = options.pool](PostgresCodes::Wanted wanted) {
        return codes.submit([pool, wanted = std::move(wanted)](PostgresLink &link) {
            const Instant begun = steadyNow();
            auto all =
                link.use([&](Postgres &postgres) { return PostgresCodes::read(postgres, wanted, pool); });
            link.close();
            if (all && *all)
                qCInfo(logStore).nospace()
                    << "codes=read chunks=" << (*all)->chunks() << " ms="
                    << std::chrono::duration_cast<std::chrono::milliseconds>(steadyNow() - begun).count();
            return all;
        });
    };
    return {.read = read, .mostBytes = options.codeBytes, .chunks = &chunks};
}

} // namespace

template<typename Work>
auto PostgresStore::write(Work work)
{
    return m_writer->submit(
        [work = std::move(work)](PostgresScribe &scribe) { return scribe.link.use(work); });
}

template<typename Work>
auto PostgresStore::read(Work work)
{
    return m_reader->submit(
        [work = std::move(work)](PostgresReader &reader) { return reader.link.use(work); });
}

template<typename Work>
auto PostgresStore::writeAlone(DatasetId dataset, Work work)
{
    return m_writer->submit([dataset, work = std::move(work)](PostgresScribe &scribe) {
        using R = std::invoke_result_t<const Work &, Postgres &>;
        return scribe.link.use([&](Postgres &postgres) -> R {
            if (Done held = scribe.locks.hold(postgres, dataset); !held)
                return held.error();
            return work(postgres);
        });
    });
}

PostgresStore::PostgresStore(Options options) : m_options(std::move(options)), m_health(m_options.onHealth)
{
    m_options.address.parameters["application_name"] = "vectray " + m_options.instance.toUtf8();
    m_closing = std::make_unique<WakeUp>();
    const auto linked = [&](const QByteArray &purpose) {
        return PostgresLink::Options{
            .address = m_options.address, .purpose = purpose, .line = std::make_shared<PostgresLine>()};
    };
    PostgresLink::Options writing = linked("write");
    writing.limit = Postgres::WriteLimit;
    writing.lockLimit = WriteLockLimit;
    writing.health = &m_health;
    writing.part = PostgresHealth::Part::Writing;
    PostgresLink::Options reading = linked("read");
    reading.lockLimit = ReadLockLimit;
    reading.health = &m_health;
    reading.part = PostgresHealth::Part::Reading;
    reading.isHasty = true;
    PostgresLink::Options keeping = linked("keep");
    keeping.limit = std::chrono::milliseconds(0);
    keeping.closing = m_closing->descriptor();
    PostgresLink::Options codes = linked("codes");
    codes.limit = Postgres::WriteLimit;
    codes.lockLimit = ReadLockLimit;
    codes.closing = m_closing->descriptor();
    m_keeper = threadFor<PostgresLink>(u"store-keep"_s, keeping);
    m_codes = threadFor<PostgresLink>(u"store-codes"_s, codes);
    m_writer = threadFor<PostgresScribe>(u"store-write"_s, writing);
    m_reader =
        threadFor<PostgresReader>(u"store-read"_s, reading, nearestBy(*m_codes, m_options, m_chunksInMemory));
    m_listener = std::make_unique<PostgresListener>(PostgresListener::Options{
        .address = m_options.address,
        .health = m_health,
        .others = {writing.line, reading.line, keeping.line, codes.line},
        .hooks = {.onAnswer = [this] { tryAgain(); }, .onMessage = m_options.onMessage}});
}

PostgresStore::~PostgresStore()
{
    m_closes = true;
    m_closing->wake(); // an index that is being built is built again another time
}

void PostgresStore::announce(const QByteArray &message)
{
    m_listener->announce(message);
}

StoreHealth PostgresStore::health() const
{
    return m_health.now();
}

QFuture<Done> PostgresStore::release(FolderScope folder)
{
    return m_writer->submit([dataset = folder.dataset](PostgresScribe &scribe) {
        return scribe.link.use([&](Postgres &postgres) { return scribe.locks.release(postgres, dataset); });
    });
}

void PostgresStore::tend()
{
    if (m_tends.exchange(true))
        return;
    m_keeper->tell([this](PostgresLink &link) {
        m_tends = false;
        const Done tended = link.use(tendIndexes);
        if (!tended && !m_closes)
            qCWarning(logStore).nospace() << "index=not-tended error=" << tended.error().message;
    });
}

/// Those that the server did not let in are not let to wait for somebody to need them.
void PostgresStore::tryAgain()
{
    const auto connect = [](auto &context) { std::ignore = context.link.use([](Postgres &) { return Done(); }); };
    if (m_health.isInTrouble(PostgresHealth::Part::Writing))
        m_writer->tell(connect);
    if (m_health.isInTrouble(PostgresHealth::Part::Reading))
        m_reader->tell(connect);
}

QFuture<Result<StoreInfo>> PostgresStore::info()
{
    return read([location = m_options.address.location()](Postgres &postgres) -> Result<StoreInfo> {
        const auto size = readSizeBytes(postgres);
        if (!size)
            return size.error();
        return StoreInfo{.kind = u"postgresql"_s,
                         .location = location,
                         .schemaVersion = PostgresSchemaVersion,
                         .sizeBytes = *size};
    });
}

QFuture<Result<QList<WatchConfig>>> PostgresStore::watchConfigs()
{
    return write(
        [instance = m_options.instance](Postgres &postgres) { return readWatchConfigs(postgres, instance); });
}

QFuture<Result<WatchConfig>> PostgresStore::putWatchConfig(WatchConfig config)
{
    return write([instance = m_options.instance, config = std::move(config)](Postgres &postgres) {
        return vectray::putWatchConfig(postgres, instance, config);
    });
}

QFuture<Done> PostgresStore::removeWatchConfig(WatchConfig::Key key)
{
    return write([instance = m_options.instance, key = std::move(key)](Postgres &postgres) {
        return vectray::removeWatchConfig(postgres, instance, key);
    });
}

QFuture<Result<FolderScope>> PostgresStore::folderScope(WatchConfig::Key key)
{
    return write([key = std::move(key)](Postgres &postgres) { return ensureFolderScope(postgres, key); });
}

QFuture<Done> PostgresStore::removeIndex(FolderScope folder)
{
    return writeAlone(folder.dataset, [folder](Postgres &postgres) {
        return inTransaction(postgres, [&](Postgres &open) { return deleteFolder(open, folder); });
    });
}

QFuture<Result<QList<ProjectSummary>>> PostgresStore::summaries()
{
    return read([](Postgres &postgres) { return readSummaries(postgres); });
}

QFuture<Result<FilePage>> PostgresStore::files(FilesQuery query)
{
    return read([query = std::move(query)](Postgres &postgres) { return readFiles(postgres, query); });
}

QFuture<Result<QList<FileProblem>>> PostgresStore::problems(FolderScope folder)
{
    return read([folder = std::move(folder)](Postgres &postgres) { return readProblems(postgres, folder); });
}

QFuture<Result<FileTable>> PostgresStore::fileTable(FolderScope folder)
{
    return writeAlone(folder.dataset,
                      [folder](Postgres &postgres) { return readFileTable(postgres, folder); });
}

QFuture<Result<QList<FileRecord>>> PostgresStore::records(FolderScope /*folder*/, QList<FileId> ids)
{
    return write([ids = std::move(ids)](Postgres &postgres) { return readRecords(postgres, ids); });
}

QFuture<Result<QList<FileRecord>>> PostgresStore::recordsAt(FolderScope folder, QStringList paths)
{
    return write([folder = std::move(folder), paths = std::move(paths)](Postgres &postgres) {
        return readRecordsAt(postgres, folder, paths);
    });
}

QFuture<Result<QSet<ContentHash>>> PostgresStore::knownChunks(EmbeddingModel model, QList<ContentHash> hashes)
{
    return write([model = std::move(model), hashes = std::move(hashes)](Postgres &postgres) {
        return readKnownChunks(postgres, model, hashes);
    });
}

QFuture<Result<BatchCounts>> PostgresStore::apply(IndexBatch batch)
{
    const DatasetId dataset = batch.folder.dataset;
    batch = withoutLongPaths(std::move(batch));
    const auto packed = std::make_shared<PackedChunks>(m_options.pool, batch);
    return writeAlone(dataset, [this, batch = std::move(batch), packed](Postgres &postgres) -> Result<BatchCounts> {
        packed->collect();
        const int before = postgres.hindrances();
        const auto applied = applyBatch(postgres, batch, *packed);
        if (applied || postgres.hindrances() > before)
            m_health.report(PostgresHealth::Part::Storing, applied ? Done() : applied.error());
        if (!applied)
            return applied.error();
        if (applied->hasStaged)
            tend();
        return applied->counts;
    });
}

QFuture<Done> PostgresStore::markSynced(FolderScope folder)
{
    tend();
    return write([this, folder = std::move(folder)](Postgres &postgres) {
        Done marked = postgres.run("UPDATE datasets SET last_sync_at = NOW(), updated_at = NOW() WHERE id = $1",
                                   folder.dataset.value);
        if (marked) // where nothing was left to write
            m_health.report(PostgresHealth::Part::Storing, {});
        return marked;
    });
}

QFuture<Result<VectorSetState>> PostgresStore::vectorSet(EmbeddingModel model)
{
    return write([model = std::move(model)](Postgres &postgres) { return readVectorSet(postgres, model); });
}

QFuture<Result<MissingVectors>> PostgresStore::missingVectors(EmbeddingModel model, ChunkId after, int limit)
{
    return write([model = std::move(model), after, limit](Postgres &postgres) {
        return readMissingVectors(postgres, model, after, limit);
    });
}

QFuture<Done> PostgresStore::addVectors(EmbeddingModel model, QHash<ContentHash, Embedding> vectors)
{
    return write([model = std::move(model), vectors = std::move(vectors)](Postgres &postgres) {
        return inTransaction(postgres, [&](Postgres &open) { return vectray::addVectors(open, model, vectors); });
    });
}

QFuture<Done> PostgresStore::switchTo(EmbeddingModel model)
{
    return write([this, model = std::move(model)](Postgres &postgres) {
        postgres.setLimit(std::chrono::milliseconds(0)); // as long as there are chunks
        Done switched = inTransaction(postgres, [&](Postgres &open) { return switchVectorSet(open, model); });
        postgres.setLimit(Postgres::WriteLimit);
        if (switched)
            tend();
        return switched;
    });
}

QFuture<Result<VectorCacheState>> PostgresStore::vectorCache()
{
    return write(readVectorCache);
}

QFuture<Done> PostgresStore::maintain(VectorCacheLimits limits)
{
    return write([limits = std::move(limits)](Postgres &postgres) { return trimVectorCache(postgres, limits); });
}

QFuture<Result<QList<StoredFile>>> PostgresStore::storedFiles(DatasetId dataset, FileId after, int limit)
{
    return write(
        [dataset, after, limit](Postgres &postgres) { return readStoredFiles(postgres, dataset, after, limit); });
}

QFuture<Result<QList<SearchHit>>> PostgresStore::search(SearchQuery query)
{
    return m_reader->submit([query = std::move(query)](PostgresReader &reader) {
        return reader.link.use([&](Postgres &postgres) { return reader.search.search(postgres, query); });
    });
}

} // namespace vectray
