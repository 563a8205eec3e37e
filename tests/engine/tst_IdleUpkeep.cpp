#include "EngineFixture.h"

#include <engine/IdleUpkeep.h>

#include <QSignalSpy>
#include <QTest>

using namespace vectray;
using namespace vectray::test;
using namespace std::chrono_literals;

class tst_IdleUpkeep : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void waitsUntilNothingElseIsToBeDone();
    void trimsTheCache();
    void restsBetweenTwoUpkeeps();
};

void tst_IdleUpkeep::waitsUntilNothingElseIsToBeDone()
{
    Bench bench;
    bool busy = true;
    int looks = 0;
    const auto isBusy = [&] {
        ++looks;
        return busy;
    };
    IdleUpkeep upkeep(bench.store,
                      {.isBusy = isBusy, .limits = [] { return VectorCacheLimits(); }, .lookEvery = 1ms});
    const QSignalSpy done(&upkeep, &IdleUpkeep::upkeepDone);
    QTRY_VERIFY(looks > 20);
    QVERIFY(done.isEmpty());
    busy = false;
    QTRY_COMPARE(done.size(), 1);
}

void tst_IdleUpkeep::trimsTheCache()
{
    Bench bench;
    const EmbeddingModel model{.provider = u"test"_s, .model = u"m"_s, .dimension = 64};
    QVERIFY(bench.store.addVectors(model, {{sha256("a"), Embedding(64, 0.1F)}}).result());
    IdleUpkeep upkeep(bench.store,
                      {.isBusy = [] { return false; },
                       .limits = [] { return VectorCacheLimits{.bytes = 0}; },
                       .lookEvery = 1ms});
    const QSignalSpy done(&upkeep, &IdleUpkeep::upkeepDone);
    QTRY_COMPARE(done.size(), 1);
    QCOMPARE(bench.store.vectorCache().result()->vectors, 0);
}

void tst_IdleUpkeep::restsBetweenTwoUpkeeps()
{
    Bench bench;
    int looks = 0;
    const auto isBusy = [&] {
        ++looks;
        return false;
    };
    IdleUpkeep upkeep(
        bench.store,
        {.isBusy = isBusy, .limits = [] { return VectorCacheLimits(); }, .lookEvery = 1ms, .restAfter = 1h});
    const QSignalSpy done(&upkeep, &IdleUpkeep::upkeepDone);
    QTRY_VERIFY(looks > 50);
    QTRY_COMPARE(done.size(), 1);
}

QTEST_GUILESS_MAIN(tst_IdleUpkeep)
#include "tst_IdleUpkeep.moc"
