// How many chunks a second the built-in embedder turns into vectors, on one core, by the size of the chunk;
// beside it the same arithmetic in a plain loop, and the cutting into tokens alone.

#include "ModelFile.h"
#include "PieceTable.h"
#include "RowSum.h"
#include "Tokenizer.h"

#include <embed/StaticEmbedder.h>

#include <QDirIterator>
#include <QFile>

#include <benchmark/benchmark.h>

#include <cmath>
#include <map>

using namespace vectray;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype MaxChunks = 5'000;
const QString ModelPath = QStringLiteral(VECTRAY_SOURCE_DIR "/resources/model/model-256.tse");

/// The sources under $VECTRAY_BENCH_TREE, or of this project, in pieces of about \a size bytes.
QList<QByteArray> chunksOf(qsizetype size)
{
    QByteArray all;
    const QString tree = qEnvironmentVariable("VECTRAY_BENCH_TREE", QStringLiteral(VECTRAY_SOURCE_DIR));
    QDirIterator files(tree, {u"*.h"_s, u"*.c"_s, u"*.cpp"_s, u"*.py"_s, u"*.js"_s, u"*.md"_s}, QDir::Files,
                       QDirIterator::Subdirectories);
    while (files.hasNext() && all.size() < size * MaxChunks) {
        QFile file(files.next());
        if (!file.fileName().contains(u"/build/"_s) && file.open(QIODevice::ReadOnly))
            all += file.readAll();
    }
    QList<QByteArray> chunks;
    for (qsizetype at = 0; at + size <= all.size() && chunks.size() < MaxChunks; at += size)
        chunks.append(all.sliced(at, size));
    if (chunks.isEmpty())
        qFatal("the tree is too small to cut a chunk of that size");
    return chunks;
}

void countChunks(benchmark::State &state, qsizetype chunks)
{
    state.SetItemsProcessed(state.iterations() * chunks);
    state.SetBytesProcessed(state.iterations() * chunks * state.range(0));
}

void embedderOf(benchmark::State &state)
{
    const auto embedder = StaticEmbedder::load(ModelPath);
    if (!embedder)
        qFatal("%s", qPrintable(embedder.error().message));
    const QList<QByteArray> chunks = chunksOf(state.range(0));
    for (auto _ : state) {
        auto vectors = (*embedder)->embedDocuments(chunks, {});
        benchmark::DoNotOptimize(vectors);
    }
    countChunks(state, chunks.size());
}

/// What resources/model/README.md says, word by word.
Embedding plainVector(const ModelFile &file, const std::vector<std::uint16_t> &tokens)
{
    std::map<std::uint16_t, int> counts;
    for (const std::uint16_t token : tokens)
        ++counts[token];
    std::vector<WeightedRow> rows;
    for (const auto &[token, count] : counts)
        rows.push_back({file.row(token), file.scale(token) * std::sqrt(float(count))});
    Embedding vector(std::size_t(file.dimension()));
    sumRowsPlainly(rows, vector);
    float squares = 0;
    for (const float value : vector)
        squares += value * value;
    for (float &value : vector)
        value /= std::sqrt(squares);
    return vector;
}

void plainLoopOf(benchmark::State &state)
{
    const auto file = ModelFile::map(ModelPath);
    const auto pieces = file ? PieceTable::of(**file) : file.error();
    if (!pieces)
        qFatal("%s", qPrintable(pieces.error().message));
    const Tokenizer tokenizer(*pieces);
    const QList<QByteArray> chunks = chunksOf(state.range(0));
    std::vector<std::uint16_t> tokens;
    WordCache words;
    double sumOfTokens = 0;
    for (auto _ : state) {
        for (const QByteArray &chunk : chunks) {
            tokenizer.tokenize(chunk, words, tokens);
            sumOfTokens += double(tokens.size());
            benchmark::DoNotOptimize(plainVector(**file, tokens));
        }
    }
    countChunks(state, chunks.size());
    state.counters["tokens/chunk"] = sumOfTokens / double(state.iterations()) / double(chunks.size());
}

void tokenizerOf(benchmark::State &state)
{
    const auto file = ModelFile::map(ModelPath);
    const auto pieces = file ? PieceTable::of(**file) : file.error();
    if (!pieces)
        qFatal("%s", qPrintable(pieces.error().message));
    const Tokenizer tokenizer(*pieces);
    const QList<QByteArray> chunks = chunksOf(state.range(0));
    std::vector<std::uint16_t> tokens;
    WordCache words;
    for (auto _ : state) {
        for (const QByteArray &chunk : chunks) {
            tokenizer.tokenize(chunk, words, tokens);
            benchmark::DoNotOptimize(tokens.data());
        }
    }
    countChunks(state, chunks.size());
}

void loading(benchmark::State &state)
{
    for (auto _ : state) {
        const auto embedder = StaticEmbedder::load(ModelPath);
        benchmark::DoNotOptimize(embedder.has_value());
    }
}

} // namespace

BENCHMARK(embedderOf)->Arg(300)->Arg(1'200)->Arg(1'500)->Arg(3'000)->Unit(benchmark::kMillisecond);
BENCHMARK(plainLoopOf)->Arg(300)->Arg(1'200)->Arg(1'500)->Arg(3'000)->Unit(benchmark::kMillisecond);
BENCHMARK(tokenizerOf)->Arg(300)->Arg(1'200)->Arg(1'500)->Arg(3'000)->Unit(benchmark::kMillisecond);
BENCHMARK(loading)->Unit(benchmark::kMillisecond);
