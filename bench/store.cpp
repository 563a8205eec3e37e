// Both stores side by side: VECTRAY_BENCH_CHUNKS=100000 VECTRAY_BENCH_POSTGRES=postgresql://… bench_store
//
// Loads the chunks as a first index does, in batches of 256 files; then searches, and replaces a file.
// Made-up chunks, or with VECTRAY_BENCH_TREE those of the files there. The database should be empty and is
// not emptied; one that a run before filled is only searched (--benchmark_filter=earch or ecall), if the
// chunks are the same. Without VECTRAY_BENCH_POSTGRES only SQLite is measured; with VECTRAY_BENCH_BARE=1
// PostgreSQL is loaded without most of its indexes, which are made afterwards; with VECTRAY_BENCH_CODES=0 it
// is searched by its own vector index only.

#include "Corpus.h"
#include "Postgres.h"
#include "PostgresSearch.h"

#include <store/PostgresStore.h>
#include <store/SqliteStore.h>

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QTemporaryDir>
#include <QThreadPool>

#include <benchmark/benchmark.h>

#include <algorithm>
#include <map>
#include <numeric>

namespace {

using namespace vectray;
using namespace vectray::bench;
using namespace Qt::Literals::StringLiterals;

constexpr int ChunksPerFile = 4;
constexpr int FilesPerBatch = 256;

int chunkCount()
{
    const int asked = qEnvironmentVariableIntValue("VECTRAY_BENCH_CHUNKS");
    return asked > 0 ? asked : 20'000;
}

EmbeddingModel model()
{
    return {.provider = u"bench"_s, .model = u"clusters"_s, .dimension = Dimension};
}

IndexBatch batchOf(Corpus &corpus, const FolderScope &folder, int firstFile, int files)
{
    IndexBatch batch{.folder = folder, .model = model()};
    for (int file = firstFile; file < firstFile + files; ++file) {
        FileWrite write{
            .record = {.path = u"src/part%1/file%2.cpp"_s.arg(file % 50).arg(file), .language = u"cpp"_s}};
        for (int i = 0; i < ChunksPerFile; ++i) {
            const Piece piece = corpus.next();
            Chunk chunk{.startLine = 1 + i * 20, .endLine = 20 + i * 20, .text = piece.text};
            chunk.hash = sha256(chunk.text);
            batch.vectors.insert(chunk.hash, piece.vector);
            write.chunks.append(std::move(chunk));
        }
        batch.writes.append(std::move(write));
    }
    return batch;
}

template<typename T>
T must(const Result<T> &result)
{
    if (!result)
        qFatal("%s", qPrintable(result.error().message));
    return *result;
}

/// Those that a load pays most for; a file's chunks are looked up while it is loaded.
constexpr std::initializer_list<std::pair<const char *, const char *>> Indexes{
    {"chunks_by_term", "gin(terms) WITH (gin_pending_list_limit = 1024)"},
    {"chunks_by_hash", "hash(chunk_hash)"},
    {"chunks_by_dataset", "btree(dataset_id)"},
    {"chunks_by_model", "btree(model_id)"}};

QByteArray dropIndexes()
{
    QByteArray sql;
    for (const auto &[name, columns] : Indexes)
        sql += QByteArray("DROP INDEX claude_context.") + name + ';';
    return sql;
}

QByteArray makeIndexes()
{
    QByteArray sql = "SET maintenance_work_mem = '512MB';";
    for (const auto &[name, columns] : Indexes)
        sql += QByteArray("CREATE INDEX ") + name + " ON claude_context.chunks USING " + columns + ';';
    return sql;
}

std::unique_ptr<Postgres> server()
{
    const auto address = PostgresAddress::parse(qEnvironmentVariable("VECTRAY_BENCH_POSTGRES"));
    auto opened = Postgres::open(must(address), std::chrono::seconds(5));
    if (!opened)
        qFatal("%s", qPrintable(opened.error().message));
    (*opened)->setLimit(std::chrono::milliseconds(0));
    return *std::move(opened);
}

/// Seconds until a statement says true.
double waitFor(const QByteArray &sql)
{
    QElapsedTimer time;
    time.start();
    const auto postgres = server();
    for (bool done = false; !done; QThread::msleep(20))
        must(postgres->each(sql, [&](const PostgresRow &row) { done = row.integer(0) != 0; }));
    return double(time.nsecsElapsed()) / 1e9;
}

/// A filled store.
struct Filled
{
    std::unique_ptr<Corpus> corpus = Corpus::make(); ///< its next chunks are not in the store yet
    std::unique_ptr<IndexStore> store;
    FolderScope folder;
    double loadSeconds = 0;
    double indexSeconds = 0; ///< where they are made afterwards
    double vectorIndexSeconds = 0; ///< PostgreSQL's, made beside the work when a load is over
    double codesSeconds = 0; ///< until a PostgresStore has them in memory
    double bytesPerChunk = 0;
};

PostgresStore::Options postgresOptions(QThreadPool &pool)
{
    const auto address = PostgresAddress::parse(qEnvironmentVariable("VECTRAY_BENCH_POSTGRES"));
    PostgresStore::Options options{.address = must(address), .instance = u"bench@here"_s, .pool = &pool};
    if (qEnvironmentVariable("VECTRAY_BENCH_CODES") == u"0")
        options.codeBytes = 0;
    return options;
}

/// Until searches go by them, as those of large indexes do soon after the first.
double waitForCodes(PostgresStore &store)
{
    const SearchQuery query{.vector = Embedding(Dimension, 1), .model = model()};
    QElapsedTimer time;
    time.start();
    while (store.chunksInMemory() == 0) {
        must(store.search(query).result());
        QThread::msleep(20);
    }
    return double(time.nsecsElapsed()) / 1e9;
}

/// One of each kind for all measurements; has to end before the application does.
struct Stores
{
    QThreadPool pool;
    QTemporaryDir dir;
    std::map<QString, Filled> byKind;
};

std::unique_ptr<Stores> stores;

Filled &filled(const QString &kind)
{
    Filled &here = stores->byKind[kind];
    if (here.store)
        return here;
    const bool isPostgres = kind != u"sqlite";
    if (!isPostgres) {
        here.store = std::make_unique<SqliteStore>(stores->dir.filePath(u"index.db"_s), stores->pool);
    } else {
        here.store = std::make_unique<PostgresStore>(postgresOptions(stores->pool));
    }
    const bool isFull = !must(here.store->summaries().result()).isEmpty(); // asked for when its tables are there
    const bool isBare = isPostgres && qEnvironmentVariableIsSet("VECTRAY_BENCH_BARE");
    if (isBare)
        must(server()->exec(dropIndexes()));
    here.folder = must(here.store->folderScope({u"/bench"_s, u"bench"_s, u"bench"_s}).result());
    const int files = chunkCount() / ChunksPerFile;
    for (int first = 0; first < files; first += FilesPerBatch) {
        const IndexBatch batch = batchOf(*here.corpus, here.folder, first, std::min(FilesPerBatch, files - first));
        if (isFull)
            continue; // the corpus goes on all the same, to chunks that are not in the store
        QElapsedTimer time;
        time.start();
        must(here.store->apply(batch).result());
        here.loadSeconds += double(time.nsecsElapsed()) / 1e9;
    }
    if (isBare) {
        QElapsedTimer time;
        time.start();
        must(server()->exec(makeIndexes()));
        here.indexSeconds = double(time.nsecsElapsed()) / 1e9;
    }
    must(here.store->markSynced(here.folder).result());
    if (isPostgres && chunkCount() > PostgresSearch::ExactUpTo) {
        here.vectorIndexSeconds = waitFor("SELECT count(*) FROM pg_class c JOIN pg_index i ON i.indexrelid = c.oid "
                                          "WHERE c.relname LIKE 'chunks_nearest_%' AND i.indisvalid");
        if (postgresOptions(stores->pool).codeBytes > 0)
            here.codesSeconds = waitForCodes(static_cast<PostgresStore &>(*here.store));
    }
    here.bytesPerChunk = double(must(here.store->info().result()).sizeBytes) / chunkCount();
    return here;
}

void load(benchmark::State &state, const QString &kind)
{
    for (auto _ : state)
        filled(kind);
    if (filled(kind).loadSeconds > 0)
        state.counters["chunks/s"] = chunkCount() / filled(kind).loadSeconds;
    state.counters["bytes/chunk"] = filled(kind).bytesPerChunk;
    if (filled(kind).indexSeconds > 0)
        state.counters["indexes s"] = filled(kind).indexSeconds;
    if (filled(kind).vectorIndexSeconds > 0)
        state.counters["vector index s"] = filled(kind).vectorIndexSeconds;
    if (filled(kind).codesSeconds > 0)
        state.counters["codes s"] = filled(kind).codesSeconds;
}

void search(benchmark::State &state, const QString &kind)
{
    Filled &here = filled(kind);
    const QList<Piece> questions = here.corpus->questions();
    std::vector<double> times;
    for (auto _ : state) {
        for (const Piece &question : questions) {
            const SearchQuery query{.text = QString::fromUtf8(question.text),
                                    .vector = question.vector,
                                    .model = model(),
                                    .project = u"bench"_s};
            QElapsedTimer time;
            time.start();
            must(here.store->search(query).result());
            times.push_back(double(time.nsecsElapsed()) / 1e6);
        }
    }
    std::ranges::sort(times);
    state.counters["p50 ms"] = times[times.size() / 2];
    state.counters["p95 ms"] = times[times.size() * 95 / 100];
}

struct Placed
{
    ContentHash hash;
    Embedding vector;
    bool isInPart1; ///< what pathPrefix "src/part1" lets through: 11 of 50 folders
};

/// All that filled() has written, made again.
std::vector<Placed> everything(const FolderScope &folder)
{
    const auto corpus = Corpus::make();
    std::vector<Placed> all;
    const int files = chunkCount() / ChunksPerFile;
    for (int first = 0; first < files; first += FilesPerBatch) {
        const IndexBatch batch = batchOf(*corpus, folder, first, std::min(FilesPerBatch, files - first));
        for (const FileWrite &file : batch.writes) {
            for (const Chunk &chunk : file.chunks)
                all.push_back({chunk.hash, batch.vectors.value(chunk.hash), file.record.path.startsWith(u"src/part1")});
        }
    }
    return all;
}

QSet<ContentHash> tenNearest(const std::vector<Placed> &all, const Embedding &query, bool onlyPart1)
{
    std::vector<std::pair<float, const ContentHash *>> scores;
    for (const Placed &chunk : all) {
        if (chunk.isInPart1 || !onlyPart1)
            scores.emplace_back(-std::inner_product(query.begin(), query.end(), chunk.vector.begin(), 0.0F), &chunk.hash);
    }
    std::partial_sort(scores.begin(), scores.begin() + 10, scores.end());
    QSet<ContentHash> nearest;
    for (int rank = 0; rank < 10; ++rank)
        nearest.insert(*scores[std::size_t(rank)].second);
    return nearest;
}

/// Recall of the ten nearest against comparing everything, found again by the chunks' texts; and how long it takes.
void recallOf(benchmark::State &state, const QString &kind, bool onlyPart1)
{
    Filled &here = filled(kind);
    const std::vector<Placed> all = everything(here.folder);
    const QList<Piece> questions = here.corpus->questions();
    double found = 0;
    std::vector<double> times;
    for (auto _ : state) {
        for (const Piece &question : questions) {
            SearchQuery query{.vector = question.vector, .model = model(), .topK = 30}; // in the order of the fusion
            if (onlyPart1)
                query.pathPrefix = u"src/part1"_s;
            const QSet<ContentHash> truth = tenNearest(all, query.vector, onlyPart1);
            QElapsedTimer time;
            time.start();
            auto hits = must(here.store->search(query).result());
            times.push_back(double(time.nsecsElapsed()) / 1e6);
            std::ranges::stable_sort(hits, std::ranges::greater(), &SearchHit::vectorScore);
            hits.resize(std::min<qsizetype>(hits.size(), 10));
            found += double(std::ranges::count_if(
                hits, [&](const SearchHit &hit) { return truth.contains(sha256(hit.text)); }));
        }
    }
    std::ranges::sort(times);
    state.counters["recall@10"] = found / (10 * double(questions.size()) * double(state.iterations()));
    state.counters["p50 ms"] = times[times.size() / 2];
}

void recall(benchmark::State &state, const QString &kind)
{
    recallOf(state, kind, false);
}

void filteredRecall(benchmark::State &state, const QString &kind)
{
    recallOf(state, kind, true);
}

void replaceFile(benchmark::State &state, const QString &kind)
{
    Filled &here = filled(kind);
    std::vector<double> times;
    int file = 0;
    for (auto _ : state) {
        const IndexBatch batch = batchOf(*here.corpus, here.folder, file++ % (chunkCount() / ChunksPerFile), 1);
        QElapsedTimer time;
        time.start();
        must(here.store->apply(batch).result());
        times.push_back(double(time.nsecsElapsed()) / 1e6);
    }
    std::ranges::sort(times);
    state.counters["p50 ms"] = times[times.size() / 2];
    state.counters["p95 ms"] = times[times.size() * 95 / 100];
}

/// What folders of a thousand chunks cost once the index is there.
void addMore(benchmark::State &state, const QString &kind)
{
    Filled &here = filled(kind);
    static int next = chunkCount(); // no file twice
    double seconds = 0;
    for (auto _ : state) {
        const IndexBatch batch = batchOf(*here.corpus, here.folder, next, FilesPerBatch);
        next += FilesPerBatch;
        QElapsedTimer time;
        time.start();
        must(here.store->apply(batch).result());
        seconds += double(time.nsecsElapsed()) / 1e9;
    }
    state.counters["chunks/s"] = double(state.iterations()) * FilesPerBatch * ChunksPerFile / seconds;
    if (kind != u"sqlite")
        state.counters["placed s"] =
            waitFor("SELECT NOT EXISTS (SELECT 1 FROM claude_context.chunks WHERE staged)");
}

const bool registered = [] {
    QStringList kinds{u"sqlite"_s};
    if (qEnvironmentVariableIsSet("VECTRAY_BENCH_POSTGRES"))
        kinds.append(u"postgresql"_s);
    using Measure = void (*)(benchmark::State &, const QString &);
    const std::initializer_list<std::tuple<const char *, Measure, int>> measures{
        {"load", load, 1},
        {"search", search, 3},
        {"recall", recall, 1},
        {"filteredRecall", filteredRecall, 1},
        {"replace", replaceFile, 100},
        {"addMore", addMore, 5},
        {"addMuchMore", addMore, 40}};
    for (const auto &[name, measure, iterations] : measures) {
        for (const QString &kind : kinds)
            benchmark::RegisterBenchmark(
                (QString::fromLatin1(name) + u'/' + kind).toUtf8().constData(),
                [measure = measure, kind](benchmark::State &state) { measure(state, kind); })
                ->Iterations(iterations)
                ->Unit(benchmark::kMillisecond);
    }
    return true;
}();

} // namespace

/// Its own, because the stores' threads are Qt's.
int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    benchmark::Initialize(&argc, argv);
    stores = std::make_unique<Stores>();
    benchmark::RunSpecifiedBenchmarks();
    stores.reset();
    return 0;
}
