#include "Guard.h"

#include <QTest>

namespace vectray {

namespace {

constexpr quint16 Port = 3030;

std::vector<HttpHeader> withHost(std::vector<HttpHeader> headers)
{
    headers.insert(headers.begin(), {"Host", "localhost:3030"});
    return headers;
}

int statusOf(const std::optional<Problem> &problem)
{
    return problem ? problem->status : 200;
}

} // namespace

class tst_Guard : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void hostIsOneOfOurNames_data();
    void hostIsOneOfOurNames();
    void hostNeedsNoPortOnPort80();
    void pagesOfOthersAreRefused_data();
    void pagesOfOthersAreRefused();
    void userOrTokenIsNeeded_data();
    void userOrTokenIsNeeded();
    void noTokenMeansNoToken();
    void bodiesAreJson_data();
    void bodiesAreJson();
    void firstReasonWins_data();
    void firstReasonWins();
    void rateIsLimited();
    void guessingAtTheTokenIsLimited();
    void tokenCanBeReplaced();
    void someRoutesAreForTheOwnerAlone();
    void otherNamesAreForOtherMachines_data();
    void otherNamesAreForOtherMachines();
};

void tst_Guard::hostIsOneOfOurNames_data()
{
    QTest::addColumn<QByteArray>("host");
    QTest::addColumn<int>("status");

    for (const char *host :
         {"localhost:3030", "127.0.0.1:3030", "[::1]:3030", "LOCALHOST:3030", "LocalHost:3030"})
        QTest::newRow(host) << QByteArray(host) << 200;
    for (const char *host : {"",
                             " ",
                             "localhost",
                             "127.0.0.1",
                             "[::1]",
                             "::1",
                             "::1:3030",
                             "localhost:80",
                             "localhost:3031",
                             "localhost:03030",
                             "localhost:+3030",
                             "localhost:3030 ",
                             "localhost: 3030",
                             "localhost:",
                             "localhost:3030:3030",
                             "localhost:30300",
                             "localhost:303",
                             "localhost.:3030",
                             ".localhost:3030",
                             "localhost.evil.com",
                             "localhost.evil.com:3030",
                             "evil.com",
                             "evil.com:3030",
                             "evil.com:80",
                             "evil.localhost:3030",
                             "localhost@evil.com:3030",
                             "evil.com@localhost:3030",
                             "user:pw@localhost:3030",
                             "0.0.0.0:3030",
                             "0:3030",
                             "127.1:3030",
                             "127.0.1:3030",
                             "127.0.0.2:3030",
                             "127.0.0.1.:3030",
                             "127.000.000.001:3030",
                             "0177.0.0.1:3030",
                             "0x7f000001:3030",
                             "2130706433:3030",
                             "[::]:3030",
                             "[::ffff:127.0.0.1]:3030",
                             "[::FFFF:7f00:1]:3030",
                             "[0:0:0:0:0:0:0:1]:3030",
                             "[::1%lo]:3030",
                             "[::1]",
                             "[::1:3030",
                             "::1]:3030",
                             "ip6-localhost:3030",
                             "localhost/:3030",
                             "localhost:3030/",
                             "http://localhost:3030",
                             "localhost\\:3030",
                             "localhost%00:3030",
                             "localhost,evil.com:3030",
                             "localhost:3030,evil.com",
                             "10.0.0.1:3030",
                             "192.168.1.1:3030",
                             "rebind.test:3030",
                             "host.docker.internal:3030",
                             "my-machine.local:3030",
                             "my-machine:3030",
                             "1ocalhost:3030",
                             "local\xc4\xa7ost:3030",
                             "null"})
        QTest::newRow(*host ? host : "empty") << QByteArray(host) << 421;
}

void tst_Guard::hostIsOneOfOurNames()
{
    QFETCH(QByteArray, host);
    Guard guard({.port = Port});
    const RequestHead head{.method = "GET", .target = "/", .headers = {{"Host", host}}};
    QTEST(statusOf(guard.check(head, {.sameUser = true}, Instant())), "status");
}

void tst_Guard::hostNeedsNoPortOnPort80()
{
    Guard guard({.port = 80});
    for (const char *host : {"localhost", "127.0.0.1", "[::1]", "localhost:80"}) {
        const RequestHead head{.method = "GET", .target = "/", .headers = {{"Host", host}}};
        QCOMPARE(statusOf(guard.check(head, {.sameUser = true}, Instant())), 200);
    }
}

