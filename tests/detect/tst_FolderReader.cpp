#include <detect/FolderReader.h>
#include <domain/FileRecord.h>

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <QThreadPool>

#include <sys/stat.h>
#include <unistd.h>

#include <thread>

using namespace vectray;
using namespace Qt::Literals::StringLiterals;

Q_DECLARE_METATYPE(vectray::Error::Kind)

class tst_FolderReader : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void readsAFileWithItsHashAndStat();
    void refusesWhatIsNoFileOfTheFolder_data();
    void refusesWhatIsNoFileOfTheFolder();
    void refusesAFileOverTheLimit();
    void readsManyInOrder();
    void neverMixesTwoVersions();
    void saysWhyAFolderCannotBeOpened();

private:
    void write(const QString &path, const QByteArray &content) const
    {
        QFile file(m_dir->filePath(path));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(content);
    }
    FolderReader reader() const { return *FolderReader::open(m_dir->path()); }

    std::unique_ptr<QTemporaryDir> m_dir;
};

constexpr std::int64_t Limit = 1 << 20;

void tst_FolderReader::init()
{
    m_dir = std::make_unique<QTemporaryDir>();
}

void tst_FolderReader::readsAFileWithItsHashAndStat()
{
    write(u"abc"_s, "abc");
    const auto content = reader().read("abc", Limit);
    QVERIFY(content);
    QCOMPARE(content->bytes, QByteArray("abc"));
    QCOMPARE(content->hash.toHex(), u"ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"_s);
    QCOMPARE(content->stat.size, 3);
    QVERIFY(content->stat.inode != 0);
    QVERIFY(content->readAtNs >= content->stat.mtimeNs);
}

void tst_FolderReader::refusesWhatIsNoFileOfTheFolder_data()
{
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<Error::Kind>("kind");

    QTest::newRow("missing") << QByteArray("nothing") << Error::Kind::NotFound;
    QTest::newRow("a directory") << QByteArray("dir") << Error::Kind::Invalid;
    QTest::newRow("a FIFO, without waiting for a writer") << QByteArray("fifo") << Error::Kind::Invalid;
    QTest::newRow("a link to a file") << QByteArray("link") << Error::Kind::Invalid;
    QTest::newRow("through a linked directory") << QByteArray("linked/passwd") << Error::Kind::Invalid;
    QTest::newRow("out of the folder") << QByteArray("../../etc/passwd") << Error::Kind::Invalid;
    QTest::newRow("absolute") << QByteArray("/etc/passwd") << Error::Kind::Invalid;
    QTest::newRow("below a file") << QByteArray("file/x") << Error::Kind::NotFound;
}

void tst_FolderReader::refusesWhatIsNoFileOfTheFolder()
{
    QFETCH(QByteArray, path);
    QFETCH(Error::Kind, kind);
    write(u"file"_s, "x");
    QVERIFY(QDir(m_dir->path()).mkdir(u"dir"_s));
    QCOMPARE(::mkfifo(m_dir->filePath(u"fifo"_s).toUtf8().constData(), 0600), 0);
    QVERIFY(QFile::link(u"/etc/passwd"_s, m_dir->filePath(u"link"_s)));
    QVERIFY(QFile::link(u"/etc"_s, m_dir->filePath(u"linked"_s)));

    const auto content = reader().read(path, Limit);
    QVERIFY(!content);
    QCOMPARE(content.error().kind, kind);
    QVERIFY(!content.error().message.isEmpty());
}

void tst_FolderReader::refusesAFileOverTheLimit()
{
    write(u"big"_s, QByteArray(100, 'x'));
    QVERIFY(reader().read("big", 100));
    const auto content = reader().read("big", 99);
    QCOMPARE(content.error().kind, Error::Kind::Invalid);
    QVERIFY(content.error().message.contains(u"100"));
}

void tst_FolderReader::readsManyInOrder()
{
    QList<QByteArray> paths;
    for (int i = 0; i < 200; ++i) {
        paths.append(QByteArray::number(i));
        if (i % 2 == 0)
            write(QString::number(i), QByteArray::number(i));
    }
    QThreadPool pool;
    const auto contents = reader().readAll(pool, paths, Limit);
    QCOMPARE(contents.size(), paths.size());
    for (int i = 0; i < 200; ++i)
        QCOMPARE(contents.at(i) ? contents.at(i)->bytes : QByteArray("gone"), i % 2 == 0 ? paths.at(i) : QByteArray("gone"));
}

void tst_FolderReader::neverMixesTwoVersions()
{
    const QByteArray one(200'000, '1');
    const QByteArray two(200'000, '2');
    write(u"file"_s, one);
    std::jthread writer([&](const std::stop_token &stop) {
        bool flip = false;
        while (!stop.stop_requested()) { // in place, the worst way to save
            QFile file(m_dir->filePath(u"file"_s));
            if (file.open(QIODevice::ReadWrite))
                file.write((flip = !flip) ? two : one);
        }
    });
    const FolderReader folder = reader();
    for (int i = 0; i < 300; ++i) {
        const auto content = folder.read("file", Limit);
        if (!content) {
            QCOMPARE(content.error().kind, Error::Kind::Unavailable);
            continue;
        }
        // Two stats that agree leave no room for a whole write, but for one within a tick of the kernel's clock:
        // such a reading is marked as racy and is done again.
        const FileRecord record{.stat = content->stat, .readAtNs = content->readAtNs};
        QVERIFY(content->bytes == one || content->bytes == two || record.racy());
    }
}

void tst_FolderReader::saysWhyAFolderCannotBeOpened()
{
    const auto reader = FolderReader::open(u"/nowhere/at/all"_s);
    QVERIFY(!reader);
    QCOMPARE(reader.error().kind, Error::Kind::NotFound);
}

QTEST_APPLESS_MAIN(tst_FolderReader)
#include "tst_FolderReader.moc"
