#include "JsonBody.h"
#include "RequestFields.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

namespace vectray {

using namespace Qt::Literals::StringLiterals;

class tst_RequestFields : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void bodyIsAnObject_data();
    void bodyIsAnObject();
    void positionIsTold_data();
    void positionIsTold();
    void fieldsAreRead();
    void queryIsRead();
    void bodyGoesBeforeQuery();
    void wrongFieldsArePointedAt_data();
    void wrongFieldsArePointedAt();
    void absentIsA400();
    void everythingIsToldAtOnce();
    void errorsHaveTheirStatus_data();
    void errorsHaveTheirStatus();
    void problemIsWritten();
};

void tst_RequestFields::bodyIsAnObject_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("status"); // 200: it is

    QTest::newRow("object") << QByteArray("{\"a\": 1}") << 200;
    QTest::newRow("nothing") << QByteArray() << 200;
    QTest::newRow("white space") << QByteArray(" \r\n") << 200;
    QTest::newRow("twice the same") << QByteArray("{\"a\":1,\"a\":2}") << 200;
    QTest::newRow("depth 64") << QByteArray("{\"a\":") + QByteArray("[").repeated(63)
            + QByteArray("]").repeated(63)
            + "}" << 200;
    QTest::newRow("brackets in a string") << "{\"a\":\"" + QByteArray("[\\\"").repeated(100) + "\"}" << 200;
    QTest::newRow("depth 65") << QByteArray("{\"a\":") + QByteArray("[").repeated(64)
            + QByteArray("]").repeated(64)
            + "}" << 400;
    QTest::newRow("100,000 brackets") << QByteArray("[").repeated(100'000) << 400;
    QTest::newRow("array") << QByteArray("[]") << 422;
    QTest::newRow("cut") << QByteArray("{\"a\":") << 400;
    QTest::newRow("single quotes") << QByteArray("{'a':1}") << 400;
    QTest::newRow("more behind") << QByteArray("{} {}") << 400;
    QTest::newRow("number") << QByteArray("1") << 400; // an "illegal value" to the parser
    QTest::newRow("NaN") << QByteArray("{\"a\":NaN}") << 400;
    QTest::newRow("comment") << QByteArray("{/**/}") << 400;
    QTest::newRow("comma at the end") << QByteArray("{\"a\":1,}") << 400;
    QTest::newRow("invalid UTF-8") << QByteArray("{\"a\":\"\xff\"}") << 400;
    QTest::newRow("form") << QByteArray("a=1&b=2") << 400;
}

void tst_RequestFields::bodyIsAnObject()
{
    QFETCH(QByteArray, body);
    const auto parsed = parseJsonObject(body);
    const auto *const problem = std::get_if<Problem>(&parsed);
    QTEST(problem ? problem->status : 200, "status");
    if (problem && problem->status == 422)
        QCOMPARE(problem->errors.front().pointer, QString());
}

void tst_RequestFields::positionIsTold_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("position");

    QTest::newRow("first line") << QByteArray("{\"a\": x}") << u"line 1, column 7, offset 6"_s;
    QTest::newRow("third line") << QByteArray("{\n  \"ü\": 1,\n  \"b\" 2\n}")
                                << u"line 3, column 8, offset 20"_s; // the parser points behind the 2
    QTest::newRow("too deep") << QByteArray("{\"a\":") + QByteArray("[").repeated(64)
                              << u"line 1, column 69, offset 68"_s;
}

void tst_RequestFields::positionIsTold()
{
    QFETCH(QByteArray, body);
    QFETCH(QString, position);
    const QString detail = std::get<Problem>(parseJsonObject(body)).detail;
    QVERIFY2(detail.contains(position), qPrintable(detail));
}

