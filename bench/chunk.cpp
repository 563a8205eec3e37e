// How fast files are cut, by language: bench_chunk [DIRECTORY…] [--benchmark_filter=…]
//
// Without a directory it cuts the tests' fixtures: each as it is, a small file (files/s), and put together to
// about 100 KB (bytes/s). With directories it cuts the files below them, by language.

#include <chunk/DefaultChunker.h>
#include <chunk/Language.h>
#include <chunk/TextDecoding.h>

#include <QDirIterator>
#include <QFile>
#include <QMap>

#include <benchmark/benchmark.h>

namespace {

using namespace vectray;

constexpr qsizetype LargeFile = 100 * 1024;
constexpr qint64 MaxFile = 2 * 1024 * 1024;

using Texts = QMap<QString, QList<QByteArray>>; // by language

void readTree(const QString &root, Texts &texts)
{
    QDirIterator files(root, QDir::Files | QDir::NoSymLinks, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        QFile file(files.next());
        if (file.size() > MaxFile || !file.open(QIODevice::ReadOnly))
            continue;
        const QByteArray raw = file.readAll();
        if (looksBinary(raw))
            continue;
        if (const Result<QByteArray> text = decodeText(raw))
            texts[languageOf(file.fileName(), *text)].push_back(*text);
    }
}

void cutAll(benchmark::State &state, const QString &language, const QList<QByteArray> &texts)
{
    const DefaultChunker chunker;
    qint64 bytes = 0;
    qint64 chunks = 0;
    for (auto _ : state) {
        for (const QByteArray &text : texts) {
            bytes += text.size();
            chunks += chunker.chunk(text, language).size();
        }
    }
    using benchmark::Counter;
    state.SetBytesProcessed(bytes);
    state.counters["files/s"] = Counter(double(state.iterations()) * double(texts.size()), Counter::kIsRate);
    state.counters["chunks/s"] = Counter(double(chunks), Counter::kIsRate);
}

void addCase(const QString &name, const QString &language, const QList<QByteArray> &texts)
{
    benchmark::RegisterBenchmark(name.toUtf8().constData(), [language, texts](benchmark::State &state) {
        cutAll(state, language, texts);
    })->Unit(benchmark::kMillisecond);
}

} // namespace

int main(int argc, char **argv)
{
    benchmark::Initialize(&argc, argv);
    Texts texts;
    for (int i = 1; i < argc; ++i)
        readTree(QString::fromLocal8Bit(argv[i]), texts);
    for (auto entry = texts.cbegin(); entry != texts.cend(); ++entry)
        addCase(entry.key(), entry.key(), entry.value());
    if (argc < 2) {
        readTree(QStringLiteral(VECTRAY_SOURCE_DIR "/tests/chunk/fixtures"), texts);
        for (auto entry = texts.cbegin(); entry != texts.cend(); ++entry) {
            const QByteArray &text = entry.value().front();
            addCase(entry.key() + QStringLiteral("/small"), entry.key(), {text});
            addCase(entry.key() + QStringLiteral("/large"), entry.key(),
                    {text.repeated(LargeFile / text.size())});
        }
    }
    benchmark::RunSpecifiedBenchmarks();
}
