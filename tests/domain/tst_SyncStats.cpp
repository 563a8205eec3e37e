#include <domain/SyncStats.h>

#include <QTest>

#include <array>
#include <bit>

using namespace vectray;

class tst_SyncStats : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void addsUpEveryCount();
    void knowsWhetherAnythingChanged_data();
    void knowsWhetherAnythingChanged();
};

void tst_SyncStats::addsUpEveryCount()
{
    // As an array, so that a count that is added to the struct and forgotten in += is found here.
    using Counts = std::array<std::int64_t, sizeof(SyncStats) / sizeof(std::int64_t)>;
    Counts ones{};
    for (std::size_t i = 0; i < ones.size(); ++i)
        ones[i] = std::int64_t(1) << i;
    const auto stats = std::bit_cast<SyncStats>(ones);

    SyncStats sum = stats;
    sum += stats;
    sum += SyncStats{};

    const auto added = std::bit_cast<Counts>(sum);
    for (std::size_t i = 0; i < ones.size(); ++i)
        QVERIFY2(added[i] == 2 * ones[i], qPrintable(QString::number(i)));
}

void tst_SyncStats::knowsWhetherAnythingChanged_data()
{
    QTest::addColumn<std::int64_t SyncStats::*>("count");
    QTest::addColumn<bool>("changed");

    QTest::newRow("created") << &SyncStats::filesCreated << true;
    QTest::newRow("modified") << &SyncStats::filesModified << true;
    QTest::newRow("deleted") << &SyncStats::filesDeleted << true;
    QTest::newRow("renamed") << &SyncStats::filesRenamed << true;
    QTest::newRow("scanned") << &SyncStats::filesScanned << false;
    QTest::newRow("unchanged") << &SyncStats::filesUnchanged << false;
    QTest::newRow("skipped") << &SyncStats::filesSkipped << false;
    QTest::newRow("failed") << &SyncStats::filesFailed << false;
}

void tst_SyncStats::knowsWhetherAnythingChanged()
{
    QFETCH(std::int64_t SyncStats::*, count);
    QFETCH(bool, changed);
    SyncStats stats;
    stats.*count = 1;
    QCOMPARE(stats.changedAnything(), changed);
}

QTEST_APPLESS_MAIN(tst_SyncStats)
#include "tst_SyncStats.moc"
