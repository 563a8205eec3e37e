#include "Fixtures.h"

#include <chunk/DefaultChunker.h>

#include <QCryptographicHash>
#include <QSet>

using namespace vectray;
using namespace Qt::Literals::StringLiterals;

namespace {

// Small enough that every fixture is cut many times.
constexpr ChunkLimits Small{.max = 400, .merge = 360, .min = 60};

QByteArray joined(const QList<Chunk> &chunks)
{
    QByteArray text;
    for (const Chunk &chunk : chunks)
        text += chunk.text;
    return text;
}

QSet<ContentHash> hashesOf(const QList<Chunk> &chunks)
{
    QSet<ContentHash> hashes;
    for (const Chunk &chunk : chunks)
        hashes.insert(chunk.hash);
    return hashes;
}

QByteArray readSource(const QString &path)
{
    QFile file(QStringLiteral(VECTRAY_SOURCE_DIR "/") + path);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("%s cannot be read", qPrintable(path));
    return file.readAll();
}

} // namespace

class TestDefaultChunker : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void coversTheTextWithoutGaps_data();
    void coversTheTextWithoutGaps();
    void cutsAHostileTextToo_data();
    void cutsAHostileTextToo();
    void namesWhatAChunkIsAbout_data();
    void namesWhatAChunkIsAbout();
    void changesFewChunksForALine_data();
    void changesFewChunksForALine();
    void goesByLinesWhereTheParserReachesALimit_data();
    void goesByLinesWhereTheParserReachesALimit();
    void hasNoChunkForAnEmptyText();

private:
    void check(const QByteArray &text, const QList<Chunk> &chunks, const ChunkLimits &limits);
};

/// What Chunk.h and ChunkLimits.h promise of every text.
void TestDefaultChunker::check(const QByteArray &text, const QList<Chunk> &chunks, const ChunkLimits &limits)
{
    QVERIFY(joined(chunks) == text);
    qsizetype at = 0;
    for (const Chunk &chunk : chunks) {
        QVERIFY(!chunk.text.isEmpty());
        QVERIFY2(chunk.text.size() <= limits.max, qPrintable(QString::number(chunk.text.size())));
        QCOMPARE(chunk.startLine, int(text.first(at).count('\n')) + 1);
        at += chunk.text.size();
        const bool endsLine = chunk.text.endsWith('\n');
        QCOMPARE(chunk.endLine, int(text.first(at).count('\n')) + (endsLine ? 0 : 1));
        QCOMPARE(chunk.hash.toByteArray(), QCryptographicHash::hash(chunk.text, QCryptographicHash::Sha256));
        QCOMPARE(chunk.symbol.isEmpty(), chunk.symbolKind.isEmpty());
        if (text.isValidUtf8())
            QVERIFY(chunk.text.isValidUtf8());
    }
}

void TestDefaultChunker::coversTheTextWithoutGaps_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("language");
    QTest::addColumn<bool>("small");

    for (const Fixture &file : fixtures()) {
        QTest::addRow("%s", qPrintable(file.file)) << file.text << file.language << false;
        QTest::addRow("%s, cut small", qPrintable(file.file)) << file.text << file.language << true;
        QTest::addRow("%s, cut off", qPrintable(file.file))
            << file.text.chopped(file.text.size() / 3) << file.language << true;
        QTest::addRow("%s, with CRLF", qPrintable(file.file))
            << QByteArray(file.text).replace("\n", "\r\n") << file.language << true;
    }
}

void TestDefaultChunker::coversTheTextWithoutGaps()
{
    QFETCH(const QByteArray, text);
    QFETCH(const QString, language);
    QFETCH(const bool, small);
    const ChunkLimits limits = small ? Small : ChunkLimits();
    const DefaultChunker chunker(limits);
    const QList<Chunk> chunks = chunker.chunk(text, language);
    check(text, chunks, limits);
    QCOMPARE(chunker.chunk(text, language), chunks);
}

