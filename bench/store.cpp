// Both stores side by side: VECTRAY_BENCH_CHUNKS=100000 VECTRAY_BENCH_POSTGRES=postgresql://… bench_store
//
// Loads the chunks as a first index does, in batches of 256 files; then searches, and replaces a file. The
// database should be empty and is not emptied. Without VECTRAY_BENCH_POSTGRES only SQLite is measured.

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

/// One filled store of each kind for all measurements.
struct Filled
{
    std::unique_ptr<IndexStore> store;
    FolderScope folder;
    double loadSeconds = 0;
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
            PostgresStore::Options{.address = must(address), .instance = u"bench@here"_s});
    }
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

/// Recall of the ten nearest against comparing everything, found again by the chunks' texts.
void recall(benchmark::State &state, const QString &kind)
{
    Filled &here = filled(kind);
    Corpus corpus(1);
    std::vector<std::pair<ContentHash, Embedding>> all;
    const int files = chunkCount() / ChunksPerFile;
    for (int first = 0; first < files; first += FilesPerBatch) {
        const IndexBatch batch = batchOf(corpus, here.folder, first, std::min(FilesPerBatch, files - first));
        for (auto vector = batch.vectors.begin(); vector != batch.vectors.end(); ++vector)
            all.emplace_back(vector.key(), *vector);
    }
    Corpus queries(3);
    double found = 0;
    for (auto _ : state) {
        for (int i = 0; i < Queries; ++i) {
            const Embedding query = queries.vector();
            std::vector<std::pair<float, const ContentHash *>> scores;
            for (const auto &[hash, vector] : all)
                scores.emplace_back(-std::inner_product(query.begin(), query.end(), vector.begin(), 0.0F),
                                    &hash);
            std::partial_sort(scores.begin(), scores.begin() + 10, scores.end());
            QSet<ContentHash> truth;
            for (int rank = 0; rank < 10; ++rank)
                truth.insert(*scores[std::size_t(rank)].second);
            const auto hits =
                must(here.store->search({.vector = query, .model = model(), .topK = 10}).result());
            found += double(std::ranges::count_if(
                hits, [&](const SearchHit &hit) { return truth.contains(sha256(hit.text)); }));
        }
    }
    state.counters["recall@10"] = found / (10 * Queries * double(state.iterations()));
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
