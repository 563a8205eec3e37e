#include "TinyModel.h"
#include "Tokenizer.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include <random>

using namespace vectray;
using namespace Qt::Literals::StringLiterals;

class tst_Tokenizer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void givesTheTokensTheModelWasTrainedWith_data();
    void givesTheTokensTheModelWasTrainedWith();
    void cutsTextIntoWords_data();
    void cutsTextIntoWords();
    void looksAtNoMoreThanAThousandTokens_data();
    void looksAtNoMoreThanAThousandTokens();
    void givesTheSameWithAndWithoutMemory();

private:
    QByteArrayList piecesOf(const QByteArray &text, WordCache &cache) const;

    std::unique_ptr<const ModelFile> m_model;
    std::optional<PieceTable> m_pieces;
};

void tst_Tokenizer::init()
{
    auto model = ModelFile::map(QStringLiteral(VECTRAY_SOURCE_DIR "/resources/model/model-256.tse"));
    QVERIFY(model);
    m_model = *std::move(model);
    auto pieces = PieceTable::of(*m_model);
    QVERIFY(pieces);
    m_pieces = *std::move(pieces);
}

QByteArrayList tst_Tokenizer::piecesOf(const QByteArray &text, WordCache &cache) const
{
    std::vector<std::uint16_t> tokens;
    Tokenizer(*m_pieces).tokenize(text, cache, tokens);
    QByteArrayList pieces;
    for (const std::uint16_t token : tokens)
        pieces.append(m_model->piece(token).toByteArray());
    return pieces;
}

void tst_Tokenizer::givesTheTokensTheModelWasTrainedWith_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QList<int>>("expected");

    QFile file(QStringLiteral(VECTRAY_SOURCE_DIR "/tests/embed/golden.jsonl"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    int line = 0;
    while (!file.atEnd()) {
        const QJsonObject golden = QJsonDocument::fromJson(file.readLine()).object();
        QList<int> tokens;
        for (const QJsonValue &token : golden.value(u"tokens"_s).toArray())
            tokens.append(token.toInt());
        QTest::addRow("line %d", ++line) << golden.value(u"text"_s).toString().toUtf8() << tokens;
    }
    QCOMPARE(line, 7);
}

void tst_Tokenizer::givesTheTokensTheModelWasTrainedWith()
{
    QFETCH(QByteArray, text);
    QFETCH(QList<int>, expected);
    WordCache cache;
    std::vector<std::uint16_t> tokens;
    for (const char *const round : {"cold", "warm"}) {
        Tokenizer(*m_pieces).tokenize(text, cache, tokens);
        QVERIFY2(std::equal(tokens.begin(), tokens.end(), expected.begin(), expected.end()), round);
    }
}

void tst_Tokenizer::cutsTextIntoWords_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArrayList>("pieces");

    QTest::newRow("nothing") << QByteArray() << QByteArrayList();
    QTest::newRow("no letter") << QByteArray(" \n\t{}[];_--") << QByteArrayList();
    QTest::newRow("camelCase") << QByteArray("readFile") << QByteArrayList{"_read", "_file"};
    QTest::newRow("an acronym keeps its last capital for the next word")
        << QByteArray("HTTPServer") << QByteArrayList{"_http", "_server"};
    QTest::newRow("an acronym at the end") << QByteArray("getURL") << QByteArrayList{"_get", "_url"};
    QTest::newRow("snake_case") << QByteArray("__read_file__") << QByteArrayList{"_read", "_file"};
    QTest::newRow("digits are words")
        << QByteArray("http2server") << QByteArrayList{"_http", "_2", "_server"};
    QTest::newRow("seven digits say nothing")
        << QByteArray("file1234567file") << QByteArrayList{"_file", "_file"};
    QTest::newRow("bytes that are no text")
        << QByteArray("\xff\xfe\x80 file \xc3") << QByteArrayList{"_file"};
    QTest::newRow("zero bytes") << QByteArray("file\0file", 9) << QByteArrayList{"_file", "_file"};
    QTest::newRow("a word cut at 40 bytes") << QByteArray(39, '\xff') + "ab" << QByteArrayList{"a"};
}

void tst_Tokenizer::cutsTextIntoWords()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArrayList, pieces);
    WordCache cache;
    QCOMPARE(piecesOf(text, cache), pieces);
    QCOMPARE(piecesOf(text, cache), pieces);
}

void tst_Tokenizer::looksAtNoMoreThanAThousandTokens_data()
{
    QTest::addColumn<QByteArray>("text");

    QTest::newRow("words") << QByteArray("file ").repeated(5'000);
    QTest::newRow("one word") << QByteArray("File").repeated(5'000);
    QTest::newRow("words of many pieces") << QByteArray("qzxjvqkzxj ").repeated(5'000);
}

void tst_Tokenizer::looksAtNoMoreThanAThousandTokens()
{
    QFETCH(QByteArray, text);
    WordCache cache;
    const QByteArrayList pieces = piecesOf(text, cache);
    QCOMPARE(std::size_t(pieces.size()), Tokenizer::MaxTokens);
}

void tst_Tokenizer::givesTheSameWithAndWithoutMemory()
{
    std::mt19937 random(7); // NOLINT(cert-msc51-cpp): the same texts each time
    std::uniform_int_distribution<int> byte(0, 255);
    std::uniform_int_distribution<int> letter('a', 'f');
    WordCache warm;
    for (int round = 0; round < 400; ++round) {
        QByteArray text;
        for (int i = 0; i < 500; ++i)
            text += char(random() % 8 == 0 ? byte(random) : letter(random));
        WordCache cold;
        QCOMPARE(piecesOf(text, warm), piecesOf(text, cold));
    }
}

QTEST_APPLESS_MAIN(tst_Tokenizer)
#include "tst_Tokenizer.moc"
