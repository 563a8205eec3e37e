// Both stores side by side: VECTRAY_BENCH_CHUNKS=100000 VECTRAY_BENCH_POSTGRES=postgresql://… bench_store
//
// Loads the chunks as a first index does, in batches of 256 files; then searches, and replaces a file. The
// database should be empty and is not emptied. Without VECTRAY_BENCH_POSTGRES only SQLite is measured; with
// VECTRAY_BENCH_BARE=1 PostgreSQL is loaded without most of its indexes, which are made afterwards.

#include "Postgres.h"

#include <base/Sha256.h>
#include <store/PostgresStore.h>
#include <store/SqliteStore.h>

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QTemporaryDir>
#include <QThreadPool>

#include <benchmark/benchmark.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <random>

namespace {

using namespace vectray;
using namespace Qt::Literals::StringLiterals;

constexpr int Dimension = 256;
constexpr int ChunksPerFile = 4;
constexpr int FilesPerBatch = 256;
constexpr int Queries = 100;

int chunkCount()
{
    const int asked = qEnvironmentVariableIntValue("VECTRAY_BENCH_CHUNKS");
    return asked > 0 ? asked : 20'000;
}

EmbeddingModel model()
{
    return {.provider = u"bench"_s, .model = u"clusters"_s, .dimension = Dimension};
}

/// Vectors in clusters, as those of real texts are, and texts of words by Zipf's law.
class Corpus
{
public:
    explicit Corpus(unsigned seed) : m_random(seed)
    {
        std::mt19937 fixed(7);
        for (auto &centre : m_centres)
            centre = direction(fixed);
        for (int word = 0; word < 20'000; ++word)
            m_words.append("word" + QByteArray::number(word * 7919 % 100'003));
    }

    Embedding vector()
    {
        Embedding vector =
            m_centres[std::uniform_int_distribution<std::size_t>(0, m_centres.size() - 1)(m_random)];
        const Embedding noise = direction(m_random);
        for (std::size_t i = 0; i < vector.size(); ++i)
            vector[i] += 0.9F * noise[i];
        return unit(vector);
    }
    QByteArray text()
    {
        QByteArray text;
        while (text.size() < 900)
            text += word() + (text.size() % 60 < 8 ? '\n' : ' ');
        return text;
    }
    QByteArray word()
    {
        const double share = std::uniform_real_distribution<>(0, 1)(m_random);
        return m_words.at(
            std::min<qsizetype>(qsizetype(std::pow(double(m_words.size()), share)), m_words.size() - 1));
    }

private:
    static Embedding unit(Embedding vector)
    {
        float sum = 0;
        for (const float value : vector)
            sum += value * value;
        for (float &value : vector)
            value /= std::sqrt(sum);
        return vector;
    }
    static Embedding direction(std::mt19937 &random)
    {
        std::normal_distribution<float> normal;
        Embedding vector(Dimension);
        std::ranges::generate(vector, [&] { return normal(random); });
        return unit(vector);
    }

    std::mt19937 m_random;
    std::array<Embedding, 200> m_centres;
    QList<QByteArray> m_words;
};

IndexBatch batchOf(Corpus &corpus, const FolderScope &folder, int firstFile, int files)
{
    IndexBatch batch{.folder = folder, .model = model()};
    for (int file = firstFile; file < firstFile + files; ++file) {
        FileWrite write{
            .record = {.path = u"src/part%1/file%2.cpp"_s.arg(file % 50).arg(file), .language = u"cpp"_s}};
        for (int i = 0; i < ChunksPerFile; ++i) {
            Chunk chunk{.startLine = 1 + i * 20, .endLine = 20 + i * 20, .text = corpus.text()};
            chunk.hash = sha256(chunk.text);
            batch.vectors.insert(chunk.hash, corpus.vector());
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

Done onServer(const QByteArray &sql)
{
    const auto address = PostgresAddress::parse(qEnvironmentVariable("VECTRAY_BENCH_POSTGRES"));
    const auto opened = Postgres::open(must(address), std::chrono::seconds(5));
    if (!opened)
        return opened.error();
    (*opened)->setLimit(std::chrono::milliseconds(0));
    return (*opened)->exec(sql);
}

/// One filled store of each kind for all measurements.
struct Filled
{
    std::unique_ptr<IndexStore> store;
    FolderScope folder;
    double loadSeconds = 0;
    double indexSeconds = 0; ///< where they are made afterwards
    double bytesPerChunk = 0;
};

Filled &filled(const QString &kind)
{
    static QThreadPool pool;
    static QTemporaryDir dir;
    static std::map<QString, Filled> stores;
    Filled &here = stores[kind];
    if (here.store)
        return here;
    if (kind == u"sqlite") {
        here.store = std::make_unique<SqliteStore>(dir.filePath(u"index.db"_s), pool);
    } else {
        const auto address = PostgresAddress::parse(qEnvironmentVariable("VECTRAY_BENCH_POSTGRES"));
        here.store = std::make_unique<PostgresStore>(
            PostgresStore::Options{.address = must(address), .instance = u"bench@here"_s, .pool = &pool});
    }
    must(here.store->info().result()); // with its tables
    const bool isBare = kind != u"sqlite" && qEnvironmentVariableIsSet("VECTRAY_BENCH_BARE");
    if (isBare)
        must(onServer(dropIndexes()));
    here.folder = must(here.store->folderScope({u"/bench"_s, u"bench"_s, u"bench"_s}).result());
    Corpus corpus(1);
    const int files = chunkCount() / ChunksPerFile;
    for (int first = 0; first < files; first += FilesPerBatch) {
        const IndexBatch batch = batchOf(corpus, here.folder, first, std::min(FilesPerBatch, files - first));
        QElapsedTimer time;
        time.start();
        must(here.store->apply(batch).result());
        here.loadSeconds += double(time.nsecsElapsed()) / 1e9;
    }
    if (isBare) {
        QElapsedTimer time;
        time.start();
        must(onServer(makeIndexes()));
        here.indexSeconds = double(time.nsecsElapsed()) / 1e9;
    }
    must(here.store->markSynced(here.folder).result());
    here.bytesPerChunk = double(must(here.store->info().result()).sizeBytes) / chunkCount();
    return here;
}

void load(benchmark::State &state, const QString &kind)
{
    for (auto _ : state)
        filled(kind);
    state.counters["chunks/s"] = chunkCount() / filled(kind).loadSeconds;
    state.counters["bytes/chunk"] = filled(kind).bytesPerChunk;
    if (filled(kind).indexSeconds > 0)
        state.counters["indexes s"] = filled(kind).indexSeconds;
}

void search(benchmark::State &state, const QString &kind)
{
    Filled &here = filled(kind);
    Corpus corpus(2);
    std::vector<double> times;
    for (auto _ : state) {
        for (int i = 0; i < Queries; ++i) {
            const QString text = QString::fromUtf8(corpus.word() + ' ' + corpus.word() + ' ' + corpus.word());
            SearchQuery query{
                .text = text, .vector = corpus.vector(), .model = model(), .project = u"bench"_s};
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
    Corpus corpus(1);
    std::vector<Placed> all;
    const int files = chunkCount() / ChunksPerFile;
    for (int first = 0; first < files; first += FilesPerBatch) {
        const IndexBatch batch = batchOf(corpus, folder, first, std::min(FilesPerBatch, files - first));
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
    Corpus queries(3);
    double found = 0;
    std::vector<double> times;
    for (auto _ : state) {
        for (int i = 0; i < Queries; ++i) {
            SearchQuery query{.vector = queries.vector(), .model = model(), .topK = 30}; // in the order of the fusion
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
    state.counters["recall@10"] = found / (10 * Queries * double(state.iterations()));
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
    Corpus corpus(4);
    std::vector<double> times;
    int file = 0;
    for (auto _ : state) {
        const IndexBatch batch = batchOf(corpus, here.folder, file++ % (chunkCount() / ChunksPerFile), 1);
        QElapsedTimer time;
        time.start();
        must(here.store->apply(batch).result());
        times.push_back(double(time.nsecsElapsed()) / 1e6);
    }
    std::ranges::sort(times);
    state.counters["p50 ms"] = times[times.size() / 2];
    state.counters["p95 ms"] = times[times.size() * 95 / 100];
}

/// What a saved folder of a thousand chunks costs once the index is there.
void addMore(benchmark::State &state, const QString &kind)
{
    Filled &here = filled(kind);
    Corpus corpus(5);
    int next = chunkCount();
    double seconds = 0;
    for (auto _ : state) {
        const IndexBatch batch = batchOf(corpus, here.folder, next, FilesPerBatch);
        next += FilesPerBatch;
        QElapsedTimer time;
        time.start();
        must(here.store->apply(batch).result());
        seconds += double(time.nsecsElapsed()) / 1e9;
    }
    state.counters["chunks/s"] = double(state.iterations()) * FilesPerBatch * ChunksPerFile / seconds;
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
        {"addMore", addMore, 5}};
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
    benchmark::RunSpecifiedBenchmarks();
    return 0;
}
