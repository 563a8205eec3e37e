#include <chunk/TextDecoding.h>

#include <QStringConverter>
#include <QTest>

using namespace vectray;

class TestTextDecoding : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void binaryIsToldByANul_data();
    void binaryIsToldByANul();
    void textBecomesUtf8_data();
    void textBecomesUtf8();
    void whatIsNoTextIsRefusedWithAReason_data();
    void whatIsNoTextIsRefusedWithAReason();
    void aFewBrokenBytesAreReplaced();
    void randomBytesAreDecodedToUtf8OrRefused();
};

namespace {

QByteArray encoded(const QString &text, QStringConverter::Encoding encoding)
{
    QStringEncoder encoder(encoding, QStringConverter::Flag::WriteBom);
    return encoder(text);
}

const QString Sample = QStringLiteral("Grüße, 世界 🙂\r\nline two\n");

} // namespace

void TestTextDecoding::binaryIsToldByANul_data()
{
    QTest::addColumn<QByteArray>("raw");
    QTest::addColumn<bool>("binary");
    QTest::newRow("empty") << QByteArray() << false;
    QTest::newRow("text") << QByteArray("hello\n") << false;
    QTest::newRow("NUL") << QByteArray("a\0b", 3) << true;
    QTest::newRow("NUL as the last byte that counts") << QByteArray(8191, 'a') + '\0' << true;
    QTest::newRow("NUL after 8 KiB") << QByteArray(8192, 'a') + '\0' << false;
    QTest::newRow("UTF-16LE") << encoded(Sample, QStringConverter::Utf16LE) << false;
    QTest::newRow("UTF-16BE") << encoded(Sample, QStringConverter::Utf16BE) << false;
    QTest::newRow("UTF-32LE") << encoded(Sample, QStringConverter::Utf32LE) << false;
    QTest::newRow("UTF-32BE") << encoded(Sample, QStringConverter::Utf32BE) << false;
    QTest::newRow("UTF-16 without a mark") << encoded(Sample, QStringConverter::Utf16LE).mid(2) << true;
}

void TestTextDecoding::binaryIsToldByANul()
{
    QFETCH(QByteArray, raw);
    QTEST(looksBinary(raw), "binary");
}

void TestTextDecoding::textBecomesUtf8_data()
{
    QTest::addColumn<QByteArray>("raw");
    QTest::addColumn<QByteArray>("text");
    const QByteArray sample = Sample.toUtf8();
    QTest::newRow("empty") << QByteArray() << QByteArray();
    QTest::newRow("ASCII with all line ends") << QByteArray("a\nb\r\nc\rd") << QByteArray("a\nb\r\nc\rd");
    QTest::newRow("UTF-8") << sample << sample;
    QTest::newRow("UTF-8 with a mark") << "\xef\xbb\xbf" + sample << sample;
    QTest::newRow("a mark and nothing else") << QByteArray("\xef\xbb\xbf") << QByteArray();
    QTest::newRow("UTF-16LE") << encoded(Sample, QStringConverter::Utf16LE) << sample;
    QTest::newRow("UTF-16BE") << encoded(Sample, QStringConverter::Utf16BE) << sample;
    QTest::newRow("UTF-32LE") << encoded(Sample, QStringConverter::Utf32LE) << sample;
    QTest::newRow("UTF-32BE") << encoded(Sample, QStringConverter::Utf32BE) << sample;

    const QByteArray german("// Die Gr\xf6\xdf""e der Fl\xe4" "che wird \xfc" "ber die L\xe4nge berechnet, f\xfcr jede T\xfcr.\n");
    QTest::newRow("Latin-1") << german.repeated(5) << QString::fromLatin1(german.repeated(5)).toUtf8();
    const QByteArray japanese("\x83\x74\x83\x40\x83\x43\x83\x8b\x82\xf0\x8a\x4a\x82\xad\x82\xb1\x82\xc6"
                              "\x82\xaa\x82\xc5\x82\xab\x82\xdc\x82\xb9\x82\xf1\n");
    QTest::newRow("Shift-JIS") << japanese.repeated(8)
                               << QByteArray("ファイルを開くことができません\n").repeated(8);
    const QByteArray russian("\xf4\xe0\xe9\xeb \xed\xe5 \xed\xe0\xe9\xe4\xe5\xed, \xef\xee\xef\xf0\xee\xe1\xf3\xe9\xf2\xe5 "
                             "\xe5\xf9\xe5 \xf0\xe0\xe7\n");
    QTest::newRow("Windows-1251") << russian.repeated(8)
                                  << QByteArray("файл не найден, попробуйте еще раз\n").repeated(8);
    QTest::newRow("Latin-1 after 300 KB of ASCII")
        << QByteArray("int a;\n").repeated(43000) + german.repeated(5)
        << QByteArray("int a;\n").repeated(43000) + QString::fromLatin1(german.repeated(5)).toUtf8();
}

