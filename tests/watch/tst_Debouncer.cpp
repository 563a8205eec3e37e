#include <watch/Debouncer.h>

#include <QTest>

using namespace vectray;
using namespace std::chrono_literals;
using namespace Qt::Literals::StringLiterals;

class tst_Debouncer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void releasesAQuietPath();
    void waitsAnewAfterEveryTouch();
    void neverHoldsAPathBeyondTheLimit_data();
    void neverHoldsAPathBeyondTheLimit();
    void doesNotLetOnePathHoldBackAnother();
    void leavesOutWhatADirectoryCovers();
    void collapsesABurst_data();
    void collapsesABurst();
    void remembersPathsAgainAfterABurst();
    void releasesABurstTogether_data();
    void releasesABurstTogether();
    void hurriesWhereSomebodyWaits();
};

void tst_Debouncer::releasesAQuietPath()
{
    Instant now{};
    Debouncer debouncer({.quiet = 500ms}, [&] { return now; });
    QVERIFY(!debouncer.nextDue());

    debouncer.touch(u"a.txt"_s);
    QCOMPARE(*debouncer.nextDue(), now + 500ms);
    now += 499ms;
    QVERIFY(debouncer.takeDue().isEmpty());
    now += 1ms;
    QCOMPARE(debouncer.takeDue(), QStringList{u"a.txt"_s});
    QVERIFY(!debouncer.nextDue());
}

void tst_Debouncer::waitsAnewAfterEveryTouch()
{
    Instant now{};
    Debouncer debouncer({.quiet = 500ms}, [&] { return now; });
    debouncer.touch(u"a"_s);
    now += 300ms;
    debouncer.touch(u"a"_s);
    now += 499ms;
    QVERIFY(debouncer.takeDue().isEmpty());
    now += 1ms;
    QCOMPARE(debouncer.takeDue(), QStringList{u"a"_s});
}

void tst_Debouncer::neverHoldsAPathBeyondTheLimit_data()
{
    QTest::addColumn<std::chrono::milliseconds>("every");

    QTest::newRow("noisy") << 10ms;
    QTest::newRow("just inside the quiet period") << 499ms;
}

void tst_Debouncer::neverHoldsAPathBeyondTheLimit()
{
    QFETCH(std::chrono::milliseconds, every);
    Instant now{};
    Debouncer debouncer({.quiet = 500ms}, [&] { return now; });

    while (debouncer.takeDue().isEmpty()) {
        QVERIFY(now <= Instant{} + 2500ms + every);
        debouncer.touch(u"log.txt"_s);
        now += every;
    }
    QVERIFY(now >= Instant{} + 2500ms);
}

void tst_Debouncer::doesNotLetOnePathHoldBackAnother()
{
    Instant now{};
    Debouncer debouncer({.quiet = 500ms}, [&] { return now; });
    debouncer.touch(u"saved.c"_s);
    now += 400ms;
    debouncer.touch(u"noisy.log"_s);
    now += 100ms;
    QCOMPARE(debouncer.takeDue(), QStringList{u"saved.c"_s});
}

void tst_Debouncer::leavesOutWhatADirectoryCovers()
{
    Instant now{};
    Debouncer debouncer({.quiet = 500ms}, [&] { return now; });
    for (const QString &path : {u"new/a/b"_s, u"new"_s, u"newer"_s, u"new/c"_s})
        debouncer.touch(path);
    now += 500ms;
    QCOMPARE(debouncer.takeDue(), (QStringList{u"new"_s, u"newer"_s}));

    debouncer.touch(u"a"_s);
    debouncer.touch(QString());
    now += 500ms;
    QCOMPARE(debouncer.takeDue(), QStringList{QString()});
}

void tst_Debouncer::collapsesABurst_data()
{
    QTest::addColumn<QString>("pattern"); // %1 counts up
    QTest::addColumn<QStringList>("due");

    QTest::newRow("few paths") << u"few/%1"_s << QStringList();
    QTest::newRow("many in one directory") << u"a/%1"_s << QStringList{u"a"_s};
    QTest::newRow("many directories") << u"a/%1/b"_s << QStringList{QString()};
    QTest::newRow("many at the top") << u"%1"_s << QStringList{QString()};
}

void tst_Debouncer::collapsesABurst()
{
    QFETCH(QString, pattern);
    QFETCH(QStringList, due);
    Instant now{};
    Debouncer debouncer({.quiet = 500ms, .mostPaths = 100}, [&] { return now; });
    const int count = due.isEmpty() ? 100 : 10'000;
    for (int i = 0; i < count; ++i) {
        debouncer.touch(pattern.arg(i));
        QVERIFY(debouncer.pending() <= 100);
    }
    now += 500ms;
    if (due.isEmpty())
        QCOMPARE(debouncer.takeDue().size(), 100);
    else
        QCOMPARE(debouncer.takeDue(), due);
}

void tst_Debouncer::remembersPathsAgainAfterABurst()
{
    Instant now{};
    Debouncer debouncer({.quiet = 500ms, .mostPaths = 10}, [&] { return now; });
    for (int i = 0; i < 100; ++i)
        debouncer.touch(u"a/%1"_s.arg(i));
    now += 500ms;
    QCOMPARE(debouncer.takeDue(), QStringList{u"a"_s});
    debouncer.touch(u"a/b"_s);
    now += 500ms;
    QCOMPARE(debouncer.takeDue(), QStringList{u"a/b"_s});
}

void tst_Debouncer::releasesABurstTogether_data()
{
    QTest::addColumn<int>("paths"); // one each millisecond
    QTest::addColumn<int>("releases");

    QTest::newRow("a file") << 1 << 1;
    QTest::newRow("a few are released one by one") << 50 << 50;
    QTest::newRow("a burst goes by the quarter of a second") << 1000 << 5;
    QTest::newRow("so does a long one") << 8000 << 33;
}

void tst_Debouncer::releasesABurstTogether()
{
    QFETCH(int, paths);
    QFETCH(int, releases);
    Instant now{};
    Debouncer debouncer({.quiet = 500ms}, [&] { return now; });
    int touched = 0;
    int released = 0;
    do {
        if (touched < paths)
            debouncer.touch(u"a/%1"_s.arg(touched++));
        now += 1ms;
        if (const auto next = debouncer.nextDue(); next && *next <= now)
            released += debouncer.takeDue().isEmpty() ? 0 : 1;
    } while (touched < paths || debouncer.pending() > 0);
    QVERIFY2(released <= releases, qPrintable(u"released %1 times"_s.arg(released)));
}

void tst_Debouncer::hurriesWhereSomebodyWaits()
{
    Instant now{};
    Debouncer debouncer({.quiet = 2000ms}, [&] { return now; });
    debouncer.touch(u"quiet"_s);
    now += 300ms;
    debouncer.touch(u"just saved"_s);
    debouncer.hurry(200ms);
    QCOMPARE(debouncer.takeDue(), QStringList{u"quiet"_s});
    now += 199ms;
    QCOMPARE(debouncer.takeDue(), QStringList());
    now += 1ms;
    QCOMPARE(debouncer.takeDue(), QStringList{u"just saved"_s});

    debouncer.touch(u"later"_s); // nobody waits for that
    now += 1999ms;
    QCOMPARE(debouncer.takeDue(), QStringList());
    debouncer.hurry(5000ms); // never makes anything wait longer
    now += 1ms;
    QCOMPARE(debouncer.takeDue(), QStringList{u"later"_s});
}

QTEST_APPLESS_MAIN(tst_Debouncer)
#include "tst_Debouncer.moc"
