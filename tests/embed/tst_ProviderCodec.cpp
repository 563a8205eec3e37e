// How each kind of service is spoken to. The forms are those of the services' documentation.
#include "GeminiCodec.h"
#include "OllamaCodec.h"
#include "OpenAiCodec.h"
#include "VoyageCodec.h"

#include <QDateTime>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLocale>
#include <QTest>

using namespace vectray;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;
using Kind = ProviderFailure::Kind;

namespace {

std::unique_ptr<ProviderCodec> codecOf(const QString &provider, const QString &endpoint, int dimension = 0)
{
    const ProviderModel model{
        .name = u"some-model"_s, .dimension = dimension, .endpoint = endpoint, .key = "canary-key"};
    if (provider == u"ollama")
        return std::make_unique<OllamaCodec>(model);
    if (provider == u"voyage")
        return std::make_unique<VoyageCodec>(model);
    if (provider == u"gemini")
        return std::make_unique<GeminiCodec>(model);
    return std::make_unique<OpenAiCodec>(model);
}

QJsonObject parsed(const QByteArray &json)
{
    return QJsonDocument::fromJson(json).object();
}

} // namespace

class tst_ProviderCodec : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findsTheWay_data();
    void findsTheWay();
    void asksInTheServicesOwnForm_data();
    void asksInTheServicesOwnForm();
    void sendsTheKeyAsAHeaderOnly_data();
    void sendsTheKeyAsAHeaderOnly();
    void readsVectors_data();
    void readsVectors();
    void ordersByIndex();
    void refusesAnswersOfAnotherForm_data();
    void refusesAnswersOfAnotherForm();
    void tellsFailuresApart_data();
    void tellsFailuresApart();
    void readsWhenToComeBack();
    void quotesNoControlCharacters();
};

void tst_ProviderCodec::findsTheWay_data()
{
    QTest::addColumn<QString>("provider");
    QTest::addColumn<QString>("endpoint");
    QTest::addColumn<QByteArray>("url");

    QTest::newRow("OpenAI") << u"openai"_s << u"https://api.openai.com/v1"_s
                            << QByteArray("https://api.openai.com/v1/embeddings");
    QTest::newRow("a server like it")
        << u"openai"_s << u"http://127.0.0.1:8080"_s << QByteArray("http://127.0.0.1:8080/v1/embeddings");
    QTest::newRow("another path") << u"openai"_s << u"https://x.example/openai/v1"_s
                                  << QByteArray("https://x.example/openai/v1/embeddings");
    QTest::newRow("Ollama") << u"ollama"_s << u"http://127.0.0.1:11434"_s
                            << QByteArray("http://127.0.0.1:11434/api/embed");
    QTest::newRow("Voyage") << u"voyage"_s << u"https://api.voyageai.com/v1"_s
                            << QByteArray("https://api.voyageai.com/v1/embeddings");
    QTest::newRow("Gemini")
        << u"gemini"_s << u"https://generativelanguage.googleapis.com/v1beta"_s
        << QByteArray(
               "https://generativelanguage.googleapis.com/v1beta/models/some-model:batchEmbedContents");
    QTest::newRow("Gemini elsewhere")
        << u"gemini"_s << u"http://localhost:9"_s
        << QByteArray("http://localhost:9/v1beta/models/some-model:batchEmbedContents");
}

void tst_ProviderCodec::findsTheWay()
{
    QFETCH(QString, provider);
    QFETCH(QString, endpoint);
    QFETCH(QByteArray, url);
    QCOMPARE(codecOf(provider, endpoint)->call({"a"}, TextKind::Document).url, url);
}