void tst_Guard::pagesOfOthersAreRefused_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<int>("status");

    const auto row = [](const char *name, const char *value, int status) {
        QTest::addRow("%s: %s", name, value) << QByteArray(name) << QByteArray(value) << status;
    };
    row("Origin", "http://localhost:3030", 200);
    row("Origin", "http://127.0.0.1:3030", 200);
    row("Origin", "http://[::1]:3030", 200);
    row("origin", "HTTP://LOCALHOST:3030", 200);
    for (const char *origin : {"",
                               "null",
                               "http://localhost",
                               "http://localhost:3000",
                               "https://localhost:3030",
                               "http://localhost:3030/",
                               "http://evil.com",
                               "https://evil.com:3030",
                               "http://localhost:3030.evil.com",
                               "http://localhost.evil.com:3030",
                               "http://localhost:3030@evil.com",
                               "http://evil.com:3030",
                               "file://",
                               "app://vectray",
                               "localhost:3030",
                               "chrome-extension://abcdef",
                               "vscode-webview://abc",
                               "http://0.0.0.0:3030",
                               "ws://localhost:3030",
                               "http://localhost:3030 http://evil.com",
                               "http://127.1:3030"})
        row("Origin", origin, 403);
    row("Sec-Fetch-Site", "same-origin", 200);
    row("Sec-Fetch-Site", "none", 200);
    for (const char *site : {"", "cross-site", "same-site", "same-origin, cross-site", "anything"})
        row("Sec-Fetch-Site", site, 403);
    row("Referer", "http://localhost:3030/docs", 200);
    row("Referer", "http://127.0.0.1:3030", 200);
    row("Referer", "http://[::1]:3030/docs?x=http://evil.com", 200);
    for (const char *referer :
         {"", "http://evil.com/", "http://evil.com/http://localhost:3030/", "http://localhost:3030@evil.com/",
          "http://localhost:3030.evil.com/docs", "https://localhost:3030/", "http://localhost:3031/",
          "about:blank", "http://evil.com?http://localhost:3030/"})
        row("Referer", referer, 403);
}

void tst_Guard::pagesOfOthersAreRefused()
{
    QFETCH(QByteArray, name);
    QFETCH(QByteArray, value);
    Guard guard({.port = Port, .token = "token"});
    // Not even with the token: a browser would be lending it.
    const RequestHead head{.method = "GET",
                           .target = "/",
                           .headers = withHost({{name, value}, {"Authorization", "Bearer token"}})};
    QTEST(statusOf(guard.check(head, {.sameUser = true}, Instant())), "status");
    QTEST(statusOf(guard.check(head, {.openToAnyone = true}, Instant())), "status");
}

void tst_Guard::userOrTokenIsNeeded_data()
{
    QTest::addColumn<bool>("sameUser");
    QTest::addColumn<bool>("openToAnyone");
    QTest::addColumn<QByteArray>("credentials");
    QTest::addColumn<int>("status");

    QTest::newRow("our user") << true << false << QByteArray() << 200;
    QTest::newRow("a stranger") << false << false << QByteArray() << 401;
    QTest::newRow("a stranger asking for health") << false << true << QByteArray() << 200;
    QTest::newRow("a stranger with the token") << false << false << QByteArray("Bearer s3cret-token") << 200;
    QTest::newRow("scheme in lower case") << false << false << QByteArray("bearer s3cret-token") << 200;
    QTest::newRow("wrong token") << false << false << QByteArray("Bearer s3cret-tokem") << 401;
    QTest::newRow("too short") << false << false << QByteArray("Bearer s3cret-toke") << 401;
    QTest::newRow("too long") << false << false << QByteArray("Bearer s3cret-token1") << 401;
    QTest::newRow("no token") << false << false << QByteArray("Bearer ") << 401;
    QTest::newRow("another scheme") << false << false << QByteArray("Basic s3cret-token") << 401;
    QTest::newRow("no scheme") << false << false << QByteArray("s3cret-token") << 401;
}

void tst_Guard::userOrTokenIsNeeded()
{
    QFETCH(bool, sameUser);
    QFETCH(bool, openToAnyone);
    QFETCH(QByteArray, credentials);
    Guard guard({.port = Port, .token = "s3cret-token"});
    RequestHead head{.method = "GET", .target = "/", .headers = withHost({})};
    if (!credentials.isEmpty())
        head.headers.push_back({"Authorization", credentials});
    const auto problem = guard.check(head, {.sameUser = sameUser, .openToAnyone = openToAnyone}, Instant());
    QTEST(statusOf(problem), "status");
    if (problem)
        QVERIFY(problem->headers.front().name == "WWW-Authenticate");
}

void tst_Guard::noTokenMeansNoToken()
{
    Guard guard({.port = Port});
    for (const char *credentials : {"Bearer ", "Bearer", "Bearer  ", ""}) {
        const RequestHead head{
            .method = "GET", .target = "/", .headers = withHost({{"Authorization", credentials}})};
        QCOMPARE(statusOf(guard.check(head, {}, Instant())), 401);
    }
}

