#include "ChunkChanges.h"
#include "StoreFixture.h"

#include <QTest>

using namespace vectray;
using namespace vectray::test;

class tst_ChunkChanges : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void sortsChunks_data();
    void sortsChunks();
    void keepsNothingOfAnotherModel();
};

void tst_ChunkChanges::sortsChunks_data()
{
    QTest::addColumn<QString>("old"); // one chunk a letter
    QTest::addColumn<QString>("now");
    QTest::addColumn<QString>("kept"); // old row, then where it is now
    QTest::addColumn<qsizetype>("gone");
    QTest::addColumn<QList<int>>("fresh");

    QTest::newRow("nothing") << u""_s << u""_s << u""_s << qsizetype(0) << QList<int>();
    QTest::newRow("a new file") << u""_s << u"ab"_s << u""_s << qsizetype(0) << QList<int>{0, 1};
    QTest::newRow("the same") << u"ab"_s << u"ab"_s << u"00 11"_s << qsizetype(0) << QList<int>();
    QTest::newRow("one in front") << u"ab"_s << u"xab"_s << u"01 12"_s << qsizetype(0) << QList<int>{0};
    QTest::newRow("one less") << u"abc"_s << u"ac"_s << u"00 21"_s << qsizetype(1) << QList<int>();
    QTest::newRow("equal ones") << u"aaa"_s << u"aa"_s << u"00 11"_s << qsizetype(1) << QList<int>();
    QTest::newRow("more equal ones") << u"a"_s << u"aa"_s << u"00"_s << qsizetype(0) << QList<int>{1};
}

void tst_ChunkChanges::sortsChunks()
{
    QFETCH(QString, old);
    QFETCH(QString, now);
    StoredChunks rows;
    for (int i = 0; i < old.size(); ++i)
        rows.push_back({.id = {i}, .hash = sha256(old.mid(i, 1).toUtf8()), .model = 1, .ordinal = i});
    QList<Chunk> chunks;
    for (int i = 0; i < now.size(); ++i)
        chunks.append(chunk(now.mid(i, 1).toUtf8()));

    const ChunkChanges changes = compareChunks(rows, chunks, 1);
    QStringList kept;
    for (const auto &[row, ordinal] : changes.kept)
        kept.append(QString::number(row->ordinal) + QString::number(ordinal));
    QTEST(kept.join(u' '), "kept");
    QTEST(qsizetype(changes.gone.size()), "gone");
    QTEST(changes.fresh, "fresh");
}

void tst_ChunkChanges::keepsNothingOfAnotherModel()
{
    const StoredChunks rows{{.id = {7}, .hash = sha256("a"), .model = 1}};
    const ChunkChanges changes = compareChunks(rows, {chunk("a")}, 2);
    QVERIFY(changes.kept.empty());
    QCOMPARE(changes.gone, std::vector{ChunkId{7}});
    QCOMPARE(changes.fresh, QList<int>{0});
}

QTEST_APPLESS_MAIN(tst_ChunkChanges)
#include "tst_ChunkChanges.moc"
