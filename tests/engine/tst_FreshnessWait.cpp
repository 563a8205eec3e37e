#include "ManagerBench.h"

#include <engine/FreshnessWait.h>

#include <QTest>

using namespace vectray;
using namespace vectray::test;
using namespace std::chrono_literals;

Q_DECLARE_METATYPE(vectray::Folder::State)

class tst_FreshnessWait : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isFreshWhenNothingIsPendingAndTheWatcherSees_data();
    void isFreshWhenNothingIsPendingAndTheWatcherSees();
    void asksOnlyTheFoldersOfTheQuery();
    void waitsUntilWhatWasTouchedIsIndexed();
    void doesNotWaitForAFileToBeQuietAsLongAsUsual();
    void givesUpWhenPatienceEnds();
};

void tst_FreshnessWait::isFreshWhenNothingIsPendingAndTheWatcherSees_data()
{
    QTest::addColumn<Folder::State>("state");
    QTest::addColumn<int>("pending");
    QTest::addColumn<bool>("fresh");

    QTest::newRow("idle") << Folder::State::Idle << 0 << true;
    QTest::newRow("polled") << Folder::State::Degraded << 0 << true;
    QTest::newRow("a file waits") << Folder::State::Idle << 1 << false;
    QTest::newRow("paused") << Folder::State::Paused << 0 << false;
    QTest::newRow("stopped") << Folder::State::Stopped << 0 << false;
    QTest::newRow("away") << Folder::State::Unavailable << 0 << false;
    QTest::newRow("broken") << Folder::State::Error << 0 << false;
}

void tst_FreshnessWait::isFreshWhenNothingIsPendingAndTheWatcherSees()
{
    QFETCH(Folder::State, state);
    QFETCH(int, pending);
    QFETCH(bool, fresh);
    const Folder folder{.config = {.key = {u"/a"_s, u"p"_s, u"d"_s}}, .state = state, .pending = pending};
    const Freshness freshness = freshnessOf({folder}, u"p"_s, {});
    QCOMPARE(freshness.fresh, fresh);
    QCOMPARE(freshness.pending, pending);
}

void tst_FreshnessWait::asksOnlyTheFoldersOfTheQuery()
{
    const Folder busy{.config = {.key = {u"/a"_s, u"p"_s, u"busy"_s}}, .state = Folder::State::Syncing, .pending = 3};
    const Folder idle{.config = {.key = {u"/b"_s, u"p"_s, u"idle"_s}}, .state = Folder::State::Idle};
    QVERIFY(!freshnessOf({busy, idle}, {}, {}).fresh);
    QVERIFY(!freshnessOf({busy, idle}, u"p"_s, {}).fresh);
    QVERIFY(freshnessOf({busy, idle}, u"p"_s, {u"idle"_s}).fresh);
    QVERIFY(freshnessOf({busy, idle}, u"other"_s, {}).fresh);
}

void tst_FreshnessWait::waitsUntilWhatWasTouchedIsIndexed()
{
    ManagerBench bench;
    bench.write(u"a.txt"_s, "one");
    const auto added = bench.manager->add(bench.key(), {.debounce = 20ms});
    QTRY_VERIFY(added.isFinished());
    const auto fresh = waitFresh(*bench.manager, u"p"_s, {}, 10s);
    QTRY_VERIFY(fresh.isFinished());
    QVERIFY(fresh.result().fresh);
    QCOMPARE(bench.indexed().size(), 1);
}

void tst_FreshnessWait::doesNotWaitForAFileToBeQuietAsLongAsUsual()
{
    ManagerBench bench;
    const auto added = bench.manager->add(bench.key(), {.debounce = 1h});
    QTRY_VERIFY(added.isFinished());
    QTRY_COMPARE(bench.folder().state, Folder::State::Idle);
    bench.write(u"a.txt"_s, "one");
    bench.watcher()->touch({u"a.txt"_s});
    QTRY_COMPARE(bench.folder().pending, std::int64_t(1));
    const auto fresh = waitFresh(*bench.manager, u"p"_s, {}, 60s);
    QTRY_VERIFY_WITH_TIMEOUT(fresh.isFinished(), 60'000);
    QVERIFY(fresh.result().fresh);
    QCOMPARE(bench.indexed().size(), 1);
}

void tst_FreshnessWait::givesUpWhenPatienceEnds()
{
    ManagerBench bench;
    const auto added = bench.manager->add(bench.key(), {.debounce = 20ms});
    QTRY_VERIFY(added.isFinished());
    bench.manager->pause().pauseAll({});
    const auto fresh = waitFresh(*bench.manager, u"p"_s, {}, 50ms);
    QTRY_VERIFY(fresh.isFinished());
    QVERIFY(!fresh.result().fresh);
}

QTEST_GUILESS_MAIN(tst_FreshnessWait)
#include "tst_FreshnessWait.moc"