void tst_Guard::bodiesAreJson_data()
{
    QTest::addColumn<QByteArray>("length");
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<QByteArray>("coding");
    QTest::addColumn<int>("status");

    QTest::newRow("json") << QByteArray("2") << QByteArray("application/json") << QByteArray() << 200;
    QTest::newRow("upper case") << QByteArray("2") << QByteArray("Application/JSON") << QByteArray() << 200;
    QTest::newRow("utf-8") << QByteArray("2") << QByteArray("application/json; charset=\"UTF-8\"")
                           << QByteArray() << 200;
    QTest::newRow("latin 1") << QByteArray("2") << QByteArray("application/json;charset=latin1")
                             << QByteArray() << 415;
    QTest::newRow("form") << QByteArray("2") << QByteArray("application/x-www-form-urlencoded")
                          << QByteArray() << 415;
    QTest::newRow("text") << QByteArray("2") << QByteArray("text/plain") << QByteArray() << 415;
    QTest::newRow("multipart") << QByteArray("2") << QByteArray("multipart/form-data; boundary=x")
                               << QByteArray() << 415;
    QTest::newRow("disguised") << QByteArray("2") << QByteArray("text/plain; application/json")
                               << QByteArray() << 415;
    QTest::newRow("longer") << QByteArray("2") << QByteArray("application/jsonp") << QByteArray() << 415;
    QTest::newRow("none") << QByteArray("2") << QByteArray() << QByteArray() << 415;
    QTest::newRow("no body, no type") << QByteArray("0") << QByteArray() << QByteArray() << 200;
    QTest::newRow("gzip") << QByteArray("2") << QByteArray("application/json") << QByteArray("gzip") << 415;
    QTest::newRow("identity") << QByteArray("2") << QByteArray("application/json") << QByteArray("identity")
                              << 200;
}

void tst_Guard::bodiesAreJson()
{
    QFETCH(QByteArray, length);
    QFETCH(QByteArray, type);
    QFETCH(QByteArray, coding);
    Guard guard({.port = Port});
    for (const char *method : {"POST", "PUT", "PATCH", "DELETE", "GET"}) {
        RequestHead head{.method = method, .target = "/", .headers = withHost({{"Content-Length", length}})};
        if (!type.isEmpty())
            head.headers.push_back({"Content-Type", type});
        if (!coding.isEmpty())
            head.headers.push_back({"Content-Encoding", coding});
        QTEST(statusOf(guard.check(head, {.sameUser = true}, Instant())), "status");
    }
}

void tst_Guard::firstReasonWins_data()
{
    QTest::addColumn<QByteArray>("host");
    QTest::addColumn<QByteArray>("origin");
    QTest::addColumn<bool>("sameUser");
    QTest::addColumn<bool>("rightMethod");
    QTest::addColumn<int>("status");

    QTest::newRow("all wrong") << QByteArray("evil.com") << QByteArray("http://evil.com") << false << false
                               << 421;
    QTest::newRow("host right") << QByteArray("localhost:3030") << QByteArray("http://evil.com") << false
                                << false << 403;
    QTest::newRow("origin right") << QByteArray("localhost:3030") << QByteArray("http://localhost:3030")
                                  << false << false << 401;
    QTest::newRow("user right") << QByteArray("localhost:3030") << QByteArray("http://localhost:3030") << true
                                << false << 405;
    QTest::newRow("method right") << QByteArray("localhost:3030") << QByteArray("http://localhost:3030")
                                  << true << true << 415;
}

void tst_Guard::firstReasonWins()
{
    QFETCH(QByteArray, host);
    QFETCH(QByteArray, origin);
    QFETCH(bool, sameUser);
    QFETCH(bool, rightMethod);
    Guard guard({.port = Port});
    const RequestHead head{.method = "POST",
                           .target = "/",
                           .headers = {{"Host", host}, {"Origin", origin}, {"Content-Length", "3"}}};
    const RequestFacts facts{.sameUser = sameUser,
                             .allowedMethods =
                                 rightMethod ? QByteArrayList() : QByteArrayList{"GET", "HEAD"}};
    const auto problem = guard.check(head, facts, Instant());
    QTEST(statusOf(problem), "status");
    if (problem->status == 405)
        QVERIFY((problem->headers.front() == HttpHeader{"Allow", "GET, HEAD"}));
}

