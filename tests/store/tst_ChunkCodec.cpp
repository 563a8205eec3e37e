#include "ChunkCodec.h"

#include <QTest>

#include <cmath>
#include <random>

using namespace vectray;

class tst_ChunkCodec : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void givesTextBackAsItWas_data();
    void givesTextBackAsItWas();
    void refusesDamagedText();
    void keepsSimilarityWithinAHundredth();
    void hasNoSimilarityForZeroVectors();
    void takesTheSameSignsFromPackedAndPlain();
};

static Embedding randomUnit(std::mt19937 &random, std::size_t size = 256)
{
    std::normal_distribution<float> normal;
    Embedding vector(size);
    float sum = 0;
    for (float &value : vector) {
        value = normal(random);
        sum += value * value;
    }
    for (float &value : vector)
        value /= std::sqrt(sum);
    return vector;
}

void tst_ChunkCodec::givesTextBackAsItWas_data()
{
    QTest::addColumn<QByteArray>("text");

    QTest::newRow("empty") << QByteArray("");
    QTest::newRow("one letter") << QByteArray("x");
    QTest::newRow("repetitive") << QByteArray("int main() {}\n").repeated(200);
    QTest::newRow("with a null byte") << QByteArray("a\0b", 3);
}

void tst_ChunkCodec::givesTextBackAsItWas()
{
    QFETCH(QByteArray, text);
    const auto back = decompressText(compressText(text));
    QVERIFY(back);
    QCOMPARE(*back, text);
}

void tst_ChunkCodec::refusesDamagedText()
{
    QVERIFY(!decompressText("not zstd"));
    QByteArray packed = compressText(QByteArray("some text that is long enough").repeated(20));
    QVERIFY(!decompressText(packed.left(packed.size() / 2)));
}

void tst_ChunkCodec::keepsSimilarityWithinAHundredth()
{
    std::mt19937 random(1);
    for (int i = 0; i < 200; ++i) {
        const Embedding a = randomUnit(random);
        const Embedding b = randomUnit(random);
        double exact = 0;
        for (std::size_t k = 0; k < a.size(); ++k)
            exact += double(a[k]) * double(b[k]);
        QVERIFY(std::fabs(similarity(packEmbedding(a), packEmbedding(b)) - exact) < 0.01);
    }
}

void tst_ChunkCodec::hasNoSimilarityForZeroVectors()
{
    const QByteArray zero = packEmbedding(Embedding(256));
    QCOMPARE(similarity(zero, zero), 0.0);
    QCOMPARE(similarity(zero, packEmbedding(Embedding(128))), 0.0);
}

void tst_ChunkCodec::takesTheSameSignsFromPackedAndPlain()
{
    std::mt19937 random(2);
    const Embedding vector = randomUnit(random);
    const SignCode plain = signCode(vector);
    const SignCode packed = signCodeOfPacked(packEmbedding(vector));
    QCOMPARE(plain.size(), std::size_t(4));
    int different = 0; // a component below half a step becomes 0 when it is packed
    for (std::size_t i = 0; i < plain.size(); ++i)
        different += __builtin_popcountll(plain[i] ^ packed[i]);
    QVERIFY(different < 8);
}

QTEST_APPLESS_MAIN(tst_ChunkCodec)
#include "tst_ChunkCodec.moc"
