#include <items/ProgressEstimate.h>

#include <QTest>

using namespace vectray;
using namespace std::chrono_literals;

class tst_ProgressEstimate : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothingIsSaidBeforeItCanBeTrusted_data();
    void nothingIsSaidBeforeItCanBeTrusted();
    void itNeverGoesUp();
    void itIsWithdrawnWhenItWasWrong();
    void aNewTotalStartsAgain();
};

void tst_ProgressEstimate::nothingIsSaidBeforeItCanBeTrusted_data()
{
    QTest::addColumn<int>("seconds");
    QTest::addColumn<int>("done");
    QTest::addColumn<int>("total");
    QTest::addColumn<int>("left"); // -1: nothing is said

    QTest::newRow("too early") << 9 << 500 << 1000 << -1;
    QTest::newRow("too little") << 60 << 49 << 1000 << -1;
    QTest::newRow("just enough") << 10 << 50 << 1000 << 190;
    QTest::newRow("half of it") << 30 << 500 << 1000 << 30;
    QTest::newRow("all of it") << 30 << 1000 << 1000 << 0;
    QTest::newRow("nobody knows how much") << 30 << 500 << 0 << -1;
}

void tst_ProgressEstimate::nothingIsSaidBeforeItCanBeTrusted()
{
    QFETCH(const int, seconds);
    QFETCH(const int, done);
    QFETCH(const int, total);
    QFETCH(const int, left);
    const ProgressEstimate::Instant start{1000s};

    ProgressEstimate estimate;
    estimate.update(0, total, start);
    estimate.update(done, total, start + std::chrono::seconds(seconds));

    QCOMPARE(estimate.left() ? int(estimate.left()->count()) : -1, left);
}

void tst_ProgressEstimate::itNeverGoesUp()
{
    const ProgressEstimate::Instant start{1000s};
    ProgressEstimate estimate;
    estimate.update(0, 1000, start);

    std::optional<std::chrono::seconds> before;
    for (int second = 10; second < 60; ++second) {
        estimate.update(50 + second * 8 + (second % 3 == 0 ? 7 : 0), 1000,
                        start + std::chrono::seconds(second));
        if (before && estimate.left())
            QVERIFY(*estimate.left() <= *before);
        before = estimate.left();
    }
    QVERIFY(before.has_value());
}

void tst_ProgressEstimate::itIsWithdrawnWhenItWasWrong()
{
    const ProgressEstimate::Instant start{1000s};
    ProgressEstimate estimate;
    estimate.update(0, 1000, start);
    estimate.update(500, 1000, start + 10s);
    QCOMPARE(estimate.left(), 10s);

    estimate.update(501, 1000, start + 120s); // it got stuck

    QCOMPARE(estimate.left(), std::nullopt);
}

void tst_ProgressEstimate::aNewTotalStartsAgain()
{
    const ProgressEstimate::Instant start{1000s};
    ProgressEstimate estimate;
    estimate.update(0, 1000, start);
    estimate.update(500, 1000, start + 10s);

    estimate.update(510, 2000, start + 11s);

    QCOMPARE(estimate.left(), std::nullopt);
}

QTEST_GUILESS_MAIN(tst_ProgressEstimate)
#include "tst_ProgressEstimate.moc"
