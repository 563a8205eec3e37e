// The vector scan alone, at 256 dimensions with codes by chance: one thread, with a pool's help, and where
// every fifth of the files counts.
#include "VectorScan.h"

#include <QSet>
#include <QThreadPool>

#include <benchmark/benchmark.h>

#include <random>

namespace {

using namespace vectray;

constexpr std::size_t Words = 4;
constexpr VectorScan::Key Key{.dataset = 1, .model = 1};

void scan(benchmark::State &state, QThreadPool *pool, const VectorScan::FileFilter &filter = {})
{
    VectorScan scan(pool);
    std::mt19937_64 random(1);
    CodeColumn &column = scan.column(Key, Words);
    const std::int64_t chunks = state.range(0);
    column.reserve(std::size_t(chunks));
    VectorCode code(2 * Words);
    for (std::int64_t chunk = 1; chunk <= chunks; ++chunk) {
        std::ranges::generate(code, random);
        column.add(ChunkId{chunk}, FileId{1 + chunk / 4}, code);
    }
    std::normal_distribution<float> component;
    Embedding vector(Words * 64);
    for (auto _ : state) {
        state.PauseTiming();
        std::ranges::generate(vector, [&] { return component(random); });
        const CodeQuery query(vector);
        state.ResumeTiming();
        benchmark::DoNotOptimize(scan.nearest(query, {Key}, 80, filter));
    }
}

void alone(benchmark::State &state)
{
    scan(state, nullptr);
}

void withHelp(benchmark::State &state)
{
    QThreadPool pool;
    scan(state, &pool);
}

void filtered(benchmark::State &state)
{
    QThreadPool pool;
    QSet<FileId> files;
    for (std::int64_t file = 1; file <= state.range(0) / 4 + 1; file += 5)
        files.insert(FileId{file});
    scan(state, &pool, [&files](FileId file) { return files.contains(file); });
}

BENCHMARK(alone)->Arg(100'000)->Arg(1'000'000)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(withHelp)->Arg(100'000)->Arg(1'000'000)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(filtered)->Arg(100'000)->Arg(1'000'000)->Unit(benchmark::kMillisecond)->UseRealTime();

} // namespace
