#include "RankEvidence.h"

#include <QTest>

using namespace vectray;
using namespace Qt::Literals::StringLiterals;

class tst_RankEvidence : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void trustsWordsMoreWhenAskedForAName_data();
    void trustsWordsMoreWhenAskedForAName();
    void knowsWordsByTheirStems_data();
    void knowsWordsByTheirStems();
    void putsDefinitionsForward();
    void putsAChunkForwardWhoseNameIsAskedFor();
    void putsAFileForwardThatHasMoreThatFits();
    void keepsEveryChunkAndItsScores();
};

void tst_RankEvidence::trustsWordsMoreWhenAskedForAName_data()
{
    QTest::addColumn<QByteArray>("query");
    QTest::addColumn<bool>("isSentence");
    QTest::newRow("question") << QByteArray("how are stale entries removed from the cache") << true;
    QTest::newRow("question with an abbreviation") << QByteArray("parse the answer of a DNS server") << true;
    QTest::newRow("question with a full stop") << QByteArray("remove the oldest entries first.") << true;
    QTest::newRow("snake case") << QByteArray("where is read_file_table called from") << false;
    QTest::newRow("camel case") << QByteArray("who calls readFileTable and when") << false;
    QTest::newRow("scope") << QByteArray("what does Store::put do here") << false;
    QTest::newRow("constant") << QByteArray("what happens on ECONNRESET in accept") << false;
    QTest::newRow("number") << QByteArray("convert text to utf8 and back") << false;
    QTest::newRow("a word") << QByteArray("backoff") << false;
}

void tst_RankEvidence::trustsWordsMoreWhenAskedForAName()
{
    QFETCH(QByteArray, query);
    QFETCH(bool, isSentence);
    const FusionWeights weights = weightsFor(query);
    QCOMPARE(weights.vector > weights.sparse, isSentence);
}

void tst_RankEvidence::knowsWordsByTheirStems_data()
{
    QTest::addColumn<QList<QByteArray>>("terms");
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<double>("share");
    QTest::newRow("none") << QList<QByteArray>{"apples"} << QByteArray("readFile") << 0.0;
    QTest::newRow("one of two") << QList<QByteArray>{"reading", "sockets"} << QByteArray("readFile") << 0.5;
    QTest::newRow("all, with other endings")
        << QList<QByteArray>{"compressed", "blocks"} << QByteArray("ZSTD_compressBlock") << 1.0;
    QTest::newRow("no terms") << QList<QByteArray>() << QByteArray("readFile") << 0.0;
    QTest::newRow("no name") << QList<QByteArray>{"file"} << QByteArray() << 0.0;
}

void tst_RankEvidence::knowsWordsByTheirStems()
{
    QFETCH(QList<QByteArray>, terms);
    QFETCH(QByteArray, name);
    QFETCH(double, share);
    QCOMPARE(namedBy(terms, name), share);
}

void tst_RankEvidence::putsDefinitionsForward()
{
    const std::vector<FusedChunk> fused{{.chunk = {1}, .score = 0.10}, {.chunk = {2}, .score = 0.09}};
    const auto weighed = weighEvidence(
        fused, {{ChunkId{1}, {.file = {1}}}, {ChunkId{2}, {.file = {2}, .isDefinition = true}}}, {.k = 10});
    QCOMPARE(weighed.front().chunk, ChunkId{2});
    QVERIFY(isDefinition(u"method"));
    QVERIFY(!isDefinition(u"heading"));
    QVERIFY(!isDefinition(u""));
}

void tst_RankEvidence::putsAChunkForwardWhoseNameIsAskedFor()
{
    const std::vector<FusedChunk> fused{{.chunk = {1}, .score = 0.10}, {.chunk = {2}, .score = 0.09}};
    const auto weighed = weighEvidence(
        fused, {{ChunkId{1}, {.file = {1}}}, {ChunkId{2}, {.file = {2}, .named = 1}}}, {.k = 10});
    QCOMPARE(weighed.front().chunk, ChunkId{2});
}

void tst_RankEvidence::putsAFileForwardThatHasMoreThatFits()
{
    const std::vector<FusedChunk> fused{
        {.chunk = {1}, .score = 0.100}, {.chunk = {2}, .score = 0.099}, {.chunk = {3}, .score = 0.098}};
    const auto weighed = weighEvidence(
        fused, {{ChunkId{1}, {.file = {1}}}, {ChunkId{2}, {.file = {2}}}, {ChunkId{3}, {.file = {2}}}},
        {.k = 10});
    QCOMPARE(weighed.front().chunk, ChunkId{2});
}

void tst_RankEvidence::keepsEveryChunkAndItsScores()
{
    const std::vector<FusedChunk> fused{{.chunk = {1}, .vectorScore = 0.5, .score = 0.1},
                                        {.chunk = {2}, .sparseScore = 7, .score = 0.2}};
    const auto weighed = weighEvidence(fused, {}, {});
    QCOMPARE(weighed.size(), std::size_t(2));
    QCOMPARE(weighed.front().chunk, ChunkId{2});
    QCOMPARE(weighed.front().sparseScore, 7.0);
    QCOMPARE(weighed.back().vectorScore, 0.5);
}

QTEST_APPLESS_MAIN(tst_RankEvidence)
#include "tst_RankEvidence.moc"
