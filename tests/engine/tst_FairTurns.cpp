#include <engine/FairTurns.h>

#include <QTest>

#include <atomic>
#include <thread>
#include <vector>

using namespace vectray;

/// Threads that take turns write down whose turn it is.
class tst_FairTurns : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void letsOnlySoManyWorkAtOnce();
    void letsEqualOnesWorkInTurn();
    void letsTheMoreUrgentGoFirst_data();
    void letsTheMoreUrgentGoFirst();
    void doesNotHoldAThreadWithoutATurn();
};

namespace {

std::shared_ptr<Urgency> urgency(int configured = 0)
{
    return std::make_shared<Urgency>(configured);
}

/// Work in five pieces, each of which puts a letter into the log.
class Workers
{
public:
    void start(char letter, std::shared_ptr<const Urgency> urgency)
    {
        m_threads.emplace_back([this, letter, urgency = std::move(urgency)] {
            turns.take(urgency);
            for (int piece = 0; piece < 5; ++piece) {
                m_log.append(letter); // only one works at a time
                turns.giveWay(urgency);
            }
            turns.giveBack();
        });
    }
    QByteArray finish()
    {
        for (std::thread &thread : m_threads)
            thread.join();
        return m_log;
    }

    FairTurns turns{1};

private:
    std::vector<std::thread> m_threads;
    QByteArray m_log;
};

} // namespace

void tst_FairTurns::letsOnlySoManyWorkAtOnce()
{
    FairTurns turns(2);
    std::atomic<int> working = 0;
    std::atomic<int> most = 0;
    std::vector<std::thread> threads;
    for (int i = 0; i < 8; ++i) {
        threads.emplace_back([&] {
            const auto mine = urgency();
            turns.take(mine);
            for (int piece = 0; piece < 200; ++piece) {
                most = std::max(most.load(), ++working);
                std::this_thread::yield();
                --working;
                turns.giveWay(mine);
            }
            turns.giveBack();
        });
    }
    for (std::thread &thread : threads)
        thread.join();
    QVERIFY(most <= 2);
}

void tst_FairTurns::letsEqualOnesWorkInTurn()
{
    Workers workers;
    workers.turns.take(urgency());
    for (const char letter : {'a', 'b', 'c'})
        workers.start(letter, urgency());
    QTRY_COMPARE(workers.turns.waiting(), 3);
    workers.turns.giveBack();
    const QByteArray log = workers.finish();
    const QByteArray round = log.first(3); // the threads may have come in any order
    QCOMPARE(log, round.repeated(5));
}

void tst_FairTurns::letsTheMoreUrgentGoFirst_data()
{
    QTest::addColumn<int>("configured");
    QTest::addColumn<bool>("favoured");

    QTest::newRow("by its configuration") << 1 << false;
    QTest::newRow("because somebody asks about it") << -100 << true;
}

void tst_FairTurns::letsTheMoreUrgentGoFirst()
{
    QFETCH(int, configured);
    QFETCH(bool, favoured);
    Workers workers;
    workers.turns.take(urgency());
    workers.start('a', urgency());
    QTRY_COMPARE(workers.turns.waiting(), 1);
    const auto urgent = urgency(configured);
    workers.start('b', urgent);
    QTRY_COMPARE(workers.turns.waiting(), 2);
    if (favoured)
        urgent->favour(); // while it waits already
    workers.turns.giveBack();
    QCOMPARE(workers.finish(), QByteArray("bbbbbaaaaa"));
}

void tst_FairTurns::doesNotHoldAThreadWithoutATurn()
{
    FairTurns turns(1);
    turns.take(urgency());
    std::thread([&turns] { turns.giveWay(urgency()); }).join();
    turns.giveBack();
}

QTEST_APPLESS_MAIN(tst_FairTurns)
#include "tst_FairTurns.moc"
