#include "Batching.h"

#include <QTest>

using namespace vectray;

class tst_Batching : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keepsWithinEachLimit_data();
    void keepsWithinEachLimit();
    void leavesOutWhiteSpace();
    void sendsATextThatIsTooLongAlone();
    void cutsTextsWithoutLoss_data();
    void cutsTextsWithoutLoss();
};

void tst_Batching::keepsWithinEachLimit_data()
{
    QTest::addColumn<int>("texts");
    QTest::addColumn<int>("tokens");
    QTest::addColumn<int>("bytes");
    QTest::addColumn<int>("calls"); // of 10 texts of 30 bytes, 11 tokens each

    QTest::newRow("all at once") << 100 << 10'000 << 10'000 << 1;
    QTest::newRow("by count") << 4 << 10'000 << 10'000 << 3;
    QTest::newRow("by tokens") << 100 << 33 << 10'000 << 4;
    QTest::newRow("by bytes") << 100 << 10'000 << 60 << 5;
}

void tst_Batching::keepsWithinEachLimit()
{
    QFETCH(int, texts);
    QFETCH(int, tokens);
    QFETCH(int, bytes);
    QFETCH(int, calls);
    const auto batches = batchesOf(QList<QByteArray>(10, QByteArray(30, 'x')),
                                   {.texts = texts, .tokens = tokens, .bytes = bytes});
    QCOMPARE(batches.size(), calls);
    QList<qsizetype> places;
    for (const TextBatch &batch : batches)
        places += batch.places;
    QCOMPARE(places, (QList<qsizetype>{0, 1, 2, 3, 4, 5, 6, 7, 8, 9}));
}

void tst_Batching::leavesOutWhiteSpace()
{
    const auto batches = batchesOf({"a", " \n", "", "b"}, {});
    QCOMPARE(batches.size(), 1);
    QCOMPARE(batches.first().places, (QList<qsizetype>{0, 3}));
}

void tst_Batching::sendsATextThatIsTooLongAlone()
{
    const auto batches =
        batchesOf({"a", QByteArray(1'000, 'x'), "b"}, {.texts = 10, .tokens = 100, .bytes = 10'000});
    QCOMPARE(batches.size(), 3);
}

void tst_Batching::cutsTextsWithoutLoss_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("lines") << QByteArray("one\ntwo\nthree\nfour\n");
    QTest::newRow("one line") << QByteArray("abcdef");
    QTest::newRow("two bytes") << QByteArray("ab");
    QTest::newRow("a line's end is all there is") << QByteArray("a\n");
    QTest::newRow("long characters") << QByteArray("ééééé🎉🎉🎉🎉");
    QTest::newRow("no text") << QByteArray(100, '\x80');
}

void tst_Batching::cutsTextsWithoutLoss()
{
    QFETCH(QByteArray, text);
    const auto [first, second] = halvesOf(text);
    QCOMPARE(first + second, text);
    QVERIFY(!first.isEmpty() && !second.isEmpty());
    if (QString::fromUtf8(text).toUtf8() == text)
        QCOMPARE(QString::fromUtf8(first).toUtf8(), first);
}

QTEST_GUILESS_MAIN(tst_Batching)
#include "tst_Batching.moc"
