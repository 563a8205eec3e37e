// How many bytes a second the look for credentials takes on one core, over source files.
#include <detect/SecretFinding.h>

#include <QDirIterator>
#include <QFile>

#include <benchmark/benchmark.h>

#include <vector>

namespace {

using namespace Qt::Literals::StringLiterals;

struct Source
{
    QByteArray path;
    QByteArray text;
};

/// The sources of VECTRAY_BENCH_TREE, or of this project; some megabytes.
const std::vector<Source> &sources()
{
    static const std::vector<Source> all = [] {
        constexpr qint64 MostBytes = 40 << 20;
        const QString tree = qEnvironmentVariable("VECTRAY_BENCH_TREE", QStringLiteral(VECTRAY_SOURCE_DIR));
        std::vector<Source> found;
        qint64 bytes = 0;
        QDirIterator files(tree, QDir::Files | QDir::NoSymLinks, QDirIterator::Subdirectories);
        while (files.hasNext() && bytes < MostBytes) {
            QFile file(files.next());
            if (file.size() > (1 << 20) || file.fileName().contains(u"/build/")
                || !file.open(QIODevice::ReadOnly))
                continue;
            QByteArray text = file.readAll();
            if (text.left(8192).contains('\0'))
                continue;
            bytes += text.size();
            found.push_back({file.fileName().toUtf8(), std::move(text)});
        }
        return found;
    }();
    return all;
}

void lookForSecrets(benchmark::State &state)
{
    qint64 bytes = 0;
    qint64 found = 0;
    const std::vector<Source> &all = sources();
    for (auto _ : state) {
        for (const Source &source : all) {
            found += vectray::secretInText(source.path, source.text) ? 1 : 0;
            bytes += source.text.size();
        }
    }
    state.SetBytesProcessed(bytes);
    state.counters["files"] = double(sources().size());
    state.counters["flagged"] = double(found) / double(state.iterations());
}
BENCHMARK(lookForSecrets)->Unit(benchmark::kMillisecond);

} // namespace
