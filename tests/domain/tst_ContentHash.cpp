#include <domain/ContentHash.h>

#include <QSet>
#include <QTest>

using namespace vectray;
using namespace Qt::Literals::StringLiterals;

class tst_ContentHash : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void roundTripsThroughHexAndBytes();
    void readsCapitals();
    void refusesWhatIsNoHash_data();
    void refusesWhatIsNoHash();
    void refusesTheWrongNumberOfBytes_data();
    void refusesTheWrongNumberOfBytes();
    void tellsDifferentContentApart();
};

static const QByteArray Hex = "00112233445566778899aabbccddeeff0123456789abcdeffedcba9876543210";

void tst_ContentHash::roundTripsThroughHexAndBytes()
{
    const auto hash = ContentHash::fromHex(Hex);
    QVERIFY(hash);
    QCOMPARE(hash->toHex(), QString::fromLatin1(Hex));
    QCOMPARE(hash->toByteArray(), QByteArray::fromHex(Hex));
    const auto again = ContentHash::fromBytes(hash->toByteArray());
    QVERIFY(again);
    QVERIFY(*again == *hash);
}

void tst_ContentHash::readsCapitals()
{
    QVERIFY(*ContentHash::fromHex(Hex.toUpper()) == *ContentHash::fromHex(Hex));
}

void tst_ContentHash::refusesWhatIsNoHash_data()
{
    QTest::addColumn<QByteArray>("hex");

    QTest::newRow("empty") << QByteArray();
    QTest::newRow("one digit short") << Hex.chopped(1);
    QTest::newRow("one digit too many") << Hex + "0";
    QTest::newRow("a letter beyond f") << Hex.chopped(1) + "g";
    QTest::newRow("spaces that fromHex() would skip") << Hex.chopped(2) + "  ";
}

void tst_ContentHash::refusesWhatIsNoHash()
{
    QFETCH(QByteArray, hex);
    const auto hash = ContentHash::fromHex(hex);
    QVERIFY(!hash);
    QCOMPARE(hash.error().kind, Error::Kind::Invalid);
    QVERIFY(hash.error().message.contains(QString::fromLatin1(hex)));
}

void tst_ContentHash::refusesTheWrongNumberOfBytes_data()
{
    QTest::addColumn<int>("size");

    for (const int size : {0, 1, 31, 33, 64})
        QTest::addRow("%d", size) << size;
}

void tst_ContentHash::refusesTheWrongNumberOfBytes()
{
    QFETCH(int, size);
    const auto hash = ContentHash::fromBytes(QByteArray(size, 'x'));
    QVERIFY(!hash);
    QCOMPARE(hash.error().kind, Error::Kind::Invalid);
}

void tst_ContentHash::tellsDifferentContentApart()
{
    QSet<ContentHash> hashes;
    for (int i = 0; i < 256; ++i) {
        ContentHash::Bytes bytes{};
        bytes.back() = std::byte(i); // equal where qHash() looks: equality must decide
        hashes.insert(ContentHash(bytes));
    }
    QCOMPARE(hashes.size(), 256);
    QVERIFY(ContentHash() < *ContentHash::fromHex(Hex));
}

QTEST_APPLESS_MAIN(tst_ContentHash)
#include "tst_ContentHash.moc"
