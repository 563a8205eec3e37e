#include <base/AdaptiveSize.h>

#include <QTest>

using namespace vectray;
using namespace std::chrono_literals;

class tst_AdaptiveSize : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void followsTheTimeThatItTakes_data();
    void followsTheTimeThatItTakes();
    void learnsNothingFromLess();
};

void tst_AdaptiveSize::followsTheTimeThatItTakes_data()
{
    QTest::addColumn<QList<int>>("times"); // ms, of one turn after the other
    QTest::addColumn<std::size_t>("size");

    QTest::newRow("at first") << QList<int>{} << std::size_t(32);
    QTest::newRow("quick") << QList<int>{10, 20, 40, 80, 80} << std::size_t(256);
    QTest::newRow("as it should be") << QList<int>{3'000, 1'000, 5'000} << std::size_t(32);
    QTest::newRow("slow") << QList<int>{30'000} << std::size_t(8);
    QTest::newRow("hardly moving") << QList<int>{600'000, 600'000, 600'000, 600'000} << std::size_t(1);
    QTest::newRow("recovered") << QList<int>{30'000, 100, 100} << std::size_t(32);
}

static AdaptiveSize::Limits limits()
{
    return {.first = 32, .most = 256, .quick = 1s, .slow = 5s};
}

void tst_AdaptiveSize::followsTheTimeThatItTakes()
{
    QFETCH(QList<int>, times);
    AdaptiveSize size(limits());
    for (const int time : std::as_const(times))
        size.took(size.size(), std::chrono::milliseconds(time));
    QTEST(size.size(), "size");
}

void tst_AdaptiveSize::learnsNothingFromLess()
{
    AdaptiveSize size(limits());
    size.took(5, 1ms);
    QCOMPARE(size.size(), std::size_t(32));
    for (int i = 0; i < 4; ++i) // as many at the same time: they all say the same
        size.took(32, 30s);
    QCOMPARE(size.size(), std::size_t(8));
}

QTEST_APPLESS_MAIN(tst_AdaptiveSize)
#include "tst_AdaptiveSize.moc"
