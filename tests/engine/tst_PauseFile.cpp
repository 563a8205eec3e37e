#include <engine/PauseFile.h>

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace vectray;
using namespace Qt::Literals::StringLiterals;

class tst_PauseFile : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void remembersAPause_data();
    void remembersAPause();
    void pausesNothingWithoutAFile();
    void pausesNothingByABrokenFile();
};

Q_DECLARE_METATYPE(vectray::PauseState)

void tst_PauseFile::remembersAPause_data()
{
    QTest::addColumn<PauseState>("state");

    QTest::newRow("nothing") << PauseState();
    QTest::newRow("all, until resumed") << PauseState{.all = true};
    QTest::newRow("all, for a while")
        << PauseState{.all = true, .until = QDateTime::fromMSecsSinceEpoch(1'800'000'000'500, Qt::UTC)};
    QTest::newRow("two folders") << PauseState{
        .folders = {{.key = {u"/a"_s, u"p"_s, u"d"_s}},
                    {.key = {u"/b"_s, u"q"_s, u"e"_s},
                     .until = QDateTime::fromMSecsSinceEpoch(1'800'000'000'500, Qt::UTC)}}};
}

void tst_PauseFile::remembersAPause()
{
    QFETCH(PauseState, state);
    const QTemporaryDir dir;
    const PauseFile file(dir.filePath(u"pause.json"_s));
    QVERIFY(file.write(state));
    QCOMPARE(file.read(), state);
}

void tst_PauseFile::pausesNothingWithoutAFile()
{
    QCOMPARE(PauseFile(u"/nowhere/pause.json"_s).read(), PauseState());
}

void tst_PauseFile::pausesNothingByABrokenFile()
{
    const QTemporaryDir dir;
    QFile file(dir.filePath(u"pause.json"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("not json");
    file.close();
    QCOMPARE(PauseFile(file.fileName()).read(), PauseState());
}

QTEST_APPLESS_MAIN(tst_PauseFile)
#include "tst_PauseFile.moc"
