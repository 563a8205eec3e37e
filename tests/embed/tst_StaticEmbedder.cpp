#include "TinyModel.h"

#include <base/Sha256.h>
#include <embed/StaticEmbedder.h>

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include <cmath>
#include <thread>

using namespace vectray;
using namespace Qt::Literals::StringLiterals;

class tst_StaticEmbedder : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void givesTheVectorsTheModelWasTrainedTo_data();
    void givesTheVectorsTheModelWasTrainedTo();
    void namesTheShippedModel();
    void namesAnyOtherModelSo();
    void keepsTwoModelsApart();
    void saysNothingOfATextWithoutWords_data();
    void saysNothingOfATextWithoutWords();
    void normalisesEveryOtherVector();
    void findsTheTextThatMeansTheSame();
    void worksOnManyThreadsAtOnce();
    void stopsWhenAsked();
    void failsWithASentence();

private:
    Embedding query(const QByteArray &text) const { return *m_embedder->embedQuery(text, {}); }

    QString m_path = QStringLiteral(VECTRAY_SOURCE_DIR "/resources/model/model-256.tse");
    std::unique_ptr<StaticEmbedder> m_embedder;
    QTemporaryDir m_dir;
};

static double dot(const Embedding &a, const Embedding &b)
{
    double sum = 0;
    for (std::size_t i = 0; i < a.size(); ++i)
        sum += double(a[i]) * double(b[i]);
    return sum;
}

void tst_StaticEmbedder::initTestCase()
{
    auto loaded = StaticEmbedder::load(m_path);
    QVERIFY(loaded);
    m_embedder = *std::move(loaded);
}

