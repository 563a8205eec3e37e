// What a chunk's text takes in the index, and what packing and opening it costs: with the dictionary, as the
// index does it, and beside it by zstd alone.

#include "ChunkCodec.h"

#include <QDirIterator>
#include <QFile>

#include <benchmark/benchmark.h>
#include <zstd.h>

using namespace vectray;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype ChunkSize = 1'500;
constexpr qsizetype MaxChunks = 5'000;

/// The sources under $VECTRAY_BENCH_TREE, or of this project (which the dictionary was made of), in pieces of
/// whole lines.
const QList<QByteArray> &chunks()
{
    static const QList<QByteArray> all = [] {
        QList<QByteArray> pieces;
        const QString tree = qEnvironmentVariable("VECTRAY_BENCH_TREE", QStringLiteral(VECTRAY_SOURCE_DIR));
        QDirIterator files(tree, {u"*.h"_s, u"*.c"_s, u"*.cpp"_s, u"*.py"_s, u"*.js"_s, u"*.md"_s},
                           QDir::Files, QDirIterator::Subdirectories);
        while (files.hasNext() && pieces.size() < MaxChunks) {
            QFile file(files.next());
            if (file.fileName().contains(u"/build/"_s) || !file.open(QIODevice::ReadOnly))
                continue;
            const QByteArray text = file.readAll();
            for (qsizetype at = 0; at < text.size();) {
                const qsizetype line =
                    at + ChunkSize < text.size() ? text.lastIndexOf('\n', at + ChunkSize) + 1 : text.size();
                const qsizetype end = line > at ? line : std::min(at + ChunkSize, text.size());
                pieces.append(text.sliced(at, end - at));
                at = end;
            }
        }
        if (pieces.isEmpty())
            qFatal("there is nothing in the tree to cut a chunk of");
        return pieces;
    }();
    return all;
}

QByteArray packAlone(const QByteArray &text)
{
    QByteArray packed(qsizetype(ZSTD_compressBound(std::size_t(text.size()))), Qt::Uninitialized);
    packed.resize(qsizetype(
        ZSTD_compress(packed.data(), std::size_t(packed.size()), text.data(), std::size_t(text.size()), 3)));
    return packed;
}

template<typename Pack>
void packAll(benchmark::State &state, Pack pack)
{
    qsizetype plain = 0;
    qsizetype packed = 0;
    for (auto _ : state) {
        plain = packed = 0;
        for (const QByteArray &chunk : chunks()) {
            plain += chunk.size();
            packed += pack(chunk).size();
        }
    }
    state.SetBytesProcessed(state.iterations() * plain);
    state.counters["bytes/chunk"] = double(plain) / double(chunks().size());
    state.counters["packed/chunk"] = double(packed) / double(chunks().size());
}

void withDictionary(benchmark::State &state)
{
    packAll(state, [](const QByteArray &text) { return compressText(text); });
}

void alone(benchmark::State &state)
{
    packAll(state, packAlone);
}

void opening(benchmark::State &state)
{
    QList<QByteArray> packed;
    qsizetype plain = 0;
    for (const QByteArray &chunk : chunks()) {
        packed.append(compressText(chunk));
        plain += chunk.size();
    }
    for (auto _ : state) {
        for (const QByteArray &chunk : packed)
            benchmark::DoNotOptimize(decompressText(chunk).has_value());
    }
    state.SetBytesProcessed(state.iterations() * plain);
}

} // namespace

BENCHMARK(withDictionary)->Unit(benchmark::kMillisecond);
BENCHMARK(alone)->Unit(benchmark::kMillisecond);
BENCHMARK(opening)->Unit(benchmark::kMillisecond);
