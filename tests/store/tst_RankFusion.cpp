#include "RankFusion.h"

#include <QTest>

using namespace vectray;

class tst_RankFusion : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void addsTheReciprocalRanks();
    void putsWhatBothFoundFirst();
    void ordersEqualScoresById();
};

void tst_RankFusion::addsTheReciprocalRanks()
{
    const auto fused = fuseRanks({{{7}, 0.9}}, {{{8}, 3.0}, {{7}, 2.0}});
    QCOMPARE(fused.size(), std::size_t(2));
    QCOMPARE(fused[0].chunk, ChunkId{7});
    QCOMPARE(fused[0].score, 1.0 / 61 + 1.0 / 62);
    QCOMPARE(fused[0].vectorScore, 0.9);
    QCOMPARE(fused[0].sparseScore, 2.0);
    QVERIFY(!fused[1].vectorScore);
}

void tst_RankFusion::putsWhatBothFoundFirst()
{
    const auto fused = fuseRanks({{{1}, 0.9}, {{2}, 0.8}, {{3}, 0.7}}, {{{4}, 9.0}, {{5}, 8.0}, {{3}, 7.0}});
    QCOMPARE(fused[0].chunk, ChunkId{3});
}

void tst_RankFusion::ordersEqualScoresById()
{
    const auto fused = fuseRanks({{{9}, 0.9}}, {{{4}, 9.0}});
    QCOMPARE(fused[0].chunk, ChunkId{4});
    QCOMPARE(fused[1].chunk, ChunkId{9});
}

QTEST_APPLESS_MAIN(tst_RankFusion)
#include "tst_RankFusion.moc"
