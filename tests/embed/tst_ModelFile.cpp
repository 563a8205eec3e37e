#include "ModelFile.h"
#include "TinyModel.h"

#include <QTest>

#include <sys/stat.h>

#include <limits>

using namespace vectray;
using namespace Qt::Literals::StringLiterals;

class tst_ModelFile : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsBackWhatWasWritten();
    void refusesAFileCutOffAnywhere();
    void refusesAHostileFile_data();
    void refusesAHostileFile();
    void refusesWhatIsNoFile_data();
    void refusesWhatIsNoFile();
    void staysReadableWhenAnotherFileTakesItsPlace();

private:
    QTemporaryDir m_dir;
};

void tst_ModelFile::readsBackWhatWasWritten()
{
    const auto model = ModelFile::map(TinyModel::write(m_dir, TinyModel{}.bytes()));
    QVERIFY(model);
    const ModelFile &file = **model;
    QCOMPARE(file.vocabulary(), 6);
    QCOMPARE(file.dimension(), 64);
    QCOMPARE(file.piece(0), QByteArrayView("_a"));
    QCOMPARE(file.piece(5), QByteArrayView("d"));
    QCOMPARE(file.scale(3), 0.5F);
    QCOMPARE(int(file.row(2)[2]), 1);
    QCOMPARE(int(file.row(2)[3]), 0);
}

void tst_ModelFile::refusesAFileCutOffAnywhere()
{
    const QByteArray whole = TinyModel{}.bytes();
    for (qsizetype size = 0; size < whole.size(); ++size) {
        const auto model = ModelFile::map(TinyModel::write(m_dir, whole.first(size)));
        QVERIFY2(!model, qPrintable(u"accepted at %1 bytes"_s.arg(size)));
        QCOMPARE(model.error().kind, Error::Kind::Invalid);
    }
}

void tst_ModelFile::refusesAHostileFile_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("reason");

    const QByteArray good = TinyModel{}.bytes();
    const auto patched = [&good](qsizetype at, std::uint32_t number) {
        QByteArray bytes = good;
        std::memcpy(bytes.data() + at, &number, sizeof number);
        return bytes;
    };
    QTest::newRow("another format") << TinyModel{.magic = "GGUF"}.bytes() << u"TSE1"_s;
    QTest::newRow("no token") << patched(4, 0) << u"number of tokens"_s;
    QTest::newRow("too many tokens") << patched(4, 65'536) << u"number of tokens"_s;
    QTest::newRow("more tokens than it has") << patched(4, 60'000) << u"cut off"_s;
    QTest::newRow("as many tokens as a number can say") << patched(4, 0xffffffff) << u"number of tokens"_s;
    QTest::newRow("one token more than it has") << patched(4, 7) << u"cut off"_s;
    QTest::newRow("one token less than it has") << patched(4, 5) << QString();
    QTest::newRow("no dimension") << patched(8, 0) << u"number of dimensions"_s;
    QTest::newRow("a dimension that is no multiple of 64") << patched(8, 100) << u"number of dimensions"_s;
    QTest::newRow("a dimension too large") << patched(8, 0x80000000) << u"number of dimensions"_s;
    QTest::newRow("more dimensions than it has") << patched(8, 128) << u"cut off"_s;
    QTest::newRow("flags from the future") << TinyModel{.flags = 1}.bytes() << u"newer version"_s;
    QTest::newRow("a scale that is no number")
        << TinyModel{.scale = std::numeric_limits<float>::quiet_NaN()}.bytes() << u"scale of token 0"_s;
    QTest::newRow("a scale without bounds")
        << TinyModel{.scale = -std::numeric_limits<float>::infinity()}.bytes() << u"scale of token 0"_s;
    QTest::newRow("an empty piece") << TinyModel{.pieces = {"_a", "", "b"}}.bytes() << u"piece 1"_s;
    QTest::newRow("a piece without letters") << TinyModel{.pieces = {"_a", "b", "_"}}.bytes() << u"piece 2"_s;
    QTest::newRow("a piece too long")
        << TinyModel{.pieces = {"_a", QByteArray(65, 'x')}}.bytes() << u"piece 1"_s;
    QTest::newRow("a line too many") << good + "more\n" << u"follows its last piece"_s;
    QTest::newRow("a megabyte too many") << good + QByteArray(1 << 20, 'x') << u"longer"_s;
}

void tst_ModelFile::refusesAHostileFile()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, reason);
    const QString path = TinyModel::write(m_dir, bytes);
    const auto model = ModelFile::map(path);
    QVERIFY(!model);
    QCOMPARE(model.error().kind, Error::Kind::Invalid);
    QVERIFY2(model.error().message.contains(path), qPrintable(model.error().message));
    QVERIFY2(model.error().message.contains(reason), qPrintable(model.error().message));
}

void tst_ModelFile::refusesWhatIsNoFile_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<Error::Kind>("kind");

    const QString pipe = m_dir.filePath(u"pipe"_s);
    QCOMPARE(::mkfifo(qPrintable(pipe), 0600), 0);
    QTest::newRow("nothing there") << m_dir.filePath(u"missing.tse"_s) << Error::Kind::NotFound;
    QTest::newRow("a folder") << m_dir.path() << Error::Kind::Invalid;
    QTest::newRow("a pipe that nobody writes to") << pipe << Error::Kind::Invalid;
}

void tst_ModelFile::refusesWhatIsNoFile()
{
    QFETCH(QString, path);
    QFETCH(Error::Kind, kind);
    const auto model = ModelFile::map(path);
    QVERIFY(!model);
    QCOMPARE(model.error().kind, kind);
    QVERIFY(model.error().message.contains(path));
}

void tst_ModelFile::staysReadableWhenAnotherFileTakesItsPlace()
{
    const QString path = TinyModel::write(m_dir, TinyModel{}.bytes());
    const auto model = ModelFile::map(path);
    QVERIFY(model);
    QVERIFY(QFile::remove(path));
    TinyModel::write(m_dir, TinyModel{.pieces = {"_x"}}.bytes());
    QCOMPARE((*model)->piece(3), QByteArrayView("_the"));
}

QTEST_APPLESS_MAIN(tst_ModelFile)
#include "tst_ModelFile.moc"
