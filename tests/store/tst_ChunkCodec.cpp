#include "ChunkCodec.h"

#include <QTest>

#include <zstd.h>

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
    void readsTextOfBeforeTheDictionary();
    void saysShortThingsShortly();
    void keepsSimilarityWithinAHundredth();
    void hasNoSimilarityForZeroVectors();
    void takesTheSameCodeFromPackedAndPlain();
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

void tst_ChunkCodec::readsTextOfBeforeTheDictionary()
{
    const QByteArray text = QByteArray("    for (int i = 0; i < size; ++i)\n        sum += values[i];\n").repeated(8);
    QByteArray packed(qsizetype(ZSTD_compressBound(std::size_t(text.size()))), '\0');
    const std::size_t size = ZSTD_compress(packed.data(), std::size_t(packed.size()), text.data(), std::size_t(text.size()), 3);
    const auto back = decompressText(packed.first(qsizetype(size)));
    QVERIFY(back);
    QCOMPARE(*back, text);
}

void tst_ChunkCodec::saysShortThingsShortly()
{
    const QByteArray text = "#pragma once\n\n#include <QString>\n\nnamespace vectray {\n\nclass Error;\n\n} // namespace vectray\n";
    QByteArray alone(1'000, '\0');
    const std::size_t size = ZSTD_compress(alone.data(), std::size_t(alone.size()), text.data(), std::size_t(text.size()), 3);
    QVERIFY2(compressText(text).size() * 2 < qsizetype(size), qPrintable(QString::number(compressText(text).size())));
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

void tst_ChunkCodec::takesTheSameCodeFromPackedAndPlain()
{
    std::mt19937 random(2);
    const Embedding vector = randomUnit(random);
    const VectorCode plain = vectorCode(vector);
    const VectorCode packed = vectorCodeOfPacked(packEmbedding(vector));
    QCOMPARE(plain.size(), std::size_t(8));
    int different = 0; // a component below half a step becomes 0 when it is packed, and one near the threshold may pass it
    for (std::size_t i = 0; i < plain.size(); ++i)
        different += __builtin_popcountll(plain[i] ^ packed[i]);
    QVERIFY(different < 16);
    QCOMPARE(bytesOf(plain).size(), 64);
    QVERIFY(vectorCodeOfPacked("abc").empty());
}

QTEST_APPLESS_MAIN(tst_ChunkCodec)
#include "tst_ChunkCodec.moc"
