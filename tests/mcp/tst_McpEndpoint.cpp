#include "McpEndpoint.h"

#include <base/Answer.h>

#include <QByteArrayList>
#include <QJsonDocument>
#include <QTest>

using namespace vectray;
using namespace Qt::Literals::StringLiterals;

namespace {

/// Two tools: one that says its arguments back, and one that only managers see.
class TwoTools final : public ToolSet
{
public:
    QJsonArray list(bool mayManage) const override
    {
        QJsonArray tools{QJsonObject{{u"name"_s, u"echo"_s}}};
        if (mayManage)
            tools.append(QJsonObject{{u"name"_s, u"change"_s}});
        return tools;
    }
    bool has(const QString &name) const override { return name == "echo"_L1 || name == "change"_L1; }
    QFuture<ToolOutcome> call(const ToolCall &call) override
    {
        if (call.name == "change"_L1)
            return answered(call.mayManage ? ToolOutcome{.value = {{u"changed"_s, true}}}
                                           : ToolOutcome::failed(u"This connection may only read."_s));
        return answered(ToolOutcome{.value = {{u"said"_s, call.arguments}}});
    }
};

/// As many as fill two pages and one more; the document of each says which one it is.
class ManyResources final : public ResourceSet
{
public:
    static constexpr int Count = 201;

    static QString uri(int number) { return u"test://%1"_s.arg(number, 3, 10, QLatin1Char('0')); }
    QJsonArray list() const override
    {
        QJsonArray all;
        for (int number = 0; number < Count; ++number)
            all.append(QJsonObject{{u"uri"_s, uri(number)}, {u"name"_s, u"n"_s}});
        return all;
    }
    QJsonArray templates() const override { return {QJsonObject{{u"uriTemplate"_s, u"test://{n}"_s}}}; }
    QFuture<Result<QJsonObject>> read(const QString &wanted) override
    {
        if (wanted == "test://away"_L1)
            return answered(Result<QJsonObject>(Error{Error::Kind::Unavailable, u"the store is away"_s}));
        for (int number = 0; number < Count; ++number) {
            if (wanted == uri(number))
                return answered(
                    Result<QJsonObject>(QJsonObject{{u"number"_s, number}, {u"hidden"_s, u"a\u202eb"_s}}));
        }
        return answered(Result<QJsonObject>(Error{Error::Kind::NotFound, u"there is no such resource"_s}));
    }
};

/// A client that keeps the answer.
class KeepingSink final : public ReplySink
{
public:
    void deliver(const HttpResponse &response) override { kept = response; }
    void beginStream(const HttpResponse &) override {}
    void writeStream(QByteArrayView) override {}
    void endStream() override {}
    bool isStreaming() const override { return false; }
    qint64 backlog() const override { return 0; }

    std::optional<HttpResponse> kept;
};

using Headers = std::vector<HttpHeader>;

const QByteArray Meta = R"("_meta":{"io.modelcontextprotocol/protocolVersion":"2026-07-28",)"
                        R"("io.modelcontextprotocol/clientCapabilities":{}})";

Headers headersFor(const QByteArray &method, const QByteArray &name = {},
                   const QByteArray &version = "2026-07-28")
{
    Headers headers{{"MCP-Protocol-Version", version}, {"Mcp-Method", method}};
    if (!name.isEmpty())
        headers.push_back({"Mcp-Name", name});
    return headers;
}

QByteArray request(const QByteArray &method, const QByteArray &params)
{
    return R"({"jsonrpc":"2.0","id":7,"method":")" + method + R"(","params":{)" + params + "}}";
}

} // namespace

Q_DECLARE_METATYPE(Headers)

class tst_McpEndpoint : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void answersEveryVersion_data();
    void answersEveryVersion();
    void refusesWhatDoesNotFit_data();
    void refusesWhatDoesNotFit();
    void hasNothingToSayToNotifications_data();
    void hasNothingToSayToNotifications();
    void saysResultsAsTextToo();
    void cleansAllThatGoesOut();
    void listsResourcesByThePage();
    void readsADocumentAsCleanText();
    void letsThoseManageWhoMay_data();
    void letsThoseManageWhoMay();
    void answersBatchesOfTheFirstVersion();

private:
    HttpResponse ask(const Headers &headers, const QByteArray &body, bool mayManage = false);
    static QJsonObject json(const HttpResponse &response)
    {
        return QJsonDocument::fromJson(response.body).object();
    }
};

