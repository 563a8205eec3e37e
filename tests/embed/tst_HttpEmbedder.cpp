#include "FakeService.h"
#include "FakeTime.h"
#include "OpenAiCodec.h"

#include <embed/HttpEmbedder.h>

#include <QTemporaryDir>
#include <QSet>
#include <QTest>

#include <cmath>
#include <latch>

using namespace vectray;
using namespace vectray::test;
using namespace std::chrono_literals;

namespace {

const QDate Today(2026, 11, 26);

QList<QByteArray> texts(int count)
{
    QList<QByteArray> list;
    for (int i = 0; i < count; ++i)
        list.append("text " + QByteArray::number(i));
    return list;
}

std::optional<Result<HttpAnswer>> failWith(int status, const QString &message)
{
    return Result<HttpAnswer>(FakeService::failure(status, message));
}

/// An embedder on a service that does what the test wants, with a time that only passes by waiting.
struct Bench
{
    QTemporaryDir directory;
    FakeTime time;
    FakeService *service = nullptr;
    std::shared_ptr<SpendLedger> ledger;
    std::unique_ptr<HttpEmbedder> embedder;
    std::mutex mutex;
    QList<EmbeddingCall> told; ///< without the time they took

    explicit Bench(Budget budget = {}, double price = 0)
    {
        auto transport = std::make_unique<FakeService>();
        service = transport.get();
        ledger =
            std::make_shared<SpendLedger>(directory.filePath(u"spend.json"_s), budget, [] { return Today; });
        const ProviderModel model{.name = u"m"_s, .endpoint = u"http://127.0.0.1:1"_s, .key = "canary-key"};
        auto opened =
            HttpEmbedder::open({.codec = std::make_unique<OpenAiCodec>(model),
                                .transport = std::move(transport),
                                .governor = std::make_unique<RateGovernor>(RateLimits(), time.timing()),
                                .ledger = ledger,
                                .pricePerMillion = price,
                                .concurrency = 2,
                                .observer = [this](const EmbeddingCall &call) { remember(call); }},
                               4, {});
        if (!opened)
            qFatal("%s", qPrintable(opened.error().message));
        embedder = *std::move(opened);
    }

    void remember(EmbeddingCall call)
    {
        const std::scoped_lock lock(mutex);
        call.duration = {};
        told.append(call);
    }
};

} // namespace

class tst_HttpEmbedder : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void givesEachTextItsOwnVector();
    void makesUnitVectors();
    void asksNothingForWhiteSpace();
    void triesAgainWhatPasses_data();
    void triesAgainWhatPasses();
    void findsTheTextThatIsRefused_data();
    void findsTheTextThatIsRefused();
    void halvesATextThatIsTooLong();
    void givesASlowServiceLessAtATime_data();
    void givesASlowServiceLessAtATime();
    void saysThatAServiceIsTooSlow();
    void givesUpWhereEveryTextIsRefused();
    void keepsWhatWasEmbeddedBeforeTheTrouble();
    void refusesVectorsOfAnotherModel();
    void stopsAtOnce();
    void doesNotKeepAQueryWaiting();
    void sendsNothingBeyondTheBudget();
    void countsWhatTheServiceCounts();
    void tellsOfEachCall_data();
    void tellsOfEachCall();
    void tellsOfNoCallThatWasStopped();
    void learnsTheDimension();
    void knowsItsPaceWhenItHasEmbeddedEnough();
};

void tst_HttpEmbedder::givesEachTextItsOwnVector()
{
    Bench bench;
    const auto input = texts(700); // three calls
    const auto vectors = bench.embedder->embedDocuments(input, {});
    QVERIFY2(vectors, vectors ? "" : qPrintable(vectors.error().message));
    QCOMPARE(bench.service->calls().size(), 3);
    for (qsizetype i = 0; i < input.size(); ++i) {
        const Embedding &vector = vectors->at(i);
        QCOMPARE(std::lround(vector[2] / vector[0]), long(input.at(i).size()));
    }
}

