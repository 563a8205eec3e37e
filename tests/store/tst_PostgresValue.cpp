#include "PostgresTerms.h"
#include "PostgresValue.h"

#include <QTest>

#include <cmath>

using namespace vectray;
using namespace Qt::Literals::StringLiterals;

class tst_PostgresValue : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void roundsToTheNearestHalf_data();
    void roundsToTheNearestHalf();
    void keepsVectorsWithinTheirPrecision();
    void writesArrays();
    void replacesWhatTextCannotHold();
    void countsWords();
    void leavesOutWhatIsNoUtf8();
};

void tst_PostgresValue::roundsToTheNearestHalf_data()
{
    QTest::addColumn<float>("value");
    QTest::addColumn<QByteArray>("half"); // big endian, in hex

    QTest::newRow("zero") << 0.0F << QByteArray("0000");
    QTest::newRow("one") << 1.0F << QByteArray("3c00");
    QTest::newRow("minus two") << -2.0F << QByteArray("c000");
    QTest::newRow("a third") << 1.0F / 3 << QByteArray("3555");
    QTest::newRow("a tie goes to the even one") << 1.00048828125F << QByteArray("3c00");
    QTest::newRow("above a tie") << 1.0005F << QByteArray("3c01");
    QTest::newRow("rounds up into the next power") << 1.9998F << QByteArray("4000");
    QTest::newRow("the least normal") << 6.103515625e-05F << QByteArray("0400");
    QTest::newRow("below it") << 5.960464477539063e-08F << QByteArray("0001");
    QTest::newRow("rounds up into the normal ones") << 6.1032e-05F << QByteArray("0400");
    QTest::newRow("next to nothing") << 1e-9F << QByteArray("0000");
    QTest::newRow("the greatest") << 65504.0F << QByteArray("7bff");
    QTest::newRow("too great") << 1e9F << QByteArray("7bff");
}

void tst_PostgresValue::roundsToTheNearestHalf()
{
    QFETCH(float, value);
    QFETCH(QByteArray, half);
    QCOMPARE(HalfVector::of({value}).binary.toHex(), "00010000" + half);
}

void tst_PostgresValue::keepsVectorsWithinTheirPrecision()
{
    Embedding vector;
    for (int i = -500; i <= 500; ++i)
        vector.push_back(float(i) / 500);
    const Embedding back = HalfVector::of(vector).toEmbedding();
    QCOMPARE(back.size(), vector.size());
    for (std::size_t i = 0; i < vector.size(); ++i)
        QVERIFY(std::fabs(back[i] - vector[i]) <= std::fabs(vector[i]) / 2048);
}

void tst_PostgresValue::writesArrays()
{
    QCOMPARE(PostgresValue(QStringList{u"a"_s}).binary().toHex(),
             QByteArray("00000001"
                        "00000001"
                        "00000019"
                        "00000001"
                        "00000001"
                        "00000001"
                        "61"));
    QCOMPARE(PostgresValue(QList<std::int64_t>()).binary().toHex(),
             QByteArray("00000000"
                        "00000001"
                        "00000014"));
    QCOMPARE(PostgresValue(QList<QDateTime>{QDateTime()}).binary().right(4).toHex(),
             QByteArray("ffffffff")); // NULL
}

void tst_PostgresValue::replacesWhatTextCannotHold()
{
    QCOMPARE(PostgresValue(QString(u"a"_s + QChar(0) + u'b')).binary(),
             QByteArray("a\xef\xbf\xbd"
                        "b"));
}

void tst_PostgresValue::countsWords()
{
    const QByteArray vector = termVector("tree tree tree", u"tree"_s).binary;
    QCOMPARE(vector.toHex(),
             QByteArray("00000001") + QByteArray("tree").toHex()
                 + "00"
                   "0004"
                   "c001"
                   "c002"
                   "c003"
                   "3e80");
    QVERIFY(termVector(QByteArray("word ").repeated(100), QString()).binary.size() < 40);
    QCOMPARE(pathTermVector(u"tree"_s).binary.toHex(),
             QByteArray("00000001") + QByteArray("tree").toHex()
                 + "00"
                   "0001"
                   "3e80");
}

void tst_PostgresValue::leavesOutWhatIsNoUtf8()
{
    QCOMPARE(termVector("\xff\xfe", QString()).binary.toHex(), QByteArray("00000000"));
    QVERIFY(termVector("файл", QString()).binary.contains("файл"));
}

QTEST_APPLESS_MAIN(tst_PostgresValue)
#include "tst_PostgresValue.moc"
