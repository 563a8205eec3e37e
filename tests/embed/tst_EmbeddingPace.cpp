#include <embed/EmbeddingPace.h>

#include <QTest>

using namespace vectray;
using namespace std::chrono_literals;

namespace {

constexpr std::int64_t Enough = EmbeddingPace::LeastBytes;

Instant at(std::chrono::milliseconds time)
{
    return Instant(1h) + time;
}

} // namespace

class tst_EmbeddingPace : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void knowsNothingBeforeEnoughWasEmbedded();
    void isOfTheTimeInWhichSomethingWasEmbedded();
    void countsWhatIsDoneAtOnceOnce();
    void countsNoTimeInWhichNothingCame();
};

void tst_EmbeddingPace::knowsNothingBeforeEnoughWasEmbedded()
{
    EmbeddingPace pace;
    QVERIFY(!pace.timeFor(1));
    pace.begin(at(0ms));
    pace.end(at(500ms), Enough - 1);
    QVERIFY(!pace.timeFor(1));
}

void tst_EmbeddingPace::isOfTheTimeInWhichSomethingWasEmbedded()
{
    EmbeddingPace pace;
    pace.begin(at(0ms));
    pace.end(at(2s), Enough);
    pace.begin(at(1min)); // nothing was to be done meanwhile
    pace.end(at(1min + 4s), Enough * 2);
    QCOMPARE(pace.timeFor(Enough * 10), 20'000ms);
    QCOMPARE(pace.timeFor(0), 0ms);
}

void tst_EmbeddingPace::countsWhatIsDoneAtOnceOnce()
{
    EmbeddingPace pace;
    pace.begin(at(0ms));
    pace.begin(at(1s));
    pace.end(at(2s), Enough);
    pace.end(at(4s), Enough);
    QCOMPARE(pace.timeFor(Enough), 2'000ms);
}

void tst_EmbeddingPace::countsNoTimeInWhichNothingCame()
{
    EmbeddingPace pace;
    pace.begin(at(0ms));
    pace.end(at(2s), Enough);
    pace.begin(at(3s));
    pace.end(at(100s), 0); // it was away
    QCOMPARE(pace.timeFor(Enough), 2'000ms);
}

QTEST_APPLESS_MAIN(tst_EmbeddingPace)
#include "tst_EmbeddingPace.moc"