void tst_HttpEmbedder::makesUnitVectors()
{
    Bench bench;
    const auto query = bench.embedder->embedQuery("what is it", {});
    QVERIFY(query);
    double squares = 0;
    for (const float value : *query)
        squares += double(value) * double(value);
    QVERIFY(std::abs(squares - 1) < 1e-6);
}

void tst_HttpEmbedder::asksNothingForWhiteSpace()
{
    Bench bench;
    const auto vectors = bench.embedder->embedDocuments({" ", "", "\n\t"}, {});
    QVERIFY(vectors);
    QCOMPARE(vectors->at(1), Embedding(4));
    QVERIFY(bench.service->calls().isEmpty());
}

void tst_HttpEmbedder::triesAgainWhatPasses_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("retryAfter");
    QTest::addColumn<int>("waited"); // ms, for two failures

    QTest::newRow("overloaded") << 503 << QByteArray("{}") << QByteArray() << 1'500;
    QTest::newRow("its own fault") << 500 << QByteArray("oops") << QByteArray() << 1'500;
    QTest::newRow("bad gateway") << 502 << QByteArray("<html>") << QByteArray() << 1'500;
    QTest::newRow("conflict") << 409 << QByteArray("{}") << QByteArray() << 1'500;
    QTest::newRow("time-out of its own") << 408 << QByteArray("{}") << QByteArray() << 1'500;
    QTest::newRow("too many, with a time") << 429 << QByteArray("{}") << QByteArray("20") << 40'000;
    QTest::newRow("too many, without") << 429 << QByteArray("{}") << QByteArray() << 1'500;
    QTest::newRow("no JSON") << 200 << QByteArray("nonsense") << QByteArray() << 1'500;
    QTest::newRow("cut off") << 200 << QByteArray(R"({"data": [{"index": 0, "embed)") << QByteArray()
                             << 1'500;
    QTest::newRow("NaN") << 200 << QByteArray(R"({"data": [{"index": 0, "embedding": [NaN, 1, 1, 1]}]})")
                         << QByteArray() << 1'500;
    QTest::newRow("no list") << 200 << QByteArray("{}") << QByteArray() << 1'500;
    QTest::newRow("too few") << 200 << QByteArray(R"({"data": []})") << QByteArray() << 1'500;
    QTest::newRow("numbered wrongly")
        << 200 << QByteArray(R"({"data": [{"index": 7, "embedding": [1]}]})") << QByteArray() << 1'500;
    QTest::newRow("nobody there") << 0 << QByteArray() << QByteArray() << 1'500;
}

void tst_HttpEmbedder::triesAgainWhatPasses()
{
    QFETCH(int, status);
    QFETCH(QByteArray, body);
    QFETCH(QByteArray, retryAfter);
    QFETCH(int, waited);
    Bench bench;
    std::atomic<int> failures = 2;
    bench.service->setTrick([&](const QStringList &) -> std::optional<Result<HttpAnswer>> {
        if (failures-- <= 0)
            return std::nullopt;
        if (status == 0)
            return Result<HttpAnswer>(Error{Error::Kind::Unavailable, u"Couldn't connect to server"_s});
        HttpAnswer answer{.status = status, .headers = {}, .body = body};
        if (!retryAfter.isEmpty())
            answer.headers.insert("retry-after", retryAfter);
        return Result<HttpAnswer>(answer);
    });
    const auto vectors = bench.embedder->embedDocuments({"a"}, {});
    QVERIFY2(vectors, vectors ? "" : qPrintable(vectors.error().message));
    QCOMPARE(bench.service->calls().size(), 3);
    QCOMPARE(int(bench.time.now().count()), waited);
}

void tst_HttpEmbedder::findsTheTextThatIsRefused_data()
{
    QTest::addColumn<int>("status"); // 200: with a vector that is all zero
    QTest::addColumn<int>("poison");
    QTest::newRow("bad request") << 400 << 37;
    QTest::newRow("cannot be processed") << 422 << 99;
    QTest::newRow("chokes on it every time") << 500 << 37;
    QTest::newRow("chokes on the first") << 500 << 0;
    QTest::newRow("a vector of nothing") << 200 << 37;
}

