#include "RawClient.h"
#include "TestServer.h"

#include <QElapsedTimer>

#include <sys/resource.h>
#include <unistd.h>

namespace vectray {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

class tst_HttpLimits : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void headIsLimited_data();
    void headIsLimited();
    void bodyIsLimited_data();
    void bodyIsLimited();
    void refusedClientMayReadWhy();
    void slowHeadEnds();
    void slowBodyEnds();
    void silentConnectionEnds();
    void idleConnectionEnds();
    void steadyConnectionStays();
    void clientThatDoesNotReadIsNotReadFrom();
    void clientThatDoesNotReadIsCutOff();
    void connectionsAreLimited();
    void recoversFromWantOfDescriptors();
    void floodOfRequestsLetsOthersThrough();
    void rateIsLimited();
    void streamIsCutWhenItIsNotRead();
    void streamReachesTheClient_data();
    void streamReachesTheClient();
};

void tst_HttpLimits::headIsLimited_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("status");

    const QByteArray host = "Host: localhost:PORT\r\n";
    const auto line = [&](qsizetype size) -> QByteArray {
        const QByteArray rest = "GET / HTTP/1.1\r\n";
        return "GET /" + QByteArray(size - rest.size(), 'a') + " HTTP/1.1\r\n" + host + "\r\n";
    };
    QTest::newRow("line of 8 KiB") << line(8192) << 404;
    QTest::newRow("one more") << line(8193) << 414;
    QTest::newRow("line without end") << "GET /" + QByteArray(10'000, 'a') << 414;
    const QByteArray start = "GET /health HTTP/1.1\r\n" + host;
    // A port has five digits here, PORT has four letters.
    const auto head = [&](qsizetype size) -> QByteArray {
        return start + "X: " + QByteArray(size - start.size() - 8, 'a') + "\r\n\r\n";
    };
    QTest::newRow("head of 32 KiB") << head(32 * 1024) << 200;
    QTest::newRow("one byte more") << head(32 * 1024 + 1) << 431;
    QTest::newRow("header without end") << start + "X: " + QByteArray(40'000, 'a') << 431;
    QTest::newRow("100 headers") << start + QByteArray("X: a\r\n").repeated(99) + "\r\n" << 200;
    QTest::newRow("101 headers") << start + QByteArray("X: a\r\n").repeated(100) + "\r\n" << 431;
    QTest::newRow("headers without end") << start + QByteArray("X: a\r\n").repeated(5000) << 431;
    QTest::newRow("65 MB of headers")
        << start + QByteArray("X: aaaaaaaaaaaaaaa\r\n").repeated(3'250'000) << 431;
}

void tst_HttpLimits::headIsLimited()
{
    QFETCH(QByteArray, bytes);
    TestServer server;
    QVERIFY(server->listen(0));
    QVERIFY(server->port() >= 10'000); // five digits, for the sizes in the table
    RawClient client(server->port());
    client.send(bytes.replace("PORT", QByteArray::number(server->port())));
    const auto response = client.next();
    QVERIFY(response);
    QTEST(response->status, "status");
    if (response->status == 414 || response->status == 431)
        QVERIFY(client.waitForClosed());
}

void tst_HttpLimits::bodyIsLimited_data()
{
    QTest::addColumn<QByteArray>("headers");
    QTest::addColumn<QByteArray>("body");

    const QByteArray tenMegabytes(10 * 1024 * 1024, 'x');
    QTest::newRow("length") << QByteArray("Content-Length: 10485760\r\n") << tenMegabytes;
    QTest::newRow("one byte more") << QByteArray("Content-Length: 1048577\r\n") << QByteArray(1048577, 'x');
    QTest::newRow("a terabyte announced") << QByteArray("Content-Length: 1099511627776\r\n") << tenMegabytes;
    QTest::newRow("one chunk") << QByteArray("Transfer-Encoding: chunked\r\n") << "A00000\r\n" + tenMegabytes;
    QTest::newRow("many chunks") << QByteArray("Transfer-Encoding: chunked\r\n")
                                 << QByteArray("400\r\n" + QByteArray(1024, 'x') + "\r\n").repeated(2000);
    QTest::newRow("more frames than body")
        << QByteArray("Transfer-Encoding: chunked\r\n")
        << QByteArray("1;x=\"" + QByteArray(1000, 'x') + "\"\r\ny\r\n").repeated(20'000);
}

void tst_HttpLimits::bodyIsLimited()
{
    QFETCH(QByteArray, headers);
    QFETCH(QByteArray, body);
    TestServer server({.limits = {.lingerTime = 100ms}});
    QVERIFY(server->listen(0));
    RawClient client(server->port());
    client.send(request(server->port(), "POST /echo", headers + "Content-Type: application/json\r\n") + body);
    const auto response = client.next();
    QVERIFY(response);
    QCOMPARE(response->status, 413);
    QVERIFY(client.waitForClosed());
    QCOMPARE(server.handled, 0);
}

void tst_HttpLimits::refusedClientMayReadWhy()
{
    TestServer server;
    QVERIFY(server->listen(0));
    RawClient client(server->port());
    client.send(
        request(server->port(), "POST /echo", "Content-Length: 500000\r\nContent-Type: text/plain\r\n"));
    // As most clients do it: all of the body first, and then a look at the answer.
    for (int i = 0; i < 50; ++i) {
        client.send(QByteArray(10'000, 'x'));
        QCoreApplication::processEvents();
    }
    QCOMPARE(client.next()->status, 415);
}

void tst_HttpLimits::slowHeadEnds()
{
    TestServer server({.limits = {.headTime = 100ms}});
    QVERIFY(server->listen(0));
    RawClient slow(server->port());
    RawClient other(server->port());
    QElapsedTimer clock;
    clock.start();
    slow.send("GET /health HTTP/1.1\r\nX: ");
    std::optional<RawResponse> response;
    while (!response && clock.elapsed() < 5000) {
        slow.send("a"); // never silent for long
        response = slow.next(false, 5);
    }
    QVERIFY(response);
    QCOMPARE(response->status, 408);
    QVERIFY(clock.elapsed() >= 100);
    QVERIFY(slow.waitForClosed());
}

void tst_HttpLimits::slowBodyEnds()
{
    TestServer server({.limits = {.bodyTime = 100ms}});
    QVERIFY(server->listen(0));
    RawClient slow(server->port());
    slow.send(request(server->port(), "POST /echo",
                      "Content-Length: 100000\r\nContent-Type: application/json\r\n"));
    std::optional<RawResponse> response;
    for (int i = 0; i < 1000 && !response; ++i) {
        slow.send("a");
        response = slow.next(false, 5);
    }
    QCOMPARE(response->status, 408);
    QVERIFY(slow.waitForClosed());
    QCOMPARE(server.handled, 0);
}

void tst_HttpLimits::silentConnectionEnds()
{
    TestServer server({.limits = {.headTime = 50ms}});
    QVERIFY(server->listen(0));
    RawClient client(server->port());
    QVERIFY(client.waitForClosed());
    QCOMPARE(client.rest(), ""); // it asked nothing, so it gets no answer
}

void tst_HttpLimits::idleConnectionEnds()
{
    TestServer server({.limits = {.idleTime = 50ms}});
    QVERIFY(server->listen(0));
    RawClient client(server->port());
    client.send(request(server->port(), "GET /health"));
    QCOMPARE(client.next()->status, 200);
    QVERIFY(client.waitForClosed());
    QCOMPARE(client.rest(), "");
}

void tst_HttpLimits::steadyConnectionStays()
{
    TestServer server({.limits = {.headTime = 400ms, .idleTime = 400ms}});
    QVERIFY(server->listen(0));
    RawClient client(server->port());
    QElapsedTimer clock;
    clock.start();
    while (clock.elapsed() < 1200) {
        client.send(request(server->port(), "GET /health"));
        const auto response = client.next();
        QVERIFY(response);
        QCOMPARE(response->status, 200);
    }
}

void tst_HttpLimits::clientThatDoesNotReadIsNotReadFrom()
{
    TestServer server({.limits = {.backlogBytes = 100'000}});
    int answered = 0;
    server->router().add("GET", "/large", [&](const HttpRequest &, const Reply &reply) {
        ++answered;
        reply.send(HttpResponse::text(QByteArray(100'000, 'x')));
    });
    QVERIFY(server->listen(0));
    RawClient client(server->port());
    client.socket().setReadBufferSize(1000);
    constexpr int Requests = 400; // 40 MB of answers
    client.send(request(server->port(), "GET /large").repeated(Requests));
    RawClient other(server->port());
    for (int i = 0; i < 50; ++i) {
        other.send(request(server->port(), "GET /health"));
        QCOMPARE(other.next()->status, 200);
    }
    QVERIFY2(answered < Requests / 2,
             qPrintable(QString::number(answered))); // the kernel takes some megabytes
    client.socket().setReadBufferSize(0);
    for (int i = 0; i < Requests; ++i)
        QCOMPARE(client.next()->body.size(), 100'000);
}

void tst_HttpLimits::clientThatDoesNotReadIsCutOff()
{
    TestServer server({.limits = {.idleTime = 100ms}});
    server->router().add("GET", "/large", [&](const HttpRequest &, const Reply &reply) {
        reply.send(HttpResponse::text(QByteArray(20'000'000, 'x')));
    });
    QVERIFY(server->listen(0));
    RawClient client(server->port());
    client.socket().setReadBufferSize(1000);
    client.send(request(server->port(), "GET /large"));
    QTRY_COMPARE(server->connectionCount(), 1);
    QTRY_COMPARE(server->connectionCount(), 0);
}

void tst_HttpLimits::connectionsAreLimited()
{
    TestServer server({.limits = {.connections = 5}});
    QVERIFY(server->listen(0));
    std::vector<std::unique_ptr<RawClient>> clients;
    for (int i = 0; i < 5; ++i) {
        clients.push_back(std::make_unique<RawClient>(server->port()));
        clients.back()->send(request(server->port(), "GET /health"));
        QCOMPARE(clients.back()->next()->status, 200);
    }
    for (int i = 0; i < 20; ++i) {
        RawClient tooMany(server->port());
        tooMany.send(request(server->port(), "GET /health"));
        const auto response = tooMany.next();
        QVERIFY(response);
        QCOMPARE(response->status, 503);
        QCOMPARE(response->header("Retry-After"), "1");
        QVERIFY(tooMany.waitForClosed());
    }
    clients.pop_back();
    QTRY_COMPARE(server->connectionCount(), 4);
    RawClient next(server->port());
    next.send(request(server->port(), "GET /health"));
    QCOMPARE(next.next()->status, 200);
}

void tst_HttpLimits::recoversFromWantOfDescriptors()
{
    TestServer server({.limits = {.lingerTime = 50ms}});
    QVERIFY(server->listen(0));
    rlimit before{};
    QCOMPARE(::getrlimit(RLIMIT_NOFILE, &before), 0);
    RawClient client(server->port());
    RawClient waiting(server->port()); // in the kernel's queue
    const int next = ::dup(0);
    ::close(next);
    const rlimit few{.rlim_cur = rlim_t(next), .rlim_max = before.rlim_max};
    QCOMPARE(::setrlimit(RLIMIT_NOFILE, &few), 0);
    for (int turn = 0; turn < 100; ++turn) // both listeners fail in these, and may try again
        QCoreApplication::processEvents(QEventLoop::AllEvents, 1);
    QCOMPARE(server->connectionCount(), 0);
    QCOMPARE(::setrlimit(RLIMIT_NOFILE, &before), 0);
    client.send(request(server->port(), "GET /health"));
    QCOMPARE(client.next()->status, 200);
    waiting.send(request(server->port(), "GET /health"));
    QCOMPARE(waiting.next()->status, 200);
}

void tst_HttpLimits::floodOfRequestsLetsOthersThrough()
{
    TestServer server;
    int flood = 0;
    server->router().add("GET", "/flood", [&](const HttpRequest &, const Reply &reply) {
        ++flood;
        reply.send(HttpResponse::text({}));
    });
    QVERIFY(server->listen(0));
    RawClient flooder(server->port());
    constexpr int Requests = 20'000;
    flooder.send(request(server->port(), "GET /flood").repeated(Requests));
    RawClient other(server->port());
    other.send(request(server->port(), "GET /health"));
    QCOMPARE(other.next()->status, 200);
    QVERIFY2(flood < Requests / 2, qPrintable(QString::number(flood)));
    QTRY_COMPARE_WITH_TIMEOUT((flooder.rest(), flood), Requests, 20'000);
}

void tst_HttpLimits::rateIsLimited()
{
    TestServer server({.limits = {.requestsPerSecond = 1, .requestBurst = 10}});
    QVERIFY(server->listen(0));
    RawClient client(server->port());
    client.send(request(server->port(), "GET /health").repeated(12));
    for (int i = 0; i < 10; ++i)
        QCOMPARE(client.next()->status, 200);
    const auto response = client.next();
    QCOMPARE(response->status, 429);
    QCOMPARE(response->header("Retry-After"), "1");
}

void tst_HttpLimits::streamIsCutWhenItIsNotRead()
{
    TestServer server({.limits = {.backlogBytes = 100'000}});
    QVERIFY(server->listen(0));
    RawClient client(server->port());
    client.socket().setReadBufferSize(1000);
    client.send(request(server->port(), "GET /later"));
    QTRY_COMPARE(server.replies.size(), 1U);
    const ResponseStream stream = server.replies[0].stream({.contentType = "text/plain"});
    QVERIFY(stream.isOpen());
    for (int i = 0; i < 10'000 && stream.isOpen(); ++i) { // 100 MB
        stream.write(QByteArray(10'000, 'x'));
        QVERIFY(stream.backlog() <= 110'000);
        QCoreApplication::processEvents();
    }
    QVERIFY(!stream.isOpen());
    QTRY_COMPARE(server->connectionCount(), 0);
    stream.write("after the end");
    stream.end();
}

void tst_HttpLimits::streamReachesTheClient_data()
{
    QTest::addColumn<QByteArray>("version");
    QTest::addColumn<QByteArray>("wire");

    QTest::newRow("1.1") << QByteArray("HTTP/1.1") << QByteArray("5\r\nhello\r\n6\r\n world\r\n0\r\n\r\n");
    QTest::newRow("1.0") << QByteArray("HTTP/1.0") << QByteArray("hello world");
}

void tst_HttpLimits::streamReachesTheClient()
{
    QFETCH(QByteArray, version);
    TestServer server;
    QVERIFY(server->listen(0));
    RawClient client(server->port());
    client.send("GET /later " + version + "\r\nHost: localhost:" + QByteArray::number(server->port())
                + "\r\n\r\n");
    QTRY_COMPARE(server.replies.size(), 1U);
    const ResponseStream stream = server.replies[0].stream({.contentType = "text/plain"});
    const auto head = client.next(true);
    QCOMPARE(head->status, 200);
    QCOMPARE(head->header("Content-Type"), "text/plain");
    stream.write("hello");
    QTRY_VERIFY(client.rest().contains("hello"));
    stream.write(" world");
    stream.end();
    QVERIFY(client.waitForClosed());
    QTEST(client.rest(), "wire");
}

} // namespace vectray

QTEST_GUILESS_MAIN(vectray::tst_HttpLimits)
#include "tst_HttpLimits.moc"