void tst_RequestFields::fieldsAreRead()
{
    RequestFields fields = RequestFields::fromBody(
        {.body =
             R"({"path":"/a","on":true,"ms":2000,"ms2":2e3,"half":0.5,"list":["a","b"],"nothing":null,"more":{}})"});
    QCOMPARE(fields.required(u"path"), u"/a"_s);
    QCOMPARE(fields.boolean(u"on"), true);
    QCOMPARE(fields.integer(u"ms", {.least = 2000, .most = 2000}), 2000);
    QCOMPARE(fields.integer(u"ms2"), 2000);
    QCOMPARE(fields.number(u"half"), 0.5);
    QCOMPARE(fields.strings(u"list"), (QStringList{u"a"_s, u"b"_s}));
    QCOMPARE(fields.string(u"nothing"), std::nullopt);
    QCOMPARE(fields.integer(u"absent"), std::nullopt);
    QVERIFY(!fields.problem());
}

void tst_RequestFields::queryIsRead()
{
    RequestFields fields = RequestFields::fromQuery(
        {.head = {.target = "/x?path=%2Fa%20b&on=true&ms=2000&list=a,b&plus=a+b&empty=&flag&path=/second"}});
    QCOMPARE(fields.required(u"path"), u"/a b"_s);
    QCOMPARE(fields.boolean(u"on"), true);
    QCOMPARE(fields.integer(u"ms"), 2000);
    QCOMPARE(fields.strings(u"list"), (QStringList{u"a"_s, u"b"_s}));
    QCOMPARE(fields.string(u"plus"), u"a b"_s);
    QCOMPARE(fields.string(u"empty"), QString());
    QVERIFY(fields.has(u"flag"));
    QVERIFY(!fields.problem());
    QCOMPARE(fields.integer(u"path"), std::nullopt);
    QCOMPARE(fields.problem()->status, 422);
}

void tst_RequestFields::bodyGoesBeforeQuery()
{
    HttpRequest request{.head = {.target = "/x?path=/query"}, .body = R"({"path":"/body"})"};
    QCOMPARE(RequestFields::fromBodyOrQuery(request).required(u"path"), u"/body"_s);
    request.body.clear();
    QCOMPARE(RequestFields::fromBodyOrQuery(request).required(u"path"), u"/query"_s);
}

void tst_RequestFields::wrongFieldsArePointedAt_data()
{
    QTest::addColumn<QByteArray>("json"); // of the member "a/b~"
    QTest::addColumn<QString>("type");
    QTest::addColumn<QString>("pointer");

    const QString self = u"/a~1b~0"_s;
    QTest::newRow("number for string") << QByteArray("1") << u"string"_s << self;
    QTest::newRow("list for string") << QByteArray("[]") << u"string"_s << self;
    QTest::newRow("NUL") << QByteArray("\"/a\\u0000b\"") << u"string"_s << self;
    QTest::newRow("lone surrogate") << QByteArray("\"\\ud800\"") << u"string"_s << self;
    QTest::newRow("string for bool") << QByteArray("\"true\"") << u"bool"_s << self;
    QTest::newRow("number for bool") << QByteArray("1") << u"bool"_s << self;
    QTest::newRow("string for integer") << QByteArray("\"5\"") << u"integer"_s << self;
    QTest::newRow("fraction") << QByteArray("5.5") << u"integer"_s << self;
    QTest::newRow("too large") << QByteArray("1e300") << u"integer"_s << self;
    QTest::newRow("just too large for 64 bits") << QByteArray("9223372036854775808") << u"integer"_s << self;
    QTest::newRow("below the range") << QByteArray("-1") << u"integer"_s << self;
    QTest::newRow("above the range") << QByteArray("101") << u"integer"_s << self;
    QTest::newRow("string for number") << QByteArray("\"0.5\"") << u"number"_s << self;
    QTest::newRow("string for list") << QByteArray("\"a\"") << u"strings"_s << self;
    QTest::newRow("number in list") << QByteArray("[\"a\",2]") << u"strings"_s << QString(self + u"/1");
}

