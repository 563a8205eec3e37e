#include "Disk.h"

#include <QTest>

#include <RootGuard.h>

using namespace vectray;
using namespace Qt::Literals::StringLiterals;

using Finding = RootGuard::Finding;

class tst_RootGuard : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findsTheSameAsLongAsNothingHappens();
    void acceptsARootThatWasMadeAgain();
    void waitsForAnEmptyRootToBeFilled_data();
    void waitsForAnEmptyRootToBeFilled();
    void doesNotMindARootThatWasAlwaysEmpty();
    void suspectsAnEmptyRootWhereFilesAreExpected();
    void saysBackAfterAWatcherSawItGo();
};

void tst_RootGuard::findsTheSameAsLongAsNothingHappens()
{
    const Disk disk;
    QVERIFY(disk.put("f"));
    RootGuard guard(disk.root());
    QCOMPARE(guard.look(), Finding::Same);
    QVERIFY(disk.put("g"));
    QCOMPARE(guard.look(), Finding::Same);
    QVERIFY(guard.reason().isEmpty());
}

void tst_RootGuard::acceptsARootThatWasMadeAgain()
{
    const Disk disk;
    QVERIFY(disk.put("f"));
    RootGuard guard(disk.root());
    QCOMPARE(guard.look(), Finding::Same);
    QVERIFY(disk.move("", "../away") && disk.put("other"));
    QCOMPARE(guard.look(), Finding::Back);
    QCOMPARE(guard.look(), Finding::Same);
}

void tst_RootGuard::waitsForAnEmptyRootToBeFilled_data()
{
    QTest::addColumn<bool>("again");
    QTest::newRow("emptied") << false;
    QTest::newRow("made again empty") << true;
}

void tst_RootGuard::waitsForAnEmptyRootToBeFilled()
{
    QFETCH(bool, again);
    const Disk disk;
    QVERIFY(disk.put("f"));
    RootGuard guard(disk.root());
    QCOMPARE(guard.look(), Finding::Same);
    QVERIFY(again ? disk.move("", "../away") && disk.mkdirs("") : disk.remove("f"));
    QCOMPARE(guard.look(), Finding::Lost);
    QVERIFY2(guard.reason().contains(u"suddenly empty"_s), qPrintable(guard.reason()));
    QVERIFY(!guard.cure().isEmpty());
    QCOMPARE(guard.look(), Finding::Lost);
    QVERIFY(disk.put("f"));
    QCOMPARE(guard.look(), Finding::Back);
    QVERIFY(guard.reason().isEmpty());
}

void tst_RootGuard::doesNotMindARootThatWasAlwaysEmpty()
{
    const Disk disk;
    RootGuard guard(disk.root());
    QCOMPARE(guard.look(), Finding::Same);
    QCOMPARE(guard.look(), Finding::Same);
}

void tst_RootGuard::suspectsAnEmptyRootWhereFilesAreExpected()
{
    const Disk disk;
    RootGuard guard(disk.root(), true);
    QCOMPARE(guard.look(), Finding::Lost);
    QVERIFY(disk.put("f"));
    QCOMPARE(guard.look(), Finding::Back);
}

void tst_RootGuard::saysBackAfterAWatcherSawItGo()
{
    const Disk disk;
    QVERIFY(disk.put("f"));
    RootGuard guard(disk.root());
    QCOMPARE(guard.look(), Finding::Same);
    guard.tellLost();
    QCOMPARE(guard.look(), Finding::Back);
    QVERIFY(disk.removeTree(""));
    QCOMPARE(guard.look(), Finding::Lost);
    QVERIFY2(guard.reason().contains(u"missing"_s), qPrintable(guard.reason()));
}

QTEST_APPLESS_MAIN(tst_RootGuard)
#include "tst_RootGuard.moc"
