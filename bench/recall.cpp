// What the search by codes loses: of the vectors nearest to real questions, how many are among the candidates.
// VECTRAY_BENCH_INDEX=…/index.db bench_recall

#include "ChunkCodec.h"
#include "VectorScan.h"

#include <embed/StaticEmbedder.h>

#include <QFile>

#include <benchmark/benchmark.h>

#include <sqlite3.h>

#include <algorithm>

using namespace vectray;
using namespace Qt::Literals::StringLiterals;

namespace {

struct Index
{
    VectorScan scan;
    std::vector<std::pair<ChunkId, QByteArray>> vectors; ///< packed
};

Index readIndex()
{
    Index index;
    CodeDelta delta{.dataset = 1, .model = 1};
    sqlite3 *database = nullptr;
    sqlite3_stmt *rows = nullptr;
    const QByteArray file = qgetenv("VECTRAY_BENCH_INDEX");
    if (sqlite3_open_v2(file.constData(), &database, SQLITE_OPEN_READONLY, nullptr) != SQLITE_OK
        || sqlite3_prepare_v2(database, "SELECT id, embedding FROM chunks ORDER BY id", -1, &rows, nullptr) != SQLITE_OK)
        qFatal("VECTRAY_BENCH_INDEX names no index: %s", file.constData());
    while (sqlite3_step(rows) == SQLITE_ROW) {
        const QByteArray packed(static_cast<const char *>(sqlite3_column_blob(rows, 1)), sqlite3_column_bytes(rows, 1));
        const ChunkId chunk{sqlite3_column_int64(rows, 0)};
        delta.added.push_back({chunk, FileId{1}, vectorCodeOfPacked(packed)});
        index.vectors.emplace_back(chunk, packed);
    }
    sqlite3_finalize(rows);
    sqlite3_close(database);
    index.scan.apply(delta);
    return index;
}

std::vector<Embedding> questions()
{
    const auto embedder = StaticEmbedder::load(QStringLiteral(VECTRAY_SOURCE_DIR "/resources/model/model-256.tse"));
    std::vector<Embedding> vectors;
    for (const char *name : {"questions.tsv", "heldout.tsv"}) {
        QFile file(QStringLiteral(VECTRAY_SOURCE_DIR "/bench/quality/") + QString::fromLatin1(name));
        if (!embedder || !file.open(QIODevice::ReadOnly))
            qFatal("the model or the questions are not there");
        for (const QByteArray &line : file.readAll().split('\n')) {
            if (!line.isEmpty() && !line.startsWith('#'))
                vectors.push_back(*(*embedder)->embedQuery(line.split('\t').last(), {}));
        }
    }
    return vectors;
}

std::vector<ChunkId> nearestOfAll(const Index &index, const Embedding &query, std::size_t count)
{
    const QByteArray packed = packEmbedding(query);
    std::vector<std::pair<double, ChunkId>> all;
    for (const auto &[chunk, vector] : index.vectors)
        all.emplace_back(-similarity(packed, vector), chunk);
    std::ranges::partial_sort(all, all.begin() + std::ptrdiff_t(count));
    std::vector<ChunkId> nearest;
    for (std::size_t i = 0; i < count; ++i)
        nearest.push_back(all[i].second);
    return nearest;
}

/// The time is that of the scan, with so many candidates as the argument says.
void recall(benchmark::State &state)
{
    static const Index index = readIndex();
    static const std::vector<Embedding> queries = questions();
    const auto candidates = std::size_t(state.range(0));
    std::vector<std::vector<ChunkId>> found(queries.size());
    std::size_t at = 0;
    for ([[maybe_unused]] const auto &turn : state) {
        found[at] = index.scan.nearest(CodeQuery(queries[at]), {{1, 1}}, candidates);
        at = (at + 1) % queries.size();
    }
    double tens = 0;
    double sixties = 0;
    for (std::size_t i = 0; i < queries.size(); ++i) {
        const std::vector<ChunkId> exact = nearestOfAll(index, queries[i], std::min<std::size_t>(60, index.vectors.size()));
        const auto &some = found[i].empty() ? index.scan.nearest(CodeQuery(queries[i]), {{1, 1}}, candidates) : found[i];
        for (std::size_t place = 0; place < exact.size(); ++place) {
            const bool kept = std::ranges::find(some, exact[place]) != some.end();
            tens += kept && place < 10 ? 0.1 : 0;
            sixties += kept ? 1.0 / double(exact.size()) : 0;
        }
    }
    state.counters["chunks"] = double(index.vectors.size());
    state.counters["recall@10"] = tens / double(queries.size());
    state.counters["recall@60"] = sixties / double(queries.size());
}

} // namespace

BENCHMARK(recall)->Arg(60)->Arg(80)->Arg(120)->Arg(200)->Unit(benchmark::kMicrosecond);