void tst_HttpEmbedder::findsTheTextThatIsRefused()
{
    QFETCH(int, status);
    QFETCH(int, poison);
    const QString bad = u"text %1"_s.arg(poison);
    Bench bench;
    bench.service->setTrick([&](const QStringList &sent) -> std::optional<Result<HttpAnswer>> {
        if (!sent.contains(bad))
            return std::nullopt;
        if (status != 200)
            return failWith(status, u"I do not like it"_s);
        HttpAnswer answer = FakeService::answerFor(sent);
        QJsonObject object = QJsonDocument::fromJson(answer.body).object();
        QJsonArray data = object[u"data"].toArray();
        const qsizetype place = data.size() - 1 - sent.indexOf(bad);
        data[place] = QJsonObject{{u"index"_s, data[place].toObject()[u"index"]},
                                  {u"embedding"_s, QJsonArray{0, 0, 0, 0}}};
        object[u"data"] = data;
        answer.body = QJsonDocument(object).toJson();
        return Result<HttpAnswer>(answer);
    });
    const auto each = bench.embedder->embedEach(texts(100), {});
    QCOMPARE(each.size(), 100);
    for (qsizetype i = 0; i < each.size(); ++i)
        QCOMPARE(each.at(i).has_value(), i != poison);
    QCOMPARE(each.at(poison).error().kind, Error::Kind::Invalid);
    QVERIFY2(bench.service->calls().size() < 40, "it is searched for by halves");
    QCOMPARE(bench.embedder->serviceState().kind, EmbeddingServiceState::Kind::Ready);
}

void tst_HttpEmbedder::halvesATextThatIsTooLong()
{
    Bench bench;
    bench.service->setTrick([&](const QStringList &sent) -> std::optional<Result<HttpAnswer>> {
        for (const QString &text : sent) {
            if (text.size() > 300)
                return failWith(400, u"the input length exceeds the context length"_s);
        }
        return std::nullopt;
    });
    const QByteArray longText = QByteArray("words and words\n").repeated(64);
    const auto each = bench.embedder->embedEach({"short", longText}, {});
    QVERIFY(each.at(0));
    QVERIFY2(each.at(1), each.at(1) ? "" : qPrintable(each.at(1).error().message));
}

void tst_HttpEmbedder::givesASlowServiceLessAtATime_data()
{
    QTest::addColumn<HttpAnswer>("late");
    QTest::newRow("no answer in time") << HttpAnswer{};
    QTest::newRow("a gateway gave up") << FakeService::failure(504, u"upstream timed out"_s);
}

/// A service that can do three texts in time gets all of them done, and nobody is told that it is away.
void tst_HttpEmbedder::givesASlowServiceLessAtATime()
{
    QFETCH(HttpAnswer, late);
    Bench bench;
    bench.service->setTrick([late](const QStringList &texts) -> std::optional<Result<HttpAnswer>> {
        return texts.size() > 3 ? std::optional(Result(late)) : std::nullopt;
    });
    const auto input = texts(100);
    const auto vectors = bench.embedder->embedDocuments(input, {});
    QVERIFY2(vectors, vectors ? "" : qPrintable(vectors.error().message));
    QCOMPARE(vectors->size(), 100);
    QCOMPARE(bench.embedder->serviceState().kind, EmbeddingServiceState::Kind::Ready);
    QStringList done;
    for (const QStringList &call : bench.service->calls()) {
        if (call.size() <= 3)
            done += call;
    }
    QCOMPARE(QSet<QString>(done.begin(), done.end()).size(), done.size()); // none is done, and paid, twice
    QCOMPARE(done.size(), 100);
}

void tst_HttpEmbedder::saysThatAServiceIsTooSlow()
{
    Bench bench;
    bench.service->setTrick([](const QStringList &) { return Result(HttpAnswer{}); });
    const auto vectors = bench.embedder->embedDocuments(texts(5), {});
    QCOMPARE(vectors.error().kind, Error::Kind::Unavailable);
    QVERIFY2(vectors.error().message.contains(u"too long to answer"), qPrintable(vectors.error().message));
}