void TestTextDecoding::textBecomesUtf8()
{
    QFETCH(QByteArray, raw);
    QFETCH(QByteArray, text);
    const Result<QByteArray> decoded = decodeText(raw);
    QVERIFY2(decoded, qPrintable(decoded ? QString() : decoded.error().message));
    QCOMPARE(*decoded, text);
}

void TestTextDecoding::whatIsNoTextIsRefusedWithAReason_data()
{
    QTest::addColumn<QByteArray>("raw");
    QTest::addColumn<QString>("reason");
    QTest::newRow("NUL late in the file") << QByteArray(10000, 'a') + '\0' + "b" << QStringLiteral("NUL");
    QTest::newRow("NUL in UTF-16") << QByteArray("\xff\xfe" "a\0\0\0", 6) << QStringLiteral("NUL");
    QByteArray noise;
    for (int i = 0; i < 4096; ++i)
        noise += char(1 + (i * 7919 + i * i) % 255);
    QTest::newRow("noise") << noise << QStringLiteral("encoding");
}

void TestTextDecoding::whatIsNoTextIsRefusedWithAReason()
{
    QFETCH(QByteArray, raw);
    QFETCH(QString, reason);
    const Result<QByteArray> decoded = decodeText(raw);
    QVERIFY(!decoded);
    QCOMPARE(decoded.error().kind, Error::Kind::Invalid);
    QVERIFY2(decoded.error().message.contains(reason), qPrintable(decoded.error().message));
    QVERIFY(decoded.error().message.startsWith(QStringLiteral("The file ")));
    QVERIFY(decoded.error().message.endsWith(u'.'));
}

void TestTextDecoding::aFewBrokenBytesAreReplaced()
{
    const QByteArray good = QByteArray("naïve café – ").repeated(20);
    const Result<QByteArray> decoded = decodeText(good + "\xff" + good + "caf\xc3");
    QVERIFY(decoded);
    QCOMPARE(*decoded, good + "\xef\xbf\xbd" + good + "caf\xef\xbf\xbd");
}

void TestTextDecoding::randomBytesAreDecodedToUtf8OrRefused()
{
    quint32 state = 20240501;
    const auto next = [&state] { return state = state * 1664525u + 1013904223u; };
    for (int i = 0; i < 2000; ++i) {
        QByteArray raw(int(next() >> 8) % 200, Qt::Uninitialized);
        const quint32 mask = i % 3 == 0 ? 0xff : i % 3 == 1 ? 0x7f : 0xbf;
        for (char &c : raw)
            c = char((next() >> 16) & mask);
        if (i % 5 == 0)
            raw.prepend(i % 2 == 0 ? "\xff\xfe" : "\xfe\xff");
        const Result<QByteArray> decoded = decodeText(raw);
        if (decoded) {
            QVERIFY(decoded->isValidUtf8());
            QVERIFY(!decoded->contains('\0'));
        }
    }
}

QTEST_APPLESS_MAIN(TestTextDecoding)
#include "tst_TextDecoding.moc"
