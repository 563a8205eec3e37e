#include <embed/ObservedEmbedder.h>

#include <QTest>

using namespace vectray;
using namespace Qt::Literals::StringLiterals;
using Outcome = EmbeddingCall::Outcome;

namespace {

/// Answers everything with a vector of one number, or with an error.
class OneAnswer final : public Embedder
{
public:
    explicit OneAnswer(std::optional<Error> error) : m_error(std::move(error)) {}

    EmbeddingModel model() const override
    {
        return {.provider = u"builtin"_s, .model = u"m"_s, .dimension = 1};
    }
    qsizetype sliceSize() const override { return 7; }
    std::optional<double> priceOf(std::int64_t tokens) const override { return double(tokens) * 2; }
    std::optional<std::chrono::milliseconds> timeFor(std::int64_t bytes) const override
    {
        return std::chrono::milliseconds(bytes * 3);
    }
    Result<QList<Embedding>> embedDocuments(const QList<QByteArray> &texts,
                                            std::stop_token /*stop*/) const override
    {
        if (m_error)
            return *m_error;
        return QList<Embedding>(texts.size(), Embedding{1});
    }
    Result<Embedding> embedQuery(const QByteArray & /*text*/, std::stop_token /*stop*/) const override
    {
        return m_error ? Result<Embedding>(*m_error) : Embedding{1};
    }

private:
    std::optional<Error> m_error;
};

} // namespace

class tst_ObservedEmbedder : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tellsWhatBecameOfACall_data();
    void tellsWhatBecameOfACall();
    void isOtherwiseTheOneInside();
};

void tst_ObservedEmbedder::tellsWhatBecameOfACall_data()
{
    QTest::addColumn<std::optional<Error>>("error");
    QTest::addColumn<QList<Outcome>>("outcomes"); // of the documents and of the query
    QTest::addColumn<int>("chunks");

    const auto failed = [](Error::Kind kind) { return std::optional(Error{kind, u"no"_s}); };
    QTest::newRow("embedded") << std::optional<Error>()
                              << QList<Outcome>{Outcome::Embedded, Outcome::Embedded} << 3;
    QTest::newRow("refused") << failed(Error::Kind::Invalid)
                             << QList<Outcome>{Outcome::Refused, Outcome::Refused} << 0;
    QTest::newRow("away") << failed(Error::Kind::Unavailable)
                          << QList<Outcome>{Outcome::Unavailable, Outcome::Unavailable} << 0;
    QTest::newRow("stopped") << failed(Error::Kind::Cancelled) << QList<Outcome>() << 0;
}

void tst_ObservedEmbedder::tellsWhatBecameOfACall()
{
    QFETCH(std::optional<Error>, error);
    QFETCH(QList<Outcome>, outcomes);
    QFETCH(int, chunks);
    QList<EmbeddingCall> calls;
    const ObservedEmbedder embedder(std::make_shared<OneAnswer>(error),
                                    [&calls](const EmbeddingCall &call) { calls << call; });
    QCOMPARE(embedder.embedEach({"a", "b", "c"}, {}).size(), 3);
    QCOMPARE(bool(embedder.embedQuery("a", {})), !error);
    QCOMPARE(calls.size(), outcomes.size());
    std::int64_t embedded = 0;
    for (qsizetype i = 0; i < calls.size(); ++i) {
        QCOMPARE(calls.at(i).provider, u"builtin"_s);
        QCOMPARE(calls.at(i).outcome, outcomes.at(i));
        QVERIFY(calls.at(i).duration.count() >= 0);
        embedded += calls.at(i).chunks;
    }
    QCOMPARE(embedded, chunks);
}

void tst_ObservedEmbedder::isOtherwiseTheOneInside()
{
    const ObservedEmbedder embedder(std::make_shared<OneAnswer>(std::nullopt), [](const EmbeddingCall &) {});
    QCOMPARE(embedder.model().model, u"m"_s);
    QCOMPARE(embedder.sliceSize(), 7);
    QCOMPARE(embedder.priceOf(3), 6.0);
    QCOMPARE(embedder.timeFor(3), std::chrono::milliseconds(9));
    QCOMPARE(embedder.serviceState().model, embedder.model());
}

QTEST_APPLESS_MAIN(tst_ObservedEmbedder)
#include "tst_ObservedEmbedder.moc"