void tst_RequestFields::wrongFieldsArePointedAt()
{
    QFETCH(QByteArray, json);
    QFETCH(QString, type);
    const QString name = u"a/b~"_s;
    RequestFields fields = RequestFields::fromBody({.body = "{\"a/b~\":" + json + "}"});
    if (type == u"string")
        QVERIFY(!fields.string(name));
    else if (type == u"bool")
        QVERIFY(!fields.boolean(name));
    else if (type == u"integer")
        QVERIFY(!fields.integer(name, {.least = 0, .most = 100}));
    else if (type == u"number")
        QVERIFY(!fields.number(name));
    else
        QVERIFY(!fields.strings(name));
    const auto problem = fields.problem();
    QVERIFY(problem);
    QCOMPARE(problem->status, 422);
    QTEST(problem->errors.front().pointer, "pointer");
}

void tst_RequestFields::absentIsA400()
{
    for (const char *body : {"", "{}", R"({"path":null})", R"({"path":""})"}) {
        RequestFields fields = RequestFields::fromBody({.body = body});
        QCOMPARE(fields.required(u"path"), QString());
        const auto problem = fields.problem();
        QVERIFY(problem);
        QCOMPARE(problem->status, 400);
        QCOMPARE(problem->detail, u"path is required"_s);
        QCOMPARE(problem->errors.front().pointer, u"/path"_s);
    }
}

void tst_RequestFields::everythingIsToldAtOnce()
{
    RequestFields fields = RequestFields::fromBody({.body = R"({"ms":"x"})"});
    (void)fields.required(u"path");
    (void)fields.integer(u"ms");
    fields.reject(u"glob", u"glob has no end"_s);
    const auto problem = fields.problem();
    QCOMPARE(problem->status, 422);
    QCOMPARE(problem->detail, u"path is required; ms must be a whole number; glob has no end"_s);
    QCOMPARE(problem->errors.size(), 3U);
}

void tst_RequestFields::errorsHaveTheirStatus_data()
{
    QTest::addColumn<int>("kind");
    QTest::addColumn<int>("status");

    QTest::newRow("not found") << int(Error::Kind::NotFound) << 404;
    QTest::newRow("denied") << int(Error::Kind::Denied) << 403;
    QTest::newRow("invalid") << int(Error::Kind::Invalid) << 400;
    QTest::newRow("conflict") << int(Error::Kind::Conflict) << 409;
    QTest::newRow("unavailable") << int(Error::Kind::Unavailable) << 503;
    QTest::newRow("cancelled") << int(Error::Kind::Cancelled) << 503;
    QTest::newRow("internal") << int(Error::Kind::Internal) << 500;
}

void tst_RequestFields::errorsHaveTheirStatus()
{
    QFETCH(int, kind);
    const Problem problem = Problem::of({static_cast<Error::Kind>(kind), u"because"_s});
    QTEST(problem.status, "status");
    QCOMPARE(problem.detail, u"because"_s);
    QCOMPARE(problem.headers == std::vector<HttpHeader>({{"Retry-After", "5"}}), problem.status == 503);
}

void tst_RequestFields::problemIsWritten()
{
    const Problem problem{.status = 422, .detail = u"no"_s, .errors = {{u"/a"_s, u"must be b"_s}}};
    const HttpResponse response = problem.toResponse("/projects");
    QCOMPARE(response.status, 422);
    QCOMPARE(response.contentType, "application/problem+json");
    const QJsonObject expected{
        {u"type"_s, u"about:blank"_s},
        {u"title"_s, u"Unprocessable Content"_s},
        {u"status"_s, 422},
        {u"detail"_s, u"no"_s},
        {u"error"_s, u"no"_s},
        {u"instance"_s, u"/projects"_s},
        {u"errors"_s, QJsonArray{QJsonObject{{u"pointer"_s, u"/a"_s}, {u"detail"_s, u"must be b"_s}}}}};
    QCOMPARE(QJsonDocument::fromJson(response.body).object(), expected);
}

} // namespace vectray

QTEST_APPLESS_MAIN(vectray::tst_RequestFields)
#include "tst_RequestFields.moc"
