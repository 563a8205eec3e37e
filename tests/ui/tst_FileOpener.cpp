#include <ui/FileOpener.h>

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace vectray;
using namespace Qt::Literals::StringLiterals;

class tst_FileOpener : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aCommandBecomesArguments_data();
    void aCommandBecomesArguments();
    void noShellIsInvolved();
    void whatCannotBeOpenedIsSaid();
};

void tst_FileOpener::aCommandBecomesArguments_data()
{
    QTest::addColumn<QString>("command");
    QTest::addColumn<QString>("path");
    QTest::addColumn<QStringList>("arguments");

    QTest::newRow("file and line") << u"code --goto {file}:{line}"_s << u"/a b/c.cpp"_s
                                   << QStringList{u"code"_s, u"--goto"_s, u"/a b/c.cpp:7"_s};
    QTest::newRow("file alone") << u"vi +{line}"_s << u"/x"_s << QStringList{u"vi"_s, u"+7"_s, u"/x"_s};
    QTest::newRow("quoted") << u"\"my editor\" {file}"_s << u"/x"_s << QStringList{u"my editor"_s, u"/x"_s};
    QTest::newRow("no shell words") << u"e {file}"_s << u"/$(id);`x` && y"_s
                                    << QStringList{u"e"_s, u"/$(id);`x` && y"_s};
    QTest::newRow("a name like ours")
        << u"e {file}"_s << u"/{line}{file}"_s << QStringList{u"e"_s, u"/{line}{file}"_s};
    QTest::newRow("nothing") << u"  "_s << u"/x"_s << QStringList{};
}

void tst_FileOpener::aCommandBecomesArguments()
{
    QFETCH(const QString, command);
    QFETCH(const QString, path);
    QTEST(FileOpener::arguments(command, path, 7), "arguments");
}

void tst_FileOpener::noShellIsInvolved()
{
    const QTemporaryDir dir;
    const QString name = dir.filePath(u"; touch pwned $(touch pwned) \n-rf.txt"_s);
    QFile file(name);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.close();
    const QString log = dir.filePath(u"log"_s);

    // "cp FILE log" proves that the odd name arrived as one argument.
    QVERIFY(FileOpener(u"cp {file} \"%1\""_s.arg(log)).open(name, 1).has_value());
    QTRY_VERIFY(QFile::exists(log));
    QCOMPARE(QDir(dir.path()).entryList(QDir::Files).size(), 2);
}

void tst_FileOpener::whatCannotBeOpenedIsSaid()
{
    const QTemporaryDir dir;
    QCOMPARE(FileOpener(u"true"_s).open(dir.filePath(u"gone"_s), 1).error().kind, Error::Kind::NotFound);
    QCOMPARE(FileOpener(u"true"_s).open(dir.path(), 1).error().kind, Error::Kind::NotFound); // a directory
    QCOMPARE(FileOpener::openFolder(dir.filePath(u"gone"_s)).error().kind, Error::Kind::NotFound);
    QFile file(dir.filePath(u"there"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(FileOpener(u"/no/such/editor {file}"_s).open(file.fileName(), 1).error().kind,
             Error::Kind::Unavailable);
}

QTEST_GUILESS_MAIN(tst_FileOpener)
#include "tst_FileOpener.moc"