void tst_ProviderCodec::asksInTheServicesOwnForm_data()
{
    QTest::addColumn<QString>("provider");
    QTest::addColumn<bool>("isQuery");
    QTest::addColumn<QByteArray>("body");

    QTest::newRow("OpenAI")
        << u"openai"_s << false
        << QByteArray(R"({"model": "some-model", "input": ["a", "é\n"], "encoding_format": "base64",
                                              "dimensions": 64})");
    QTest::newRow("Ollama")
        << u"ollama"_s << false
        << QByteArray(
               R"({"model": "some-model", "input": ["a", "é\n"], "truncate": true, "dimensions": 64})");
    QTest::newRow("Voyage, a document")
        << u"voyage"_s << false
        << QByteArray(R"({"model": "some-model", "input": ["a", "é\n"], "truncation": true,
                                            "input_type": "document", "encoding_format": "base64", "output_dimension": 64})");
    QTest::newRow("Voyage, a query")
        << u"voyage"_s << true
        << QByteArray(R"({"model": "some-model", "input": ["a", "é\n"], "truncation": true,
                                            "input_type": "query", "encoding_format": "base64", "output_dimension": 64})");
    QTest::newRow("Gemini, a document") << u"gemini"_s << false << QByteArray(R"({"requests": [
            {"model": "models/some-model", "content": {"parts": [{"text": "a"}]}, "taskType": "RETRIEVAL_DOCUMENT",
             "outputDimensionality": 64},
            {"model": "models/some-model", "content": {"parts": [{"text": "é\n"}]}, "taskType": "RETRIEVAL_DOCUMENT",
             "outputDimensionality": 64}]})");
    QTest::newRow("Gemini, a query") << u"gemini"_s << true << QByteArray(R"({"requests": [
            {"model": "models/some-model", "content": {"parts": [{"text": "a"}]}, "taskType": "CODE_RETRIEVAL_QUERY",
             "outputDimensionality": 64},
            {"model": "models/some-model", "content": {"parts": [{"text": "é\n"}]}, "taskType": "CODE_RETRIEVAL_QUERY",
             "outputDimensionality": 64}]})");
}

void tst_ProviderCodec::asksInTheServicesOwnForm()
{
    QFETCH(QString, provider);
    QFETCH(bool, isQuery);
    QFETCH(QByteArray, body);
    const auto codec = codecOf(provider, u"https://x.example"_s, 64);
    const HttpCall call = codec->call({"a", "é\n"}, isQuery ? TextKind::Query : TextKind::Document);
    QCOMPARE(parsed(call.body), parsed(body));
}

void tst_ProviderCodec::sendsTheKeyAsAHeaderOnly_data()
{
    QTest::addColumn<QString>("provider");
    QTest::addColumn<QByteArray>("header");
    QTest::newRow("OpenAI") << u"openai"_s << QByteArray("Authorization: Bearer canary-key");
    QTest::newRow("Voyage") << u"voyage"_s << QByteArray("Authorization: Bearer canary-key");
    QTest::newRow("Gemini") << u"gemini"_s << QByteArray("x-goog-api-key: canary-key");
    QTest::newRow("Ollama") << u"ollama"_s << QByteArray();
}

void tst_ProviderCodec::sendsTheKeyAsAHeaderOnly()
{
    QFETCH(QString, provider);
    QFETCH(QByteArray, header);
    const HttpCall call = codecOf(provider, u"https://x.example"_s)->call({"a"}, TextKind::Document);
    QByteArrayList headers;
    for (const CallHeader &one : call.headers)
        headers.append(QByteArray(one.name + ": " + one.value));
    QCOMPARE(headers.join('\n'), header);
    QVERIFY(!call.url.contains("canary") && !call.body.contains("canary"));
}

void tst_ProviderCodec::readsVectors_data()
{
    QTest::addColumn<QString>("provider");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("tokens");

    QTest::newRow("OpenAI, base64")
        << u"openai"_s
        << QByteArray(
               R"({"object": "list", "data": [{"object": "embedding", "index": 0, "embedding": "AACAPwAAAMA="}],
                          "model": "m", "usage": {"prompt_tokens": 5, "total_tokens": 5}})")
        << 5;
    QTest::newRow("OpenAI, numbers, though asked otherwise")
        << u"openai"_s << QByteArray(R"({"data": [{"index": 0, "embedding": [1.0, -2.0]}]})") << 0;
    QTest::newRow("Ollama") << u"ollama"_s
                            << QByteArray(
                                   R"({"model": "m", "embeddings": [[1, -2]], "prompt_eval_count": 8})")
                            << 8;
    QTest::newRow("Voyage") << u"voyage"_s
                            << QByteArray(R"({"object": "list", "data": [{"object": "embedding", "index": 0,
                                              "embedding": "AACAPwAAAMA="}], "usage": {"total_tokens": 7}})")
                            << 7;
    QTest::newRow("Gemini") << u"gemini"_s << QByteArray(R"({"embeddings": [{"values": [1, -2]}]})") << 0;
}