void tst_Guard::rateIsLimited()
{
    using namespace std::chrono_literals;
    Guard guard({.port = Port, .requestsPerSecond = 10, .requestBurst = 3});
    const RequestHead head{.method = "GET", .target = "/", .headers = withHost({})};
    const Instant start = Instant() + 1h;
    const auto statusAt = [&](Instant now) { return statusOf(guard.check(head, {.sameUser = true}, now)); };
    for (int i = 0; i < 3; ++i)
        QCOMPARE(statusAt(start), 200);
    QCOMPARE(statusAt(start), 429);
    QCOMPARE(statusAt(start + 99ms), 429);
    QCOMPARE(statusAt(start + 110ms), 200);
    QCOMPARE(statusAt(start + 111ms), 429);
    for (int i = 0; i < 3; ++i) // a long silence fills no more than the burst
        QCOMPARE(statusAt(start + 1h), 200);
    QCOMPARE(statusAt(start + 1h), 429);
}

void tst_Guard::guessingAtTheTokenIsLimited()
{
    using namespace std::chrono_literals;
    Guard guard({.port = Port, .token = "s3cret-token"});
    const Instant start = Instant() + 1h;
    const auto statusOfToken = [&](const QByteArray &token, Instant now) {
        const RequestHead head{
            .method = "GET", .target = "/", .headers = withHost({{"Authorization", "Bearer " + token}})};
        return statusOf(guard.check(head, {}, now));
    };
    for (int i = 0; i < 100; ++i)
        QCOMPARE(statusOfToken("s3cret-token", start), 200); // who knows it needs no guesses
    for (int i = 0; i < 10; ++i)
        QCOMPARE(statusOfToken("guess " + QByteArray::number(i), start), 401);
    QCOMPARE(statusOfToken("guess", start), 429);
    QCOMPARE(statusOfToken("s3cret-token", start), 429); // or an answer would tell that it was right
    const RequestHead ours{.method = "GET", .target = "/", .headers = withHost({{"Authorization", "Bearer x"}})};
    QCOMPARE(statusOf(guard.check(ours, {.sameUser = true}, start)), 200);
    QCOMPARE(statusOfToken("s3cret-token", start + 7s), 200);
}

void tst_Guard::tokenCanBeReplaced()
{
    Guard guard({.port = Port, .token = "old"});
    const auto statusOfToken = [&](const QByteArray &token) {
        const RequestHead head{
            .method = "GET", .target = "/", .headers = withHost({{"Authorization", "Bearer " + token}})};
        return statusOf(guard.check(head, {}, Instant()));
    };
    QCOMPARE(statusOfToken("old"), 200);
    guard.setToken("new");
    QCOMPARE(statusOfToken("old"), 401);
    QCOMPARE(statusOfToken("new"), 200);
}

void tst_Guard::someRoutesAreForTheOwnerAlone()
{
    Guard guard({.port = Port, .token = "t"});
    const RequestHead head{.method = "POST", .target = "/", .headers = withHost({{"Authorization", "Bearer t"}})};
    QCOMPARE(statusOf(guard.check(head, {.sameUser = true, .ownerOnly = true}, Instant())), 200);
    QCOMPARE(statusOf(guard.check(head, {.sameUser = false, .ownerOnly = true}, Instant())), 403);
}

void tst_Guard::otherNamesAreForOtherMachines_data()
{
    QTest::addColumn<QByteArray>("host");
    QTest::addColumn<QByteArray>("origin");
    QTest::addColumn<int>("status");

    const auto row = [](const char *host, const char *origin, int status) {
        QTest::addRow("%s from %s", host, origin) << QByteArray(host) << QByteArray(origin) << status;
    };
    row("desk.test:3443", "", 200);
    row("DESK.test:3443", "https://desk.test:3443", 200);
    row("[2001:db8::1]:3443", "https://[2001:db8::1]:3443", 200);
    row("desk.test", "", 421);
    row("desk.test:443", "", 421);
    row("localhost:3443", "", 421);
    row("127.0.0.1:3443", "", 421);
    row("evil.test:3443", "", 421);
    row("desk.test:3443", "http://desk.test:3443", 403);
    row("desk.test:3443", "https://desk.test", 403);
    row("desk.test:3443", "https://evil.test:3443", 403);
    row("desk.test:3443", "null", 403);
}

void tst_Guard::otherNamesAreForOtherMachines()
{
    QFETCH(QByteArray, host);
    QFETCH(QByteArray, origin);
    Guard guard({.port = 3443, .scheme = "https", .hosts = {"desk.test", "[2001:db8::1]"}, .token = "t"});
    RequestHead head{.method = "GET", .target = "/", .headers = {{"Host", host}, {"Authorization", "Bearer t"}}};
    if (!origin.isEmpty())
        head.headers.push_back({"Origin", origin});
    QTEST(statusOf(guard.check(head, {}, Instant())), "status");
}

} // namespace vectray

QTEST_APPLESS_MAIN(vectray::tst_Guard)
#include "tst_Guard.moc"