void TestDefaultChunker::cutsAHostileTextToo_data()
{
    QTest::addColumn<QByteArray>("text");

    QTest::newRow("one line of 3 MB") << QByteArray(3'000'000, 'x');
    QTest::newRow("300,000 opening brackets") << QByteArray(300'000, '(');
    QTest::newRow("100,000 blocks in each other") << QByteArray("{\n").repeated(100'000);
    QTest::newRow("a string that never ends") << "x = \"" + QByteArray("word ").repeated(50'000);
    QTest::newRow("a comment that never ends") << "/* " + QByteArray("word\n").repeated(50'000);
    QTest::newRow("only line ends") << QByteArray(200'000, '\n');
    QTest::newRow("characters of four bytes") << QByteArray("\xF0\x9F\x98\x80").repeated(50'000);
    QTest::newRow("headings alone") << QByteArray("# a\n").repeated(20'000);
}

void TestDefaultChunker::cutsAHostileTextToo()
{
    QFETCH(const QByteArray, text);
    const DefaultChunker chunker;
    for (const QString &language : {u"cpp"_s, u"python"_s, u"yaml"_s, u"markdown"_s, u"text"_s}) {
        const QList<Chunk> chunks = chunker.chunk(text, language);
        QVERIFY2(joined(chunks) == text, qPrintable(language));
        QVERIFY2(std::ranges::all_of(
                     chunks, [](const Chunk &chunk) { return chunk.text.size() <= ChunkLimits().max; }),
                 qPrintable(language));
    }
}

void TestDefaultChunker::namesWhatAChunkIsAbout_data()
{
    QTest::addColumn<QString>("language");
    QTest::addColumn<QString>("inside"); // a text of the chunk that is asked for
    QTest::addColumn<QString>("symbol");

    QTest::newRow("a C++ function") << u"cpp"_s << u"power *= 2"_s << u"shop::roundUp"_s;
    QTest::newRow("a C++ method") << u"cpp"_s << u"m_entries.splice"_s << u"shop::Cache::find"_s;
    QTest::newRow("a Python method") << u"python"_s << u"self._path.open("_s << u"PriceList.load"_s;
    QTest::newRow("a Go method") << u"go"_s << u") Take(ctx"_s << u"Queue.Take"_s;
    QTest::newRow("a section of Markdown")
        << u"markdown"_s << u"Install the packages"_s << u"Handbook > Setup > Linux"_s;
}

void TestDefaultChunker::namesWhatAChunkIsAbout()
{
    QFETCH(const QString, language);
    QFETCH(const QString, inside);
    QFETCH(const QString, symbol);
    const DefaultChunker chunker({.max = 300, .merge = 150, .min = 20});
    const QList<Chunk> chunks = chunker.chunk(fixture(language).text, language);
    const auto found = std::ranges::find_if(
        chunks, [&](const Chunk &chunk) { return chunk.text.contains(inside.toUtf8()); });
    QVERIFY(found != chunks.end());
    QCOMPARE(found->symbol, symbol);
}

void TestDefaultChunker::changesFewChunksForALine_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("language");
    QTest::addColumn<QByteArray>("line");

    QTest::newRow("C++") << u"sync/store/SqliteWriter.cpp"_s << u"cpp"_s << QByteArray("// a remark\n");
    QTest::newRow("Python") << u"tests/endtoend/test_indexing.py"_s << u"python"_s
                            << QByteArray("# a remark\n");
    QTest::newRow("Markdown") << u"CONTRIBUTING.md"_s << u"markdown"_s << QByteArray("A remark.\n");
    QTest::newRow("text") << u"LICENSE"_s << u"text"_s << QByteArray("A remark.\n");
}

/// A line put in anywhere is one new chunk, or two where it moves a cut: never all that follow.
void TestDefaultChunker::changesFewChunksForALine()
{
    QFETCH(const QString, path);
    QFETCH(const QString, language);
    QFETCH(const QByteArray, line);
    const QByteArray text = readSource(path);
    const DefaultChunker chunker;
    const QSet<ContentHash> before = hashesOf(chunker.chunk(text, language));

    qsizetype edits = 0;
    qsizetype changed = 0;
    for (qsizetype at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) {
        const QSet<ContentHash> after =
            hashesOf(chunker.chunk(QByteArray(text).insert(at + 1, line), language));
        const qsizetype fresh = (after - before).size();
        QVERIFY2(fresh <= 4, qPrintable(u"%1 chunks for a line at byte %2"_s.arg(fresh).arg(at)));
        changed += fresh;
        ++edits;
    }
    QVERIFY(edits > 50);
    QVERIFY2(double(changed) / double(edits) < 1.5,
             qPrintable(QString::number(double(changed) / double(edits))));
}

void TestDefaultChunker::goesByLinesWhereTheParserReachesALimit_data()
{
    QTest::addColumn<ChunkLimits>("limits");

    QTest::newRow("length") << ChunkLimits{.max = 400, .merge = 360, .min = 60, .parse = 1000};
    QTest::newRow("memory") << ChunkLimits{.max = 400, .merge = 360, .min = 60, .parseMemory = 64 * 1024};
    // Time is looked at every hundred steps of the parser or so: the text must be long enough for that.
    QTest::newRow("time") << ChunkLimits{
        .max = 400, .merge = 360, .min = 60, .parseTime = std::chrono::milliseconds(0)};
}

void TestDefaultChunker::goesByLinesWhereTheParserReachesALimit()
{
    QFETCH(const ChunkLimits, limits);
    const QByteArray text = readSource(u"sync/store/SqliteWriter.cpp"_s);
    const QList<Chunk> chunks = DefaultChunker(limits).chunk(text, u"cpp"_s);
    check(text, chunks, limits);
    QCOMPARE(chunks, DefaultChunker(limits).chunk(text, u"text"_s));
    QVERIFY(DefaultChunker(Small).chunk(text, u"cpp"_s) != chunks);
}

void TestDefaultChunker::hasNoChunkForAnEmptyText()
{
    for (const QString &language : {u"cpp"_s, u"markdown"_s, u"text"_s, QString()})
        QVERIFY(DefaultChunker().chunk({}, language).isEmpty());
}

QTEST_APPLESS_MAIN(TestDefaultChunker)
#include "tst_DefaultChunker.moc"