void tst_ProviderCodec::readsVectors()
{
    QFETCH(QString, provider);
    QFETCH(QByteArray, body);
    QFETCH(int, tokens);
    const auto answer =
        codecOf(provider, u"https://x.example"_s)->read({.status = 200, .headers = {}, .body = body});
    QVERIFY2(answer, answer ? "" : qPrintable(answer.error().message));
    QCOMPARE(answer->vectors, (QList<Embedding>{{1.0F, -2.0F}}));
    QCOMPARE(answer->tokens, tokens);
}

void tst_ProviderCodec::ordersByIndex()
{
    const auto answer =
        readDataList(R"({"data": [{"index": 1, "embedding": [2]}, {"index": 0, "embedding": [1]}]})");
    QVERIFY(answer);
    QCOMPARE(answer->vectors, (QList<Embedding>{{1.0F}, {2.0F}}));
}

void tst_ProviderCodec::refusesAnswersOfAnotherForm_data()
{
    QTest::addColumn<QString>("provider");
    QTest::addColumn<QByteArray>("body");
    for (const char *provider : {"openai", "ollama", "voyage", "gemini"}) {
        for (const char *body : {"", "nonsense", "[]", "{}", R"({"data": 1, "embeddings": 2})",
                                 R"({"data": [{}], "embeddings": [{}]})",
                                 R"({"data": [{"embedding": ["x"]}], "embeddings": [["x"]]})",
                                 R"({"data": [{"embedding": "AAA"}], "embeddings": ["AAA"]})",
                                 R"({"data": [{"index": -1, "embedding": [1]}], "embeddings": [null]})"})
            QTest::addRow("%s %s", provider, body) << QString::fromLatin1(provider) << QByteArray(body);
    }
}

void tst_ProviderCodec::refusesAnswersOfAnotherForm()
{
    QFETCH(QString, provider);
    QFETCH(QByteArray, body);
    const auto answer =
        codecOf(provider, u"https://x.example"_s)->read({.status = 200, .headers = {}, .body = body});
    QVERIFY(!answer);
    QVERIFY(answer.error().message.contains(u"makes no sense"));
}

