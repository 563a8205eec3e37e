#include "VectorScan.h"

#include <QSet>
#include <QTest>
#include <QThreadPool>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <random>

using namespace vectray;

class tst_VectorScan : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findsTheNearest_data();
    void findsTheNearest();
    void looksCloselyAtTheBest_data();
    void looksCloselyAtTheBest();
    void findsTheSameWithHelp();
    void forgetsWhatWasRemoved();
    void closesItsHoles();
    void neverMixesModels();
    void looksOnlyAtTheFilesAskedFor();
    void forgetsADroppedDataset();
};

namespace {

Embedding randomVector(std::mt19937_64 &random, std::size_t dimension = 256)
{
    std::normal_distribution<float> component;
    Embedding vector(dimension);
    std::ranges::generate(vector, [&] { return component(random); });
    return vector;
}

std::vector<Embedding> randomVectors(std::mt19937_64 &random, int count, std::size_t dimension = 256)
{
    std::vector<Embedding> vectors;
    vectors.resize(std::size_t(count));
    std::ranges::generate(vectors, [&] { return randomVector(random, dimension); });
    return vectors;
}

/// Chunks from 1 on, ten to a file.
CodeDelta deltaOf(const std::vector<Embedding> &vectors)
{
    CodeDelta delta{.dataset = 1, .model = 1};
    for (const Embedding &vector : vectors) {
        const auto chunk = std::int64_t(delta.added.size()) + 1;
        delta.added.push_back({ChunkId{chunk}, FileId{1 + chunk / 10}, vectorCode(vector)});
    }
    return delta;
}

CodeDelta randomDelta(std::mt19937_64 &random, int chunks)
{
    return deltaOf(randomVectors(random, chunks));
}

double cosine(const Embedding &a, const Embedding &b)
{
    const auto dot = [](const Embedding &x, const Embedding &y) { return std::inner_product(x.begin(), x.end(), y.begin(), 0.0); };
    return dot(a, b) / std::sqrt(dot(a, a) * dot(b, b));
}

} // namespace

void tst_VectorScan::findsTheNearest_data()
{
    QTest::addColumn<int>("dimension");
    QTest::addColumn<int>("chunks");

    QTest::newRow("256 dimensions") << 256 << 6'000; // more than are looked at closely
    QTest::newRow("64 dimensions") << 64 << 1'000;
    QTest::newRow("no whole word") << 100 << 1'000;
    QTest::newRow("1,024 dimensions") << 1'024 << 1'000;
    QTest::newRow("fewer than wanted") << 256 << 7;
}

/// The neighbours of a query are there among much that has nothing to do with it.
void tst_VectorScan::findsTheNearest()
{
    QFETCH(int, dimension);
    QFETCH(int, chunks);
    std::mt19937_64 random(1);
    std::vector<Embedding> vectors = randomVectors(random, chunks, std::size_t(dimension));
    const Embedding query = randomVector(random, std::size_t(dimension));
    const int near = std::min(10, chunks);
    for (int i = 0; i < near; ++i) {
        const Embedding noise = randomVector(random, std::size_t(dimension));
        Embedding &vector = vectors[std::size_t(i * (chunks / near))];
        std::ranges::transform(query, noise, vector.begin(), [](float q, float n) { return q + 1.2F * n; });
    }
    VectorScan scan;
    scan.apply(deltaOf(vectors));

    const auto found = scan.nearest(CodeQuery(query), {{1, 1}}, 50);
    QCOMPARE(found.size(), std::size_t(std::min(50, chunks)));
    for (int i = 0; i < near; ++i) {
        const ChunkId chunk{i * (chunks / near) + 1};
        QVERIFY2(std::ranges::find(found, chunk) != found.end(), qPrintable(QString::number(chunk.value)));
    }
}

void tst_VectorScan::looksCloselyAtTheBest_data()
{
    QTest::addColumn<int>("dimension");
    QTest::newRow("four words") << 256;
    QTest::newRow("another number") << 384;
}