HttpResponse tst_McpEndpoint::ask(const Headers &headers, const QByteArray &body, bool mayManage)
{
    TwoTools tools;
    ManyResources resources;
    McpEndpoint endpoint({.tools = tools, .resources = resources},
                         {.version = u"1.2.3"_s, .mayManage = mayManage});
    KeepingSink sink;
    endpoint.handle({.head = {.method = "POST", .target = "/mcp", .headers = headers}, .body = body},
                    Reply(&sink, "/mcp"));
    [&] { QTRY_VERIFY(sink.kept.has_value()); }();
    return sink.kept.value_or(HttpResponse{.status = 0});
}

void tst_McpEndpoint::answersEveryVersion_data()
{
    QTest::addColumn<Headers>("headers");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArrayList>("members"); // of the result
    QTest::addColumn<QString>("version"); // as an answer to initialize

    const auto hello = [](const QByteArray &version) {
        return request("initialize", R"("protocolVersion":")" + version + R"(","capabilities":{})");
    };
    for (const QByteArray &version :
         {QByteArray("2025-11-25"), QByteArray("2025-06-18"), QByteArray("2025-03-26")})
        QTest::addRow("initialize %s", version.constData())
            << Headers() << hello(version) << QByteArrayList{"serverInfo", "capabilities"}
            << QString::fromLatin1(version);
    QTest::newRow("initialize with a version nobody knows")
        << Headers() << hello("1999-01-01") << QByteArrayList{"serverInfo"} << u"2025-11-25"_s;
    QTest::newRow("initialize with a version that has none")
        << Headers() << hello("2026-07-28") << QByteArrayList{"serverInfo"} << u"2025-11-25"_s;
    QTest::newRow("ping") << Headers{{"MCP-Protocol-Version", "2025-11-25"}} << request("ping", "")
                          << QByteArrayList() << QString();
    QTest::newRow("tools/list, old") << Headers{{"MCP-Protocol-Version", "2025-06-18"}}
                                     << request("tools/list", "") << QByteArrayList{"tools"} << QString();
    QTest::newRow("tools/list, oldest")
        << Headers() << request("tools/list", "") << QByteArrayList{"tools"} << QString();
    QTest::newRow("server/discover") << headersFor("server/discover") << request("server/discover", Meta)
                                     << QByteArrayList{"supportedVersions", "capabilities", "ttlMs",
                                                       "cacheScope",        "resultType",   "_meta"}
                                     << QString();
    QTest::newRow("tools/list") << headersFor("tools/list") << request("tools/list", Meta)
                                << QByteArrayList{"tools", "ttlMs", "cacheScope", "resultType", "_meta"}
                                << QString();
    QTest::newRow("resources/list, old")
        << Headers{{"MCP-Protocol-Version", "2025-06-18"}} << request("resources/list", "")
        << QByteArrayList{"resources"} << QString();
    for (const QByteArray &method : {QByteArray("resources/list"), QByteArray("resources/templates/list")})
        QTest::newRow(method.constData()) << headersFor(method) << request(method, Meta)
                              << QByteArrayList{method == "resources/list" ? "resources"
                                                                           : "resourceTemplates",
                                                "ttlMs", "cacheScope", "resultType", "_meta"}
                              << QString();
    QTest::newRow("resources/read") << headersFor("resources/read", "test://007")
                                    << request("resources/read", R"("uri":"test://007",)" + Meta)
                                    << QByteArrayList{"contents", "ttlMs", "cacheScope", "resultType",
                                                      "_meta"}
                                    << QString();
    QTest::newRow("tools/call") << headersFor("tools/call", "echo")
                                << request("tools/call", R"("name":"echo","arguments":{"a":1},)" + Meta)
                                << QByteArrayList{"content", "structuredContent", "isError", "resultType",
                                                  "_meta"}
                                << QString();
    QTest::newRow("tools/call with an encoded name")
        << headersFor("tools/call", "=?base64?ZWNobw==?=")
        << request("tools/call", R"("name":"echo",)" + Meta) << QByteArrayList{"content"} << QString();
}

void tst_McpEndpoint::answersEveryVersion()
{
    QFETCH(Headers, headers);
    QFETCH(QByteArray, body);
    QFETCH(QByteArrayList, members);
    QFETCH(QString, version);
    const HttpResponse response = ask(headers, body);
    QCOMPARE(response.status, 200);
    QCOMPARE(json(response).value("id"_L1).toInt(), 7);
    QVERIFY2(json(response).contains("result"_L1), response.body.constData());
    const QJsonObject result = json(response).value("result"_L1).toObject();
    for (const QByteArray &member : members)
        QVERIFY2(result.contains(QString::fromLatin1(member)), member.constData());
    QCOMPARE(result.value("protocolVersion"_L1).toString(), version);
}

void tst_McpEndpoint::refusesWhatDoesNotFit_data()
{
    QTest::addColumn<Headers>("headers");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("status");
    QTest::addColumn<int>("code");

    const auto list = request("tools/list", Meta);
    const auto call = request("tools/call", R"("name":"echo",)" + Meta);
    const Headers old{{"MCP-Protocol-Version", "2025-11-25"}};
    QTest::newRow("no JSON") << Headers() << QByteArray("{") << 400 << -32700;
    QTest::newRow("nothing") << Headers() << QByteArray() << 400 << -32700;
    QTest::newRow("nested too deep") << Headers() << QByteArray(200, '[') << 400 << -32700;
    QTest::newRow("no JSON-RPC") << Headers() << QByteArray(R"({"id":1,"method":"ping"})") << 400 << -32600;
    QTest::newRow("null as id") << Headers() << QByteArray(R"({"jsonrpc":"2.0","id":null,"method":"ping"})")
                                << 400 << -32600;
    QTest::newRow("no method") << Headers() << QByteArray(R"({"jsonrpc":"2.0","id":1})") << 400 << -32600;
    QTest::newRow("params that are a list")
        << Headers() << QByteArray(R"({"jsonrpc":"2.0","id":1,"method":"ping","params":[]})") << 400
        << -32600;
    QTest::newRow("a batch in a version without")
        << old << QByteArray("[" + request("ping", "") + "]") << 400 << -32600;
    QTest::newRow("an empty batch") << Headers() << QByteArray("[]") << 400 << -32600;
    QTest::newRow("no _meta") << headersFor("tools/list") << request("tools/list", "") << 400 << -32602;
    QTest::newRow("no version in _meta")
        << headersFor("tools/list")
        << request("tools/list", R"("_meta":{"io.modelcontextprotocol/clientCapabilities":{}})") << 400
        << -32602;
    QTest::newRow("an empty version in _meta") << Headers{{"Mcp-Method", "tools/list"}}
                                               << QByteArray(list).replace("2026-07-28", "") << 400 << -32602;
    QTest::newRow("no capabilities in _meta")
        << headersFor("tools/list")
        << request("tools/list", R"("_meta":{"io.modelcontextprotocol/protocolVersion":"2026-07-28"})") << 400
        << -32602;
    QTest::newRow("no version header") << Headers{{"Mcp-Method", "tools/list"}} << list << 400 << -32020;
    QTest::newRow("another version header")
        << headersFor("tools/list", {}, "2025-11-25") << list << 400 << -32020;
    QTest::newRow("two version headers") << Headers{{"MCP-Protocol-Version", "2026-07-28"},
                                                    {"MCP-Protocol-Version", "2026-07-28"},
                                                    {"Mcp-Method", "tools/list"}}
                                         << list << 400 << -32020;
    QTest::newRow("no method header")
        << Headers{{"MCP-Protocol-Version", "2026-07-28"}} << list << 400 << -32020;
    QTest::newRow("a method header in upper case") << headersFor("TOOLS/LIST") << list << 400 << -32020;
    QTest::newRow("no name header") << headersFor("tools/call") << call << 400 << -32020;
    QTest::newRow("another name header") << headersFor("tools/call", "change") << call << 400 << -32020;
    QTest::newRow("a name header of bad base64")
        << headersFor("tools/call", "=?base64?ZWNo!!!?=") << call << 400 << -32020;
    QTest::newRow("a version of the future")
        << headersFor("tools/list", {}, "2099-01-01") << QByteArray(list).replace("2026-07-28", "2099-01-01")
        << 400 << -32022;
    for (const QByteArray &method :
         {QByteArray("initialize"), QByteArray("ping"), QByteArray("logging/setLevel"),
          QByteArray("resources/subscribe"), QByteArray("subscriptions/listen")})
        QTest::addRow("unknown: %s", method.constData())
            << headersFor(method) << request(method, Meta) << 404 << -32601;
    QTest::newRow("unknown, old") << old << request("prompts/list", "") << 200 << -32601;
    QTest::newRow("an unknown resource")
        << headersFor("resources/read", "test://no")
        << request("resources/read", R"("uri":"test://no",)" + Meta) << 200 << -32602;
    QTest::newRow("an unknown resource, old")
        << old << request("resources/read", R"("uri":"test://no")") << 200 << -32002;
    QTest::newRow("no resource") << old << request("resources/read", "") << 200 << -32002;
    QTest::newRow("a resource that cannot be read now")
        << old << request("resources/read", R"("uri":"test://away")") << 200 << -32603;
    QTest::newRow("a cursor that is none")
        << old << request("resources/list", R"("cursor":"***")") << 200 << -32602;
    QTest::newRow("a cursor that is a number")
        << old << request("resources/list", R"("cursor":1)") << 200 << -32602;
    const QByteArray half = R"(\ud800)"; // of a surrogate pair; has no UTF-8
    QTest::newRow("an unknown tool with half a character")
        << headersFor("tools/call", "rm?") << request("tools/call", R"("name":"rm)" + half + R"(",)" + Meta) << 200
        << -32602;
    QTest::newRow("a version with half a character")
        << headersFor("tools/list", {}, "2026-07-?28") << QByteArray(list).replace("07-28", QByteArray("07-" + half + "28")) << 400
        << -32022;
    QTest::newRow("an unknown tool") << headersFor("tools/call", "rm")
                                     << request("tools/call", R"("name":"rm",)" + Meta) << 200 << -32602;
    QTest::newRow("no tool") << headersFor("tools/call") << request("tools/call", Meta) << 200 << -32602;
    QTest::newRow("arguments that are a list")
        << old << request("tools/call", R"("name":"echo","arguments":[1])") << 200 << -32602;
}

void tst_McpEndpoint::refusesWhatDoesNotFit()
{
    QFETCH(Headers, headers);
    QFETCH(QByteArray, body);
    QFETCH(int, status);
    QFETCH(int, code);
    const HttpResponse response = ask(headers, body);
    QCOMPARE(response.status, status);
    const QJsonObject error = json(response).value("error"_L1).toObject();
    QCOMPARE(error.value("code"_L1).toInt(), code);
    QVERIFY(!error.value("message"_L1).toString().isEmpty());
    if (code == -32022)
        QCOMPARE(error.value("data"_L1)["supported"_L1].toArray().size(), 4);
    if (body.contains(R"("id":7)") && code != -32600)
        QCOMPARE(json(response).value("id"_L1).toInt(), 7);
}

void tst_McpEndpoint::hasNothingToSayToNotifications_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("initialized") << QByteArray(R"({"jsonrpc":"2.0","method":"notifications/initialized"})");
    QTest::newRow("cancelled") << QByteArray(
        R"({"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":1}})");
    QTest::newRow("an answer") << QByteArray(R"({"jsonrpc":"2.0","id":1,"result":{}})");
}

void tst_McpEndpoint::hasNothingToSayToNotifications()
{
    QFETCH(QByteArray, body);
    const HttpResponse response = ask({{"MCP-Protocol-Version", "2025-11-25"}}, body);
    QCOMPARE(response.status, 202);
    QVERIFY(response.body.isEmpty());
}

void tst_McpEndpoint::saysResultsAsTextToo()
{
    const HttpResponse response = ask({}, request("tools/call", R"("name":"echo","arguments":{"a":"ä\nb"})"));
    const QJsonObject result = json(response).value("result"_L1).toObject();
    QCOMPARE(result.value("isError"_L1).toBool(true), false);
    const QJsonObject content = result.value("content"_L1)[0].toObject();
    QCOMPARE(content.value("type"_L1).toString(), u"text"_s);
    QCOMPARE(QJsonDocument::fromJson(content.value("text"_L1).toString().toUtf8()).object(),
             result.value("structuredContent"_L1).toObject());
    QCOMPARE(result.value("structuredContent"_L1)["said"_L1]["a"_L1].toString(), u"ä\nb"_s);
}

void tst_McpEndpoint::cleansAllThatGoesOut()
{
    const QByteArray hidden = R"(x\u001b[2J\u202e\u200b\ud83c\udff4\udb40\udc69y)";
    const HttpResponse tool = ask(
        {}, request("tools/call", R"("name":"echo","arguments":{"list":[{"text":")" + hidden + R"("}]})"));
    QCOMPARE(
        json(tool).value("result"_L1)["structuredContent"_L1]["said"_L1]["list"_L1][0]["text"_L1].toString(),
        u"x[2J🏴y"_s);
    QVERIFY(!tool.body.contains("u202e") && !tool.body.contains("\u202e") && !tool.body.contains("u001b"));
    const HttpResponse error = ask({}, request("tools/call", R"("name":")" + hidden + R"(")"));
    QCOMPARE(json(error).value("error"_L1)["message"_L1].toString(), u"there is no tool 'x[2J🏴y'"_s);

    const HttpResponse named =
        ask({}, request("tools/call", R"("name":"echo","arguments":{")" + hidden + R"(":1})"));
    QCOMPARE(json(named).value("result"_L1)["structuredContent"_L1]["said"_L1].toObject().keys(),
             QStringList{u"x[2J🏴y"_s});
    // But not what the client knows its answer by.
    const HttpResponse ping = ask({}, R"({"jsonrpc":"2.0","id":"a\u200bb","method":"ping"})");
    QCOMPARE(json(ping).value("id"_L1).toString(), u"a\u200bb"_s);
}

void tst_McpEndpoint::listsResourcesByThePage()
{
    QStringList uris;
    QList<qsizetype> pages;
    QByteArray params;
    do {
        const QJsonObject result =
            json(ask({}, request("resources/list", params))).value("result"_L1).toObject();
        const QJsonArray page = result.value("resources"_L1).toArray();
        for (const QJsonValue resource : page)
            uris << resource["uri"_L1].toString();
        pages << page.size();
        const QString next = result.value("nextCursor"_L1).toString();
        params = next.isEmpty() ? QByteArray() : R"("cursor":")" + next.toLatin1() + '"';
    } while (!params.isEmpty());
    QCOMPARE(pages, (QList<qsizetype>{100, 100, 1}));
    QCOMPARE(uris.size(), ManyResources::Count);
    for (int number = 0; number < ManyResources::Count; ++number)
        QCOMPARE(uris.at(number), ManyResources::uri(number));
}

void tst_McpEndpoint::readsADocumentAsCleanText()
{
    const HttpResponse response = ask({}, request("resources/read", R"("uri":"test://007")"));
    const QJsonValue content = json(response).value("result"_L1)["contents"_L1][0];
    QCOMPARE(content["uri"_L1].toString(), u"test://007"_s);
    QCOMPARE(content["mimeType"_L1].toString(), u"application/json"_s);
    QCOMPARE(content["text"_L1].toString(), uR"({"hidden":"ab","number":7})"_s);
}

void tst_McpEndpoint::letsThoseManageWhoMay_data()
{
    QTest::addColumn<bool>("everyone");
    QTest::addColumn<Headers>("headers");
    QTest::addColumn<bool>("may");
    QTest::newRow("nobody") << false << Headers() << false;
    QTest::newRow("everyone") << true << Headers() << true;
    QTest::newRow("who says so") << false << Headers{{"Vectray-Allow-Manage", "true"}} << true;
    QTest::newRow("who says no") << false << Headers{{"Vectray-Allow-Manage", "false"}} << false;
}

void tst_McpEndpoint::letsThoseManageWhoMay()
{
    QFETCH(bool, everyone);
    QFETCH(Headers, headers);
    QFETCH(bool, may);
    const QJsonObject listed = json(ask(headers, request("tools/list", ""), everyone));
    QCOMPARE(listed.value("result"_L1)["tools"_L1].toArray().size(), may ? 2 : 1);
    const QJsonObject called = json(ask(headers, request("tools/call", R"("name":"change")"), everyone));
    QCOMPARE(called.value("result"_L1)["isError"_L1].toBool(), !may);
    QVERIFY(!called.value("result"_L1)["content"_L1][0]["text"_L1].toString().isEmpty());
}

void tst_McpEndpoint::answersBatchesOfTheFirstVersion()
{
    const QByteArray batch = "[" + request("ping", "")
        + R"(,{"jsonrpc":"2.0","method":"notifications/initialized"},)"
        + request("tools/call", R"("name":"echo")") + "]";
    const HttpResponse response = ask({{"MCP-Protocol-Version", "2025-03-26"}}, batch);
    QCOMPARE(response.status, 200);
    const QJsonArray answers = QJsonDocument::fromJson(response.body).array();
    QCOMPARE(answers.size(), 2);
    QVERIFY(answers[1]["result"_L1].toObject().contains("content"_L1));

    QCOMPARE(ask({}, R"([{"jsonrpc":"2.0","method":"notifications/initialized"}])").status, 202);
}

QTEST_GUILESS_MAIN(tst_McpEndpoint)
#include "tst_McpEndpoint.moc"
