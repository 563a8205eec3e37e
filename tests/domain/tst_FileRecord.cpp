#include <domain/FileRecord.h>

#include <QTest>

using namespace vectray;

class tst_FileRecord : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isRacyIfTouchedInTheMomentItWasRead_data();
    void isRacyIfTouchedInTheMomentItWasRead();
};

void tst_FileRecord::isRacyIfTouchedInTheMomentItWasRead_data()
{
    QTest::addColumn<qint64>("mtime");
    QTest::addColumn<qint64>("ctime");
    QTest::addColumn<bool>("racy");

    constexpr qint64 Read = 1'000'000'000;
    constexpr qint64 Window = FileRecord::RacyWindowNs;
    QTest::newRow("written long before") << qint64(0) << qint64(0) << false;
    QTest::newRow("written a window before") << Read - Window << Read - Window << false;
    QTest::newRow("written just within the window") << Read - Window + 1 << Read - Window + 1 << true;
    QTest::newRow("written in that moment") << Read << Read << true;
    QTest::newRow("written after, so it seems") << Read + 5 * Window << Read << true;
    QTest::newRow("before the clock was set back") << Read + 5 * Window << Read + 5 * Window << false;
    QTest::newRow("mtime set ahead, ctime tells") << Read + 5 * Window << Read - 1 << true;
    QTest::newRow("mtime set back, ctime tells") << qint64(0) << Read << true;
}

void tst_FileRecord::isRacyIfTouchedInTheMomentItWasRead()
{
    QFETCH(qint64, mtime);
    QFETCH(qint64, ctime);
    QFETCH(bool, racy);
    const FileRecord record{.stat = {.mtimeNs = mtime, .ctimeNs = ctime}, .readAtNs = 1'000'000'000};
    QCOMPARE(record.racy(), racy);
}

QTEST_APPLESS_MAIN(tst_FileRecord)
#include "tst_FileRecord.moc"
