#include <base/PrivateFile.h>

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <sys/stat.h>

using namespace vectray;
using namespace Qt::Literals::StringLiterals;

class tst_PrivateFile : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keepsWhatWasWritten();
    void isForItsUserAlone();
    void refusesWhatOthersCouldHaveSeen_data();
    void refusesWhatOthersCouldHaveSeen();
    void doesNotFollowALink();
    void isNotWrittenThroughALink();
    void saysThatThereIsNone();
};

void tst_PrivateFile::keepsWhatWasWritten()
{
    const QTemporaryDir dir;
    const QString path = dir.filePath(u"token"_s);
    for (const QByteArray &bytes : {QByteArray("first"), QByteArray("second, longer"), QByteArray()}) {
        QVERIFY(writePrivateFile(path, bytes));
        QCOMPARE(*readPrivateFile(path), bytes);
    }
    QCOMPARE(QDir(dir.path()).entryList(QDir::Files | QDir::Hidden), QStringList{u"token"_s});
}

void tst_PrivateFile::isForItsUserAlone()
{
    const QTemporaryDir dir;
    const QString path = dir.filePath(u"token"_s);
    const mode_t before = ::umask(0);
    const Done written = writePrivateFile(path, "x");
    ::umask(before);
    QVERIFY(written);
    struct stat found = {};
    QCOMPARE(::stat(path.toUtf8().constData(), &found), 0);
    QCOMPARE(found.st_mode & 07777, mode_t(0600));
}

void tst_PrivateFile::refusesWhatOthersCouldHaveSeen_data()
{
    QTest::addColumn<int>("mode");
    for (const int mode : {0640, 0604, 0660, 0606, 0777, 0610})
        QTest::addRow("%o", unsigned(mode)) << mode;
}

void tst_PrivateFile::refusesWhatOthersCouldHaveSeen()
{
    QFETCH(int, mode);
    const QTemporaryDir dir;
    const QString path = dir.filePath(u"token"_s);
    QVERIFY(writePrivateFile(path, "x"));
    QCOMPARE(::chmod(path.toUtf8().constData(), mode_t(mode)), 0);
    const auto read = readPrivateFile(path);
    QVERIFY(!read);
    QCOMPARE(read.error().kind, Error::Kind::Denied);
    QVERIFY(read.error().message.contains(path));
    QVERIFY(writePrivateFile(path, "y")); // the new one is private again
    QCOMPARE(*readPrivateFile(path), "y");
}

void tst_PrivateFile::doesNotFollowALink()
{
    const QTemporaryDir dir;
    QVERIFY(writePrivateFile(dir.filePath(u"real"_s), "x"));
    QVERIFY(QFile::link(dir.filePath(u"real"_s), dir.filePath(u"token"_s)));
    const auto read = readPrivateFile(dir.filePath(u"token"_s));
    QVERIFY(!read);
    QCOMPARE(read.error().kind, Error::Kind::Denied);
}

void tst_PrivateFile::isNotWrittenThroughALink()
{
    const QTemporaryDir dir;
    QVERIFY(writePrivateFile(dir.filePath(u"precious"_s), "mine"));
    QVERIFY(QFile::link(dir.filePath(u"precious"_s), dir.filePath(u"token"_s)));
    QVERIFY(QFile::link(dir.filePath(u"precious"_s), dir.filePath(u"token.new"_s)));
    QVERIFY(writePrivateFile(dir.filePath(u"token"_s), "x"));
    QCOMPARE(*readPrivateFile(dir.filePath(u"precious"_s)), "mine");
    QCOMPARE(*readPrivateFile(dir.filePath(u"token"_s)), "x");
}

void tst_PrivateFile::saysThatThereIsNone()
{
    const QTemporaryDir dir;
    QCOMPARE(readPrivateFile(dir.filePath(u"token"_s)).error().kind, Error::Kind::NotFound);
    QVERIFY(!writePrivateFile(dir.filePath(u"no/such/folder"_s), "x"));
}

QTEST_GUILESS_MAIN(tst_PrivateFile)
#include "tst_PrivateFile.moc"
