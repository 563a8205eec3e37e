#include "TarFile.h"

#include <QFile>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using namespace vectray;
using namespace Qt::Literals::StringLiterals;

class tst_TarFile : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isReadByTar_data();
    void isReadByTar();
};

void tst_TarFile::isReadByTar_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("a line") << QByteArray("hello\n");
    QTest::newRow("a whole block") << QByteArray(512, 'x');
    QTest::newRow("a byte more") << QByteArray(513, 'x');
    QTest::newRow("much") << QByteArray(3'000'000, 'y');
}

void tst_TarFile::isReadByTar()
{
    QFETCH(QByteArray, content);
    const QString program = QStandardPaths::findExecutable(u"tar"_s);
    if (program.isEmpty())
        QSKIP("tar is not installed");
    TarFile tar(QDateTime::fromSecsSinceEpoch(1'700'000'000));
    tar.add("folder/a.txt", content);
    tar.add("folder/b.txt", "b");
    QTemporaryDir directory;
    QFile file(directory.filePath(u"x.tar"_s));
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(tar.bytes()) > 0);
    file.close();
    QProcess process;
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.setWorkingDirectory(directory.path());
    process.start(program, {u"xf"_s, u"x.tar"_s});
    QVERIFY(process.waitForFinished());
    QCOMPARE(process.readAll(), QByteArray());
    QFile a(directory.filePath(u"folder/a.txt"_s));
    QVERIFY(a.open(QIODevice::ReadOnly));
    QCOMPARE(a.readAll(), content);
    QCOMPARE(a.permissions() & (QFile::ReadGroup | QFile::ReadOther), QFile::Permissions());
    QFile b(directory.filePath(u"folder/b.txt"_s));
    QVERIFY(b.open(QIODevice::ReadOnly));
    QCOMPARE(b.readAll(), QByteArray("b"));
    QCOMPARE(b.fileTime(QFile::FileModificationTime).toSecsSinceEpoch(), 1'700'000'000);
}

QTEST_APPLESS_MAIN(tst_TarFile)
#include "tst_TarFile.moc"