void tst_HttpEmbedder::givesUpWhereEveryTextIsRefused()
{
    Bench bench;
    bench.service->setTrick([](const QStringList &) { return failWith(400, u"no model is loaded"_s); });
    const auto each = bench.embedder->embedEach(texts(256), {});
    for (const auto &vector : each)
        QCOMPARE(vector.error().kind, Error::Kind::Unavailable);
    QCOMPARE(bench.service->calls().size(), 2); // the texts, and a harmless one
    QCOMPARE(bench.embedder->serviceState().kind, EmbeddingServiceState::Kind::Rejected);
    QVERIFY(bench.embedder->serviceState().reason.contains(u"no model is loaded"));
}

void tst_HttpEmbedder::keepsWhatWasEmbeddedBeforeTheTrouble()
{
    Bench bench;
    std::latch firstIsSent(1); // calls go side by side
    bench.service->setTrick([&](const QStringList &sent) -> std::optional<Result<HttpAnswer>> {
        if (sent.contains(u"text 0"_s))
            firstIsSent.count_down();
        else
            firstIsSent.wait();
        return sent.contains(u"text 300"_s) ? failWith(401, u"Incorrect API key provided"_s) : std::nullopt;
    });
    const auto each = bench.embedder->embedEach(texts(512), {});
    QVERIFY(std::ranges::all_of(each.first(256), [](const auto &vector) { return vector.has_value(); }));
    QCOMPARE(each.at(300).error().kind, Error::Kind::Unavailable);
    QVERIFY(each.at(300).error().message.contains(u"check it in the settings"));
    QVERIFY(!each.at(300).error().message.contains(u"canary"));
}

void tst_HttpEmbedder::refusesVectorsOfAnotherModel()
{
    Bench bench;
    bench.service->setTrick([](const QStringList &) -> std::optional<Result<HttpAnswer>> {
        return Result<HttpAnswer>(HttpAnswer{
            .status = 200, .headers = {}, .body = R"({"data": [{"index": 0, "embedding": [1, 2, 3]}]})"});
    });
    const auto vectors = bench.embedder->embedDocuments({"a"}, {});
    QCOMPARE(vectors.error().kind, Error::Kind::Unavailable);
    QVERIFY2(vectors.error().message.contains(u"3 numbers"), qPrintable(vectors.error().message));
    QCOMPARE(bench.embedder->serviceState().kind, EmbeddingServiceState::Kind::Rejected);
}

void tst_HttpEmbedder::stopsAtOnce()
{
    Bench bench;
    std::stop_source stop;
    stop.request_stop();
    QCOMPARE(bench.embedder->embedDocuments(texts(3), stop.get_token()).error().kind, Error::Kind::Cancelled);
}

void tst_HttpEmbedder::doesNotKeepAQueryWaiting()
{
    Bench bench;
    bench.service->setTrick([](const QStringList &) {
        return Result<HttpAnswer>(FakeService::failure(429, u"slow down"_s, {{"retry-after", "30"}}));
    });
    QVERIFY(!bench.embedder->embedQuery("one", {}));
    QVERIFY(!bench.embedder->embedQuery("two", {}));
    QCOMPARE(bench.service->calls().size(), 1); // the second was not even sent
    QCOMPARE(bench.time.now(), 0ms);
    QCOMPARE(bench.embedder->serviceState().kind, EmbeddingServiceState::Kind::Paused);
    QVERIFY(bench.embedder->serviceState().until.isValid());
}

void tst_HttpEmbedder::sendsNothingBeyondTheBudget()
{
    Bench bench({.tokens = 25});
    QVERIFY(bench.embedder->embedDocuments({"a"}, {}));
    QVERIFY(bench.embedder->embedDocuments({"b"}, {}));
    const auto third = bench.embedder->embedDocuments({"more than what is left of it, by far"}, {});
    QCOMPARE(third.error().kind, Error::Kind::Unavailable);
    QVERIFY(third.error().message.contains(u"budget"));
    QCOMPARE(bench.service->calls().size(), 2);
    QCOMPARE(bench.embedder->serviceState().kind, EmbeddingServiceState::Kind::BudgetReached);
}

