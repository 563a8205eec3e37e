#include <QTest>

#include <cli/ExitCode.h>

using namespace vectray;

class tst_ExitCode : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isWhatScriptsExpect_data();
    void isWhatScriptsExpect();
    void saysThatNobodyAnswers();
};

void tst_ExitCode::isWhatScriptsExpect_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<int>("exitCode");

    QTest::newRow("bad request") << 400 << 1;
    QTest::newRow("unauthorised") << 401 << 6;
    QTest::newRow("forbidden") << 403 << 6;
    QTest::newRow("not found") << 404 << 4;
    QTest::newRow("wrong method") << 405 << 1;
    QTest::newRow("request time-out") << 408 << 124;
    QTest::newRow("conflict") << 409 << 5;
    QTest::newRow("gone") << 410 << 4;
    QTest::newRow("too large") << 413 << 1;
    QTest::newRow("wrong type") << 415 << 1;
    QTest::newRow("wrong host") << 421 << 1;
    QTest::newRow("wrong value") << 422 << 1;
    QTest::newRow("too often") << 429 << 1;
    QTest::newRow("their mistake") << 500 << 1;
    QTest::newRow("the store is away") << 503 << 1;
    QTest::newRow("gateway time-out") << 504 << 124;
}

void tst_ExitCode::isWhatScriptsExpect()
{
    QFETCH(int, status);
    QFETCH(int, exitCode);
    QCOMPARE(toInt(exitCodeOf(errorKindOf(status))), exitCode);
}

void tst_ExitCode::saysThatNobodyAnswers()
{
    QCOMPARE(toInt(exitCodeOf(Error::Kind::Unavailable)), 3);
    QCOMPARE(toInt(ExitCode::Usage), 2);
    QCOMPARE(toInt(ExitCode::Degraded), 7);
}

QTEST_GUILESS_MAIN(tst_ExitCode)
#include "tst_ExitCode.moc"