void tst_StaticEmbedder::givesTheVectorsTheModelWasTrainedTo_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QJsonArray>("vector");

    QFile file(QStringLiteral(VECTRAY_SOURCE_DIR "/tests/embed/golden.jsonl"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    int line = 0;
    while (!file.atEnd()) {
        const QJsonObject golden = QJsonDocument::fromJson(file.readLine()).object();
        QTest::addRow("line %d", ++line)
            << golden.value(u"text"_s).toString().toUtf8() << golden.value(u"vector"_s).toArray();
    }
    QCOMPARE(line, 7);
}

void tst_StaticEmbedder::givesTheVectorsTheModelWasTrainedTo()
{
    QFETCH(QByteArray, text);
    QFETCH(QJsonArray, vector);
    const auto embedded = m_embedder->embedDocuments({text}, {});
    QVERIFY(embedded);
    QCOMPARE(embedded->size(), 1);
    QCOMPARE(qsizetype(embedded->first().size()), vector.size());
    for (qsizetype i = 0; i < vector.size(); ++i) {
        const double difference = double(embedded->first()[std::size_t(i)]) - vector.at(i).toDouble();
        QVERIFY2(std::abs(difference) <= 1e-5, qPrintable(u"dimension %1: %2"_s.arg(i).arg(difference)));
    }
    QCOMPARE(query(text), embedded->first());
}

void tst_StaticEmbedder::namesTheShippedModel()
{
    QFile file(m_path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QString hash = sha256(file.readAll()).toHex();
    const EmbeddingModel expected{
        .provider = u"builtin"_s, .model = u"vectray-256-"_s + hash.first(12), .dimension = 256};
    QCOMPARE(m_embedder->model(), expected);
}

void tst_StaticEmbedder::namesAnyOtherModelSo()
{
    const QByteArray bytes = TinyModel{}.bytes();
    const auto other = StaticEmbedder::load(TinyModel::write(m_dir, bytes));
    QVERIFY(other);
    QCOMPARE((*other)->model().model, u"custom-64-"_s + sha256(bytes).toHex().first(12));
    QCOMPARE((*other)->model().dimension, 64);
}

void tst_StaticEmbedder::keepsTwoModelsApart()
{
    const auto other = StaticEmbedder::load(TinyModel::write(m_dir, TinyModel{}.bytes()));
    QVERIFY(other);
    const QByteArray text("the abc");
    const Embedding before = query(text);
    for (int round = 0; round < 3; ++round) {
        const Embedding tiny = *(*other)->embedQuery(text, {});
        Embedding expected(64);
        for (const std::size_t token : {1, 3, 4}) // _ab, _the, c
            expected[token] = 1 / std::sqrt(3.0F);
        QVERIFY(dot(tiny, expected) > 0.99999);
        QCOMPARE(query(text), before);
    }
}

void tst_StaticEmbedder::saysNothingOfATextWithoutWords_data()
{
    QTest::addColumn<QByteArray>("text");

    QTest::newRow("null") << QByteArray();
    QTest::newRow("empty") << QByteArray("");
    QTest::newRow("signs only") << QByteArray("{ } ;\n\n");
    QTest::newRow("unknown letters only") << QByteArray("\xe6\xbc\xa2\xe5\xad\x97");
}

void tst_StaticEmbedder::saysNothingOfATextWithoutWords()
{
    QFETCH(QByteArray, text);
    QCOMPARE(query(text), Embedding(256));
}

void tst_StaticEmbedder::normalisesEveryOtherVector()
{
    const QList<QByteArray> texts{"a", "a a a a a a", "struct stat found = {};",
                                  QByteArray("word ").repeated(9'999)};
    const QList<Embedding> vectors = *m_embedder->embedDocuments(texts, {});
    QCOMPARE(vectors.size(), texts.size());
    for (const Embedding &vector : vectors)
        QVERIFY(std::abs(dot(vector, vector) - 1) < 1e-5);
}

void tst_StaticEmbedder::findsTheTextThatMeansTheSame()
{
    const QList<QByteArray> texts{
        "def connect(host, port):\n    s = socket.create_connection((host, port))\n    return s",
        "fn sha256(data: &[u8]) -> [u8; 32] { let mut hasher = Sha256::new(); hasher.update(data); }",
        "<button onClick={() => setOpen(true)}>Open the dialog</button>",
    };
    const QList<Embedding> documents = *m_embedder->embedDocuments(texts, {});
    const auto best = [&](const QByteArray &text) {
        const Embedding asked = query(text);
        return std::ranges::max_element(documents, {}, [&](const Embedding &d) { return dot(d, asked); })
            - documents.begin();
    };
    QCOMPARE(best("open a network connection to a server"), 0);
    QCOMPARE(best("compute a checksum of bytes"), 1);
    QCOMPARE(best("click handler that shows a modal window"), 2);
}

void tst_StaticEmbedder::worksOnManyThreadsAtOnce()
{
    QList<QByteArray> texts;
    for (int i = 0; i < 2'000; ++i)
        texts.append("void handle" + QByteArray::number(i) + "(const Request &request) { reply(404); }");
    const QList<Embedding> alone = *m_embedder->embedDocuments(texts, {});
    std::array<QList<Embedding>, 4> together;
    {
        std::vector<std::jthread> threads;
        for (QList<Embedding> &out : together)
            threads.emplace_back([&, this] { out = *m_embedder->embedDocuments(texts, {}); });
    }
    for (const QList<Embedding> &out : together)
        QVERIFY(out == alone);
}

void tst_StaticEmbedder::stopsWhenAsked()
{
    const auto stop = std::make_unique<std::stop_source>(); // on the stack, g++ 12 warns of its own library
    stop->request_stop();
    const auto documents = m_embedder->embedDocuments({"a"}, stop->get_token());
    QVERIFY(!documents);
    QCOMPARE(documents.error().kind, Error::Kind::Cancelled);
    QCOMPARE(m_embedder->embedQuery("a", stop->get_token()).error().kind, Error::Kind::Cancelled);
}

void tst_StaticEmbedder::failsWithASentence()
{
    const auto missing = StaticEmbedder::load(m_dir.filePath(u"nowhere.tse"_s));
    QVERIFY(!missing);
    QCOMPARE(missing.error().kind, Error::Kind::NotFound);
    const auto twice =
        StaticEmbedder::load(TinyModel::write(m_dir, TinyModel{.pieces = {"_a", "_a"}}.bytes()));
    QVERIFY(!twice);
    QCOMPARE(twice.error().kind, Error::Kind::Invalid);
}

QTEST_APPLESS_MAIN(tst_StaticEmbedder)
#include "tst_StaticEmbedder.moc"
