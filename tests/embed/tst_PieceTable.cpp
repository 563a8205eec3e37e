#include "PieceTable.h"
#include "TinyModel.h"

#include <QTest>

using namespace vectray;
using namespace Qt::Literals::StringLiterals;

class tst_PieceTable : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findsTheLongestPiece_data();
    void findsTheLongestPiece();
    void findsEveryPieceOfTheShippedModel();
    void refusesAPieceThatComesTwice_data();
    void refusesAPieceThatComesTwice();

private:
    QTemporaryDir m_dir;
};

void tst_PieceTable::findsTheLongestPiece_data()
{
    QTest::addColumn<QByteArray>("rest");
    QTest::addColumn<PieceTable::Where>("where");
    QTest::addColumn<int>("token");
    QTest::addColumn<int>("size");

    using enum PieceTable::Where;
    QTest::newRow("a whole word") << QByteArray("the") << WordStart << 3 << 3;
    QTest::newRow("the longer of two") << QByteArray("abc") << WordStart << 1 << 2;
    QTest::newRow("the shorter when the longer does not fit") << QByteArray("ac") << WordStart << 0 << 1;
    QTest::newRow("a piece within a word") << QByteArray("bc") << WithinWord << 2 << 1;
    QTest::newRow("a start within a word") << QByteArray("the") << WithinWord << -1 << 0;
    QTest::newRow("an inner piece at the start") << QByteArray("bc") << WordStart << -1 << 0;
    QTest::newRow("an unknown byte") << QByteArray("\xff") << WordStart << -1 << 0;
    QTest::newRow("nothing") << QByteArray() << WordStart << -1 << 0;
}

void tst_PieceTable::findsTheLongestPiece()
{
    QFETCH(QByteArray, rest);
    QFETCH(PieceTable::Where, where);
    QFETCH(int, token);
    QFETCH(int, size);
    const auto model = ModelFile::map(TinyModel::write(m_dir, TinyModel{}.bytes()));
    QVERIFY(model);
    const auto table = PieceTable::of(**model);
    QVERIFY(table);
    const PieceTable::Match match = table->longest(rest, where);
    QCOMPARE(match.token, token);
    QCOMPARE(int(match.size), size);
}

void tst_PieceTable::findsEveryPieceOfTheShippedModel()
{
    const auto model = ModelFile::map(QStringLiteral(VECTRAY_SOURCE_DIR "/resources/model/model-256.tse"));
    QVERIFY(model);
    const auto table = PieceTable::of(**model);
    QVERIFY(table);
    for (int token = 0; token < (*model)->vocabulary(); ++token) {
        const QByteArrayView piece = (*model)->piece(token);
        const bool starts = piece.startsWith('_');
        const QByteArrayView letters = piece.sliced(starts ? 1 : 0);
        if (letters.size() > PieceTable::MaxMatch)
            continue;
        const auto where = starts ? PieceTable::Where::WordStart : PieceTable::Where::WithinWord;
        QCOMPARE(table->longest(letters, where).token, token);
    }
}

void tst_PieceTable::refusesAPieceThatComesTwice_data()
{
    QTest::addColumn<QList<QByteArray>>("pieces");
    QTest::addColumn<bool>("valid");

    QTest::newRow("all different") << QList<QByteArray>{"_a", "_b", "b"} << true;
    QTest::newRow("a start twice") << QList<QByteArray>{"_a", "_b", "_a"} << false;
    QTest::newRow("a continuation twice") << QList<QByteArray>{"_a", "b", "b"} << false;
}

void tst_PieceTable::refusesAPieceThatComesTwice()
{
    QFETCH(QList<QByteArray>, pieces);
    QFETCH(bool, valid);
    const auto model = ModelFile::map(TinyModel::write(m_dir, TinyModel{.pieces = pieces}.bytes()));
    QVERIFY(model);
    const auto table = PieceTable::of(**model);
    QCOMPARE(table.has_value(), valid);
    if (!valid) {
        QCOMPARE(table.error().kind, Error::Kind::Invalid);
        QVERIFY(table.error().message.contains(u"piece 2 twice"_s));
    }
}

QTEST_APPLESS_MAIN(tst_PieceTable)
#include "tst_PieceTable.moc"