void tst_ProviderCodec::tellsFailuresApart_data()
{
    QTest::addColumn<QString>("provider");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("kind");
    QTest::addColumn<QString>("says");

    const auto row = [](const char *name, const char *provider, int status, const char *body, Kind kind,
                        const QString &says) {
        QTest::newRow(name) << QString::fromLatin1(provider) << status << QByteArray(body) << int(kind)
                            << says;
    };
    row("OpenAI, key", "openai", 401,
        R"({"error": {"message": "Incorrect API key provided", "code": "invalid_api_key"}})", Kind::Rejected,
        u"check it in the settings"_s);
    row("OpenAI, quota", "openai", 429,
        R"({"error": {"message": "You exceeded your quota", "code": "insufficient_quota"}})", Kind::Rejected,
        u"add credit"_s);
    row("OpenAI, rate", "openai", 429,
        R"({"error": {"message": "Rate limit reached", "code": "rate_limit_exceeded"}})", Kind::RateLimited,
        u"pause"_s);
    row("OpenAI, model", "openai", 404,
        R"({"error": {"message": "The model does not exist", "code": "model_not_found"}})", Kind::Rejected,
        u"model's name"_s);
    row("OpenAI, dimensions", "openai", 400,
        R"({"error": {"message": "This model does not support specifying dimensions."}})", Kind::Rejected,
        u"settings"_s);
    row("OpenAI, too long", "openai", 400,
        R"({"error": {"message": "maximum context length is 8192 tokens"}})", Kind::TooLong, u"too long"_s);
    row("OpenAI, text", "openai", 400, R"({"error": {"message": "'$.input' is invalid"}})", Kind::Refused,
        u"refuses"_s);
    row("llama.cpp, an error that is a word", "openai", 500, R"({"error": "oops"})", Kind::Busy, u"oops"_s);
    row("OpenAI, moved", "openai", 301, "", Kind::Rejected, u"not followed"_s);
    row("OpenAI, too large", "openai", 413, "", Kind::TooLong, u"too long"_s);
    row("OpenAI, a proxy's page", "openai", 502, "<html>Bad gateway</html>", Kind::Busy, u"502"_s);
    row("Ollama, no such model", "ollama", 404, R"({"error": "model 'some-model' not found"})",
        Kind::Rejected, u"ollama pull some-model"_s);
    row("Ollama, too long", "ollama", 400, R"({"error": "the input length exceeds the context length"})",
        Kind::TooLong, u"too long"_s);
    row("Ollama, overloaded", "ollama", 503, R"({"error": "server busy"})", Kind::Busy, u"server busy"_s);
    row("Voyage, key", "voyage", 401, R"({"detail": "Provided API key is invalid."})", Kind::Rejected,
        u"check it"_s);
    row("Voyage, model", "voyage", 400, R"({"detail": "Model foo is not supported."})", Kind::Rejected,
        u"check its name"_s);
    row("Voyage, rate", "voyage", 429, R"({"detail": "too fast"})", Kind::RateLimited, u"too fast"_s);
    row("Gemini, key", "gemini", 400,
        R"({"error": {"code": 400, "message": "API key not valid.", "status": "INVALID_ARGUMENT"}})",
        Kind::Rejected, u"check it"_s);
    row("Gemini, rate", "gemini", 429,
        R"({"error": {"code": 429, "message": "Resource has been exhausted", "status": "RESOURCE_EXHAUSTED"}})",
        Kind::RateLimited, u"pause"_s);
    row("Gemini, today's quota", "gemini", 429,
        R"({"error": {"message": "check your plan and billing details. Quota: EmbedContentRequestsPerDay",
                      "status": "RESOURCE_EXHAUSTED"}})",
        Kind::Rejected, u"tomorrow"_s);
    row("a payment", "voyage", 402, "", Kind::Rejected, u"account"_s);
}

void tst_ProviderCodec::tellsFailuresApart()
{
    QFETCH(QString, provider);
    QFETCH(int, status);
    QFETCH(QByteArray, body);
    QFETCH(int, kind);
    QFETCH(QString, says);
    const ProviderFailure failure =
        codecOf(provider, u"https://x.example"_s)->failure({.status = status, .headers = {}, .body = body});
    QCOMPARE(int(failure.kind), kind);
    QVERIFY2(failure.message.contains(says), qPrintable(failure.message));
}

void tst_ProviderCodec::readsWhenToComeBack()
{
    const auto after = [](const char *name, const QByteArray &value) {
        return retryAfter({.status = 429, .headers = {{name, value}}, .body = {}});
    };
    QCOMPARE(after("retry-after", "20"), 20s);
    QCOMPARE(after("retry-after", "0.5"), 500ms);
    QCOMPARE(after("retry-after-ms", "1234"), 1234ms);
    QVERIFY(!after("retry-after", "soon"));
    QVERIFY(!after("retry-after", "-1"));
    const QDateTime inAMinute = QDateTime::currentDateTimeUtc().addSecs(60);
    const auto date = after(
        "retry-after", QLocale::c().toString(inAMinute, u"ddd, dd MMM yyyy hh:mm:ss 'GMT'"_s).toLatin1());
    QVERIFY(date && *date > 50s && *date <= 60s);

    const auto failure =
        codecOf(u"gemini"_s, u"https://x.example"_s)
            ->failure({.status = 429,
                       .headers = {},
                       .body = R"({"error": {"details": [{"@type": "x"}, {"retryDelay": "34.5s"}]}})"});
    QCOMPARE(failure.retryAfter, 34'500ms);
}

void tst_ProviderCodec::quotesNoControlCharacters()
{
    QVERIFY(!quoted(u"a\u001b[31mb\u202ec"_s).contains(u'\u001b'));
    QVERIFY(quoted(QString(10'000, u'x')).size() <= 300);
}

QTEST_GUILESS_MAIN(tst_ProviderCodec)
#include "tst_ProviderCodec.moc"