void tst_HttpEmbedder::countsWhatTheServiceCounts()
{
    Bench bench({}, 1'000'000);
    QVERIFY(bench.embedder->embedDocuments(texts(5), {}));
    const EmbeddingServiceState state = bench.embedder->serviceState();
    QCOMPARE(state.tokensThisMonth, 50);
    QCOMPARE(state.requestsThisMonth, 1);
    QCOMPARE(state.spentThisMonth, 50.0);

    bench.service->setTrick([](const QStringList &) { return failWith(401, u"no"_s); });
    QVERIFY(!bench.embedder->embedDocuments({"x"}, {}));
    QCOMPARE(bench.embedder->serviceState().tokensThisMonth, 50); // an error costs nothing
}

void tst_HttpEmbedder::tellsOfEachCall_data()
{
    using Outcome = EmbeddingCall::Outcome;
    QTest::addColumn<int>("status");
    QTest::addColumn<Outcome>("outcome");
    QTest::newRow("too many") << 429 << Outcome::RateLimited;
    QTest::newRow("a bad key") << 401 << Outcome::Rejected;
    QTest::newRow("texts that it does not take") << 400 << Outcome::Refused;
    QTest::newRow("overloaded") << 503 << Outcome::Unavailable;
}

void tst_HttpEmbedder::tellsOfEachCall()
{
    QFETCH(int, status);
    QFETCH(EmbeddingCall::Outcome, outcome);
    Bench bench;
    QVERIFY(bench.embedder->embedDocuments(texts(5), {}));
    QVERIFY(bench.embedder->embedQuery("what is it", {}));
    QCOMPARE(bench.told,
             (QList<EmbeddingCall>{{.provider = u"openai"_s, .chunks = 5, .tokens = 50},
                                   {.provider = u"openai"_s, .tokens = 10}}));
    bench.service->setTrick([=](const QStringList &) { return failWith(status, u"no"_s); });
    QVERIFY(!bench.embedder->embedQuery("what is it", {}));
    QCOMPARE(bench.told.at(2), (EmbeddingCall{.provider = u"openai"_s, .outcome = outcome}));
}

void tst_HttpEmbedder::tellsOfNoCallThatWasStopped()
{
    Bench bench;
    std::stop_source stop;
    stop.request_stop();
    QVERIFY(!bench.embedder->embedDocuments({"x"}, stop.get_token()));
    QCOMPARE(bench.told, QList<EmbeddingCall>());
}

void tst_HttpEmbedder::learnsTheDimension()
{
    FakeTime time;
    const ProviderModel model{.name = u"m"_s, .endpoint = u"http://127.0.0.1:1"_s};
    QTemporaryDir directory;
    const auto opened =
        HttpEmbedder::open({.codec = std::make_unique<OpenAiCodec>(model),
                            .transport = std::make_unique<FakeService>(),
                            .governor = std::make_unique<RateGovernor>(RateLimits(), time.timing()),
                            .ledger = std::make_shared<SpendLedger>(directory.filePath(u"spend.json"_s),
                                                                    Budget(), [] { return Today; })},
                           0, {});
    QVERIFY(opened);
    QCOMPARE((*opened)->model(), (EmbeddingModel{.provider = u"openai"_s, .model = u"m"_s, .dimension = 4}));
}

void tst_HttpEmbedder::knowsItsPaceWhenItHasEmbeddedEnough()
{
    Bench bench;
    QVERIFY(bench.embedder->embedDocuments({"a few words"}, {}));
    QVERIFY(!bench.embedder->timeFor(1));
    QVERIFY(bench.embedder->embedDocuments(QList<QByteArray>(40, QByteArray(1'000, 'x')), {}));
    QVERIFY(bench.embedder->timeFor(1'000'000).has_value());
}

QTEST_GUILESS_MAIN(tst_HttpEmbedder)
#include "tst_HttpEmbedder.moc"
