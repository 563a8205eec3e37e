#include <engine/PauseSwitch.h>

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace vectray;
using namespace Qt::Literals::StringLiterals;

class tst_PauseSwitch : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void pausesEverything();
    void pausesOneFolder();
    void keepsAFolderPausedWhileAllAre();
    void resumesSingleFoldersWithAll();
    void endsByItself_data();
    void endsByItself();
    void outlivesTheProgram();
    void saysWhenAFolderGoesOn_data();
    void saysWhenAFolderGoesOn();
    void staysHeldWhateverIsResumed();
    void forgetsThatItWasHeld();
    void tellsOnlyOfWhatChanges();

private:
    PauseFile file() const { return PauseFile(m_dir.filePath(u"pause.json"_s)); }

    QTemporaryDir m_dir;
};

namespace {

const WatchConfig::Key A{u"/a"_s, u"p"_s, u"d"_s};
const WatchConfig::Key B{u"/b"_s, u"p"_s, u"d"_s};

QDateTime inMs(qint64 ms)
{
    return QDateTime::currentDateTimeUtc().addMSecs(ms);
}

} // namespace

void tst_PauseSwitch::init()
{
    QFile::remove(m_dir.filePath(u"pause.json"_s));
}

void tst_PauseSwitch::pausesEverything()
{
    PauseSwitch pause(file());
    QVERIFY(!pause.covers(A));
    pause.pauseAll({});
    QVERIFY(pause.covers(A) && pause.covers(B));
    pause.resumeAll();
    QVERIFY(!pause.covers(A));
}

void tst_PauseSwitch::pausesOneFolder()
{
    PauseSwitch pause(file());
    pause.pause(A, {});
    QVERIFY(pause.covers(A) && !pause.covers(B));
    pause.resume(A);
    QVERIFY(!pause.covers(A));
}

void tst_PauseSwitch::keepsAFolderPausedWhileAllAre()
{
    PauseSwitch pause(file());
    pause.pauseAll({});
    pause.resume(A);
    QVERIFY(pause.covers(A));
}

void tst_PauseSwitch::resumesSingleFoldersWithAll()
{
    PauseSwitch pause(file());
    pause.pause(A, {});
    pause.resumeAll();
    QVERIFY(!pause.covers(A));
}

void tst_PauseSwitch::endsByItself_data()
{
    QTest::addColumn<bool>("all");

    QTest::newRow("everything") << true;
    QTest::newRow("one folder") << false;
}

void tst_PauseSwitch::endsByItself()
{
    QFETCH(bool, all);
    PauseSwitch pause(file());
    pause.pause(B, inMs(3'600'000));
    if (all)
        pause.pauseAll(inMs(100));
    else
        pause.pause(A, inMs(100));
    QVERIFY(pause.covers(A));
    QTRY_VERIFY(!pause.covers(A));
    QVERIFY(pause.covers(B));
}

void tst_PauseSwitch::outlivesTheProgram()
{
    PauseState before;
    {
        PauseSwitch pause(file());
        pause.pause(A, {});
        pause.pause(B, inMs(1));
        pause.pauseAll(inMs(3'600'000));
        before = pause.state();
    }
    QTRY_VERIFY(QDateTime::currentDateTimeUtc() > before.folders.at(1).until);
    PauseSwitch again(file());
    QVERIFY(again.covers(A));
    QCOMPARE(again.state().until, before.until);
    QCOMPARE(again.state().folders, before.folders.first(1)); // the other one is over
}

void tst_PauseSwitch::saysWhenAFolderGoesOn_data()
{
    QTest::addColumn<QDateTime>("all");
    QTest::addColumn<QDateTime>("folder");
    QTest::addColumn<QDateTime>("end");
    const QDateTime soon = inMs(1'000'000);
    const QDateTime late = inMs(2'000'000);

    QTest::newRow("the later one") << soon << late << late;
    QTest::newRow("the later one again") << late << soon << late;
    QTest::newRow("the folder never") << soon << QDateTime() << QDateTime();
    QTest::newRow("all never") << QDateTime() << soon << QDateTime();
}

void tst_PauseSwitch::saysWhenAFolderGoesOn()
{
    QFETCH(QDateTime, all);
    QFETCH(QDateTime, folder);
    QFETCH(QDateTime, end);
    PauseSwitch pause(file());
    pause.pauseAll(all);
    QCOMPARE(pause.endOf(A), all);
    pause.pause(A, folder);
    QCOMPARE(pause.endOf(A), end);
    pause.resumeAll();
    QCOMPARE(pause.endOf(A), QDateTime());
}

void tst_PauseSwitch::staysHeldWhateverIsResumed()
{
    PauseSwitch pause(file());
    pause.pause(A, inMs(3'600'000));
    pause.hold();
    pause.resumeAll();
    pause.resume(A);
    QVERIFY(pause.covers(A) && pause.covers(B));
    QVERIFY(!pause.endOf(A).isValid());
    pause.pause(B, {});
    pause.release();
    QVERIFY(!pause.covers(A)); // resumed meanwhile
    QVERIFY(pause.covers(B)); // paused meanwhile
}

void tst_PauseSwitch::forgetsThatItWasHeld()
{
    {
        PauseSwitch pause(file());
        pause.pause(B, {});
        pause.hold();
    }
    const PauseSwitch again(file());
    QVERIFY(!again.covers(A));
    QVERIFY(again.covers(B));
}

void tst_PauseSwitch::tellsOnlyOfWhatChanges()
{
    PauseSwitch pause(file());
    const QSignalSpy changed(&pause, &PauseSwitch::changed);
    pause.resumeAll();
    pause.resume(A);
    QCOMPARE(changed.size(), 0);
    pause.pause(A, {});
    pause.pause(A, {});
    QCOMPARE(changed.size(), 1);
}

QTEST_GUILESS_MAIN(tst_PauseSwitch)
#include "tst_PauseSwitch.moc"
