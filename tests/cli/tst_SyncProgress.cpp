#include "Console.h"
#include "FakeDaemon.h"
#include "SyncProgress.h"

#include <QBuffer>
#include <QTest>

using namespace vectray;
using namespace Qt::Literals::StringLiterals;

class tst_SyncProgress : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void drawsABar_data();
    void drawsABar();
    void saysHowFarTheFolderIs_data();
    void saysHowFarTheFolderIs();
};

void tst_SyncProgress::drawsABar_data()
{
    QTest::addColumn<qint64>("current");
    QTest::addColumn<qint64>("total");
    QTest::addColumn<int>("width");
    QTest::addColumn<QString>("bar");

    const QString half = QString(15, u'#') + QString(15, u' ');
    QTest::newRow("nothing known") << qint64(3) << qint64(0) << 80 << QString();
    QTest::newRow("none") << qint64(0) << qint64(10) << 80
                          << u"[%1]   0 %  0 of 10 files"_s.arg(QString(30, u' '));
    QTest::newRow("half") << qint64(5) << qint64(10) << 80 << u"[%1]  50 %  5 of 10 files"_s.arg(half);
    QTest::newRow("all") << qint64(10) << qint64(10) << 0
                         << u"[%1] 100 %  10 of 10 files"_s.arg(QString(30, u'#'));
    QTest::newRow("more than all") << qint64(11) << qint64(10) << 0
                                   << u"[%1] 100 %  10 of 10 files"_s.arg(QString(30, u'#'));
    QTest::newRow("a narrow terminal") << qint64(5) << qint64(10) << 40 << u"50 %  5 of 10 files"_s;
    QTest::newRow("a very narrow one") << qint64(5) << qint64(10) << 8 << u"50 %  5"_s;
}

void tst_SyncProgress::drawsABar()
{
    QFETCH(qint64, current);
    QFETCH(qint64, total);
    QFETCH(int, width);
    QFETCH(QString, bar);
    QCOMPARE(progressBar(current, total, width), bar);
}

void tst_SyncProgress::saysHowFarTheFolderIs_data()
{
    QTest::addColumn<bool>("live");
    QTest::newRow("on a terminal") << true;
    QTest::newRow("elsewhere") << false;
}

void tst_SyncProgress::saysHowFarTheFolderIs()
{
    QFETCH(bool, live);
    FakeDaemon daemon;
    daemon.answer(
        "GET /projects/p/watch/list",
        R"({"watchers": [{"path": "/other", "dataset": "main", "progress": {"current": 1, "total": 2}},)"
        R"( {"path": "/a", "dataset": "main", "progress": {"current": 5, "total": 10}}]})");
    auto remarks = std::make_unique<QBuffer>();
    remarks->open(QIODevice::WriteOnly);
    const QBuffer &written = *remarks;
    Console console(std::make_unique<QBuffer>(), std::move(remarks), {.live = live});
    const Client client({daemon.url(), {}, 0});
    {
        const SyncProgress progress(client, console, {u"/a"_s, u"p"_s, u"main"_s});
        QTRY_VERIFY(daemon.seen().size() >= 2);
    }
    QCOMPARE(written.data().contains(" 50 %  5 of 10 files"), live);
    QVERIFY(!written.data().contains("1 of 2"));
    QCOMPARE(written.data().endsWith("\r\x1b[K"), live);
}

QTEST_GUILESS_MAIN(tst_SyncProgress)
#include "tst_SyncProgress.moc"