/// Of vectors that are all alike, the order by code is nearly that by cosine.
void tst_VectorScan::looksCloselyAtTheBest()
{
    QFETCH(int, dimension);
    std::mt19937_64 random(7);
    const std::vector<Embedding> vectors = randomVectors(random, 1'500, std::size_t(dimension));
    VectorScan scan;
    scan.apply(deltaOf(vectors));

    int kept = 0;
    constexpr int Queries = 20;
    for (int round = 0; round < Queries; ++round) {
        const Embedding query = randomVector(random, std::size_t(dimension));
        std::vector<std::pair<double, std::int64_t>> exact;
        for (std::size_t i = 0; i < vectors.size(); ++i)
            exact.emplace_back(-cosine(vectors[i], query), std::int64_t(i) + 1);
        std::ranges::sort(exact);
        const auto found = scan.nearest(CodeQuery(query), {{1, 1}}, 40);
        for (int i = 0; i < 10; ++i)
            kept += std::ranges::find(found, ChunkId{exact[std::size_t(i)].second}) != found.end() ? 1 : 0;
    }
    QVERIFY2(kept >= Queries * 9, qPrintable(QString::number(kept))); // by signs alone it is two of three
}

void tst_VectorScan::findsTheSameWithHelp()
{
    constexpr int Dimension = 64;
    constexpr int Chunks = 200'000; // more than one thread looks at at a time
    QThreadPool pool;
    pool.setMaxThreadCount(3);
    std::mt19937_64 random(8);
    const CodeDelta first = deltaOf(randomVectors(random, Chunks, Dimension));
    const CodeDelta second{
        .dataset = 2, .model = 1, .added = {{ChunkId{Chunks + 1}, FileId{1}, vectorCode(randomVector(random, Dimension))}}};
    CodeDelta removal{.dataset = 1, .model = 1};
    for (int i = 1; i <= Chunks; i += 7)
        removal.removed.push_back(ChunkId{i});
    VectorScan alone;
    VectorScan helped(&pool);
    for (VectorScan *scan : {&alone, &helped}) {
        scan->apply(first);
        scan->apply(second);
        scan->apply(removal);
    }
    const QList<VectorScan::Key> keys{{1, 1}, {2, 1}};
    const VectorScan::FileFilter odd = [](FileId file) { return file.value % 2 == 1; };
    for (int round = 0; round < 5; ++round) {
        const CodeQuery query(randomVector(random, Dimension));
        QCOMPARE(helped.nearest(query, keys, 300), alone.nearest(query, keys, 300));
        QCOMPARE(helped.nearest(query, keys, 300, odd), alone.nearest(query, keys, 300, odd));
        QCOMPARE(helped.nearest(query, keys, 300).size(), std::size_t(300));
    }
}

void tst_VectorScan::forgetsWhatWasRemoved()
{
    std::mt19937_64 random(2);
    const std::vector<Embedding> vectors = randomVectors(random, 100);
    VectorScan scan;
    scan.apply(deltaOf(vectors));
    scan.apply({.dataset = 1, .model = 1, .removed = {ChunkId{5}, ChunkId{5}, ChunkId{999}}});
    QCOMPARE(scan.size({{1, 1}}), std::size_t(99));
    const auto found = scan.nearest(CodeQuery(vectors[4]), {{1, 1}}, 100);
    QVERIFY(std::ranges::find(found, ChunkId{5}) == found.end());
    QCOMPARE(found.size(), std::size_t(99));
}

void tst_VectorScan::closesItsHoles()
{
    std::mt19937_64 random(3);
    const std::vector<Embedding> vectors = randomVectors(random, 8000);
    VectorScan scan;
    scan.apply(deltaOf(vectors));
    CodeDelta removal{.dataset = 1, .model = 1};
    for (int i = 1; i <= 8000; i += 2)
        removal.removed.push_back(ChunkId{i});
    scan.apply(removal);
    QVERIFY(scan.column({1, 1}, 4).slots() < 8000);
    QCOMPARE(scan.size({{1, 1}}), std::size_t(4000));
    const auto found = scan.nearest(CodeQuery(vectors[5]), {{1, 1}}, 1); // chunk 6 is its own nearest
    QCOMPARE(found, std::vector<ChunkId>{ChunkId{6}});
}

void tst_VectorScan::neverMixesModels()
{
    std::mt19937_64 random(4);
    const std::vector<Embedding> vectors = randomVectors(random, 10);
    const CodeDelta one = deltaOf(vectors);
    CodeDelta two{.dataset = 1, .model = 2};
    two.added.push_back({ChunkId{11}, FileId{1}, one.added[0].code});
    VectorScan scan;
    scan.apply(one);
    scan.apply(two);
    const auto found = scan.nearest(CodeQuery(vectors[0]), {{1, 2}}, 10);
    QCOMPARE(found, std::vector<ChunkId>{ChunkId{11}});
}

void tst_VectorScan::looksOnlyAtTheFilesAskedFor()
{
    std::mt19937_64 random(5);
    VectorScan scan;
    scan.apply(randomDelta(random, 100));
    const auto found =
        scan.nearest(CodeQuery(randomVector(random)), {{1, 1}}, 100, [](FileId file) { return file == FileId{3}; });
    QCOMPARE(found.size(), std::size_t(10));
}

void tst_VectorScan::forgetsADroppedDataset()
{
    std::mt19937_64 random(6);
    VectorScan scan;
    scan.apply(randomDelta(random, 10));
    scan.apply({.dataset = 1, .dropped = true});
    QCOMPARE(scan.size({{1, 1}}), std::size_t(0));
    QVERIFY(scan.nearest(CodeQuery(randomVector(random)), {{1, 1}}, 10).empty());
}

QTEST_APPLESS_MAIN(tst_VectorScan)
#include "tst_VectorScan.moc"
