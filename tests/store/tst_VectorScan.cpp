#include "VectorScan.h"

#include <QSet>
#include <QTest>

#include <algorithm>
#include <bit>
#include <random>

using namespace vectray;

class tst_VectorScan : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findsTheNearest_data();
    void findsTheNearest();
    void forgetsWhatWasRemoved();
    void closesItsHoles();
    void neverMixesModels();
    void looksOnlyAtTheFilesAskedFor();
    void forgetsADroppedDataset();
};

namespace {

SignCode randomCode(std::mt19937_64 &random, std::size_t words)
{
    SignCode code(words);
    std::ranges::generate(code, std::ref(random));
    return code;
}

int distance(const SignCode &a, const SignCode &b)
{
    int sum = 0;
    for (std::size_t i = 0; i < a.size(); ++i)
        sum += std::popcount(a[i] ^ b[i]);
    return sum;
}

CodeDelta randomDelta(std::mt19937_64 &random, int chunks, std::size_t words = 4)
{
    CodeDelta delta{.dataset = 1, .model = 1};
    for (int i = 1; i <= chunks; ++i)
        delta.added.push_back({ChunkId{i}, FileId{1 + i / 10}, randomCode(random, words)});
    return delta;
}

} // namespace

void tst_VectorScan::findsTheNearest_data()
{
    QTest::addColumn<int>("words");
    QTest::addColumn<int>("chunks");

    QTest::newRow("256 dimensions") << 4 << 5000;
    QTest::newRow("64 dimensions") << 1 << 500;
    QTest::newRow("1,024 dimensions") << 16 << 500;
    QTest::newRow("fewer than wanted") << 4 << 7;
}

void tst_VectorScan::findsTheNearest()
{
    QFETCH(int, words);
    QFETCH(int, chunks);
    std::mt19937_64 random(1);
    const CodeDelta delta = randomDelta(random, chunks, std::size_t(words));
    VectorScan scan;
    scan.apply(delta);

    for (int round = 0; round < 20; ++round) {
        const SignCode query = randomCode(random, std::size_t(words));
        const auto found = scan.nearest(query, {{1, 1}}, 50);
        QCOMPARE(found.size(), std::size_t(std::min(50, chunks)));

        std::vector<int> all;
        for (const auto &added : delta.added)
            all.push_back(distance(added.code, query));
        std::ranges::sort(all);
        const int worst = all[found.size() - 1];
        for (const ChunkId chunk : found)
            QVERIFY(distance(delta.added[std::size_t(chunk.value - 1)].code, query) <= worst);
    }
}

void tst_VectorScan::forgetsWhatWasRemoved()
{
    std::mt19937_64 random(2);
    CodeDelta delta = randomDelta(random, 100);
    VectorScan scan;
    scan.apply(delta);
    scan.apply({.dataset = 1, .model = 1, .removed = {ChunkId{5}, ChunkId{5}, ChunkId{999}}});
    QCOMPARE(scan.size({{1, 1}}), std::size_t(99));
    const auto found = scan.nearest(delta.added[4].code, {{1, 1}}, 100);
    QVERIFY(std::ranges::find(found, ChunkId{5}) == found.end());
    QCOMPARE(found.size(), std::size_t(99));
}

void tst_VectorScan::closesItsHoles()
{
    std::mt19937_64 random(3);
    const CodeDelta delta = randomDelta(random, 8000);
    VectorScan scan;
    scan.apply(delta);
    CodeDelta removal{.dataset = 1, .model = 1};
    for (int i = 1; i <= 8000; i += 2)
        removal.removed.push_back(ChunkId{i});
    scan.apply(removal);
    QVERIFY(scan.column({1, 1}, 4).slots() < 8000);
    QCOMPARE(scan.size({{1, 1}}), std::size_t(4000));
    const auto found = scan.nearest(delta.added[5].code, {{1, 1}}, 1); // chunk 6 is its own nearest
    QCOMPARE(found, std::vector<ChunkId>{ChunkId{6}});
}

void tst_VectorScan::neverMixesModels()
{
    std::mt19937_64 random(4);
    CodeDelta one = randomDelta(random, 10);
    CodeDelta two{.dataset = 1, .model = 2};
    two.added.push_back({ChunkId{11}, FileId{1}, one.added[0].code});
    VectorScan scan;
    scan.apply(one);
    scan.apply(two);
    const auto found = scan.nearest(one.added[0].code, {{1, 2}}, 10);
    QCOMPARE(found, std::vector<ChunkId>{ChunkId{11}});
}

void tst_VectorScan::looksOnlyAtTheFilesAskedFor()
{
    std::mt19937_64 random(5);
    VectorScan scan;
    scan.apply(randomDelta(random, 100));
    const auto found =
        scan.nearest(randomCode(random, 4), {{1, 1}}, 100, [](FileId file) { return file == FileId{3}; });
    QCOMPARE(found.size(), std::size_t(10));
}

void tst_VectorScan::forgetsADroppedDataset()
{
    std::mt19937_64 random(6);
    VectorScan scan;
    scan.apply(randomDelta(random, 10));
    scan.apply({.dataset = 1, .dropped = true});
    QCOMPARE(scan.size({{1, 1}}), std::size_t(0));
    QVERIFY(scan.nearest(randomCode(random, 4), {{1, 1}}, 10).empty());
}

QTEST_APPLESS_MAIN(tst_VectorScan)
#include "tst_VectorScan.moc"
