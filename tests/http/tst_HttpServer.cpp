#include "RawClient.h"
#include "TestServer.h"

#include <QFutureInterface>
#include <QJsonDocument>
#include <QPromise>
#include <QTcpServer>

#include <thread>

namespace vectray {

using namespace Qt::Literals::StringLiterals;

class tst_HttpServer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void answersOnBothLoopbackAddresses();
    void everyAnswerHasTheSecurityHeaders_data();
    void everyAnswerHasTheSecurityHeaders();
    void keepsTheConnection();
    void pipelinedAnswersAreInOrder();
    void closesWhenAsked_data();
    void closesWhenAsked();
    void headHasNoBody();
    void bodyComesInOnePieceOrMany_data();
    void bodyComesInOnePieceOrMany();
    void expectationIsAnswered();
    void expectationIsNotAnsweredWhenRefused();
    void clientLeavesDuringAnAnswer();
    void serverGoesDuringAnAnswer();
    void replyCanBeSentFromAnotherThread();
    void droppedReplyIsA500();
    void secondAnswerIsIgnored();
    void futureIsFollowed();
    void cancelledFutureIsA503();
    void wrongMethodNamesTheRightOnes();
    void unknownPathIsA404();
    void segmentsAreDecoded_data();
    void segmentsAreDecoded();
    void routeAndStatusAreReported();
    void portTakenNamesTheOwner();
    void takesAPortAgainAtOnce();
    void lineBreakBetweenRequestsMayComeInHalves();
    void sleepsWhileNobodyIsConnected();
};

void tst_HttpServer::answersOnBothLoopbackAddresses()
{
    TestServer server;
    QVERIFY(server->listen(0));
    for (const auto address : {QHostAddress::LocalHost, QHostAddress::LocalHostIPv6}) {
        RawClient client(server->port(), QHostAddress(address));
        if (address == QHostAddress::LocalHostIPv6
            && client.socket().state() != QAbstractSocket::ConnectedState)
            QSKIP("this machine has no IPv6");
        client.send(request(server->port(), "GET /private"));
        const auto response = client.next();
        QVERIFY(response);
        QCOMPARE(response->status, 200);
        QCOMPARE(response->body, "private");
    }
}

void tst_HttpServer::everyAnswerHasTheSecurityHeaders_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("status");

    QTest::newRow("200") << QByteArray("GET /health HTTP/1.1\r\nHost: localhost:PORT\r\n\r\n") << 200;
    QTest::newRow("400") << QByteArray("GET /health HTTP/1.1\r\n\r\n") << 400;
    QTest::newRow("403") << QByteArray(
        "GET /health HTTP/1.1\r\nHost: localhost:PORT\r\nOrigin: http://evil.com\r\n\r\n")
                         << 403;
    QTest::newRow("404") << QByteArray("GET /nothing HTTP/1.1\r\nHost: localhost:PORT\r\n\r\n") << 404;
    QTest::newRow("405") << QByteArray("OPTIONS /health HTTP/1.1\r\nHost: localhost:PORT\r\n\r\n") << 405;
    QTest::newRow("421") << QByteArray("GET /health HTTP/1.1\r\nHost: evil.com\r\n\r\n") << 421;
    QTest::newRow("505") << QByteArray("GET /health HTTP/2.0\r\nHost: localhost:PORT\r\n\r\n") << 505;
}

void tst_HttpServer::everyAnswerHasTheSecurityHeaders()
{
    QFETCH(QByteArray, bytes);
    TestServer server;
    QVERIFY(server->listen(0));
    RawClient client(server->port());
    client.send(bytes.replace("PORT", QByteArray::number(server->port())));
    const auto response = client.next();
    QVERIFY(response);
    QTEST(response->status, "status");
    QCOMPARE(response->header("X-Content-Type-Options"), "nosniff");
    QCOMPARE(response->header("Cache-Control"), "no-store");
    QCOMPARE(response->header("Cross-Origin-Resource-Policy"), "same-origin");
    QCOMPARE(response->header("Referrer-Policy"), "no-referrer");
    QVERIFY(response->header("Content-Security-Policy").startsWith("default-src 'none'"));
    QVERIFY(!response->header("Date").isEmpty());
    QVERIFY(response->header("Server").isEmpty());
    QVERIFY(!response->head.contains("Access-Control"));
    if (response->status == 200)
        return;
    QCOMPARE(response->header("Content-Type"), "application/problem+json");
    const QJsonObject problem = QJsonDocument::fromJson(response->body).object();
    QCOMPARE(problem[u"status"].toInt(), response->status);
    QCOMPARE(problem[u"type"].toString(), u"about:blank"_s);
    QVERIFY(!problem[u"title"].toString().isEmpty());
    QVERIFY(!problem[u"detail"].toString().isEmpty());
    QCOMPARE(problem[u"error"], problem[u"detail"]);
}

void tst_HttpServer::keepsTheConnection()
{
    TestServer server;
    QVERIFY(server->listen(0));
    RawClient client(server->port());
    for (int i = 0; i < 50; ++i) {
        client.send(request(server->port(), "GET /echo/" + QByteArray::number(i)));
        const auto response = client.next();
        QVERIFY(response);
        QCOMPARE(response->body, QByteArray::number(i));
    }
    QCOMPARE(server->connectionCount(), 1);
    client.send(request(server->port(), "GET /nothing")); // a refusal without a body is no reason to part
    QCOMPARE(client.next()->status, 404);
    client.send(request(server->port(), "GET /health"));
    QCOMPARE(client.next()->status, 200);
}

void tst_HttpServer::pipelinedAnswersAreInOrder()
{
    TestServer server;
    QVERIFY(server->listen(0));
    const quint16 port = server->port();
    RawClient client(port);
    QByteArray requests = request(port, "GET /later");
    for (int i = 0; i < 300; ++i)
        requests += request(port, "GET /echo/" + QByteArray::number(i));
    requests += request(port, "GET /later") + request(port, "GET /echo/last");
    client.send(requests);
    QTRY_COMPARE(server.replies.size(), 1U);
    QVERIFY(!client.next(false, 50)); // nothing overtakes
    server.replies[0].send(HttpResponse::text("first"));
    QCOMPARE(client.next()->body, "first");
    for (int i = 0; i < 300; ++i)
        QCOMPARE(client.next()->body, QByteArray::number(i));
    QTRY_COMPARE(server.replies.size(), 2U);
    server.replies[1].send(HttpResponse::text("late"));
    QCOMPARE(client.next()->body, "late");
    QCOMPARE(client.next()->body, "last");
}

void tst_HttpServer::closesWhenAsked_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<bool>("closes");
    QTest::addColumn<QByteArray>("connection");

    QTest::newRow("1.1") << QByteArray("GET /health HTTP/1.1\r\nHost: localhost:PORT\r\n\r\n") << false
                         << QByteArray();
    QTest::newRow("1.1 close") << QByteArray(
        "GET /health HTTP/1.1\r\nHost: localhost:PORT\r\nConnection: close\r\n\r\n")
                               << true << QByteArray("close");
    QTest::newRow("1.1 Close among others")
        << QByteArray("GET /health HTTP/1.1\r\nHost: localhost:PORT\r\nConnection: te, Close\r\n\r\n") << true
        << QByteArray("close");
    QTest::newRow("1.0") << QByteArray("GET /health HTTP/1.0\r\nHost: localhost:PORT\r\n\r\n") << true
                         << QByteArray("close");
    QTest::newRow("1.0 without a host")
        << QByteArray("GET /health HTTP/1.0\r\n\r\n") << true << QByteArray("close");
    QTest::newRow("1.0 keep-alive") << QByteArray(
        "GET /health HTTP/1.0\r\nHost: localhost:PORT\r\nConnection: Keep-Alive\r\n\r\n")
                                    << false << QByteArray("keep-alive");
}

void tst_HttpServer::closesWhenAsked()
{
    QFETCH(QByteArray, bytes);
    QFETCH(bool, closes);
    TestServer server;
    QVERIFY(server->listen(0));
    RawClient client(server->port());
    client.send(bytes.replace("PORT", QByteArray::number(server->port())));
    const auto response = client.next();
    QCOMPARE(response->status, 200);
    QTEST(response->header("Connection"), "connection");
    if (closes)
        QVERIFY(client.waitForClosed());
    else
        QVERIFY(!client.waitForClosed(50));
}

void tst_HttpServer::headHasNoBody()
{
    TestServer server;
    QVERIFY(server->listen(0));
    RawClient client(server->port());
    client.send(request(server->port(), "HEAD /private") + request(server->port(), "GET /private"));
    const auto head = client.next(true);
    QCOMPARE(head->status, 200);
    QCOMPARE(head->header("Content-Length"), "7");
    QCOMPARE(client.next()->body, "private");
}

void tst_HttpServer::bodyComesInOnePieceOrMany_data()
{
    QTest::addColumn<QByteArray>("headers");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("echo");

    const QByteArray large(1024 * 1024, 'x');
    QTest::newRow("length") << QByteArray("Content-Length: 5\r\n") << QByteArray("hello")
                            << QByteArray("hello");
    QTest::newRow("a megabyte") << QByteArray("Content-Length: 1048576\r\n") << large << large;
    QTest::newRow("chunks") << QByteArray("Transfer-Encoding: chunked\r\n")
                            << QByteArray("5\r\nhello\r\n6\r\n world\r\n0\r\n\r\n")
                            << QByteArray("hello world");
    QTest::newRow("a trailer is left out")
        << QByteArray("Transfer-Encoding: Chunked\r\n")
        << QByteArray("5;x=1\r\nhello\r\n0\r\nHost: evil.com\r\n\r\n") << QByteArray("hello");
    QTest::newRow("a quoted extension")
        << QByteArray("Transfer-Encoding: chunked\r\n")
        << QByteArray("5;x=\"y;\\\"z\"\r\nhello\r\n00;a=\"b\"\r\n\r\n") << QByteArray("hello");
    QTest::newRow("a chunk of a megabyte")
        << QByteArray("Transfer-Encoding: chunked\r\n") << "100000\r\n" + large + "\r\n0\r\n\r\n"
        << large;
}

void tst_HttpServer::bodyComesInOnePieceOrMany()
{
    QFETCH(QByteArray, headers);
    QFETCH(QByteArray, body);
    TestServer server;
    QVERIFY(server->listen(0));
    const quint16 port = server->port();
    const QByteArray bytes = request(port, "POST /echo", headers + "Content-Type: application/json\r\n")
        + body + request(port, "GET /health");
    RawClient whole(port);
    whole.send(bytes);
    QTEST(whole.next()->body, "echo");
    QCOMPARE(whole.next()->status, 200);
    if (bytes.size() > 1000)
        return;
    RawClient pieces(port);
    for (const char c : bytes) {
        pieces.send(QByteArray(1, c));
        QCoreApplication::processEvents();
    }
    QTEST(pieces.next()->body, "echo");
    QCOMPARE(pieces.next()->status, 200);
}

void tst_HttpServer::expectationIsAnswered()
{
    TestServer server;
    QVERIFY(server->listen(0));
    RawClient client(server->port());
    client.send(request(server->port(), "POST /echo",
                        "Content-Type: application/json\r\nContent-Length: 5\r\nExpect: 100-continue\r\n"));
    QCOMPARE(client.next()->status, 100);
    QCOMPARE(server.handled, 0);
    client.send("hello");
    QCOMPARE(client.next()->body, "hello");
}

void tst_HttpServer::expectationIsNotAnsweredWhenRefused()
{
    TestServer server;
    QVERIFY(server->listen(0));
    RawClient client(server->port());
    client.send(request(server->port(), "POST /echo",
                        "Content-Type: text/plain\r\nContent-Length: 5\r\nExpect: 100-continue\r\n"));
    QCOMPARE(client.next()->status, 415);
    QVERIFY(client.waitForClosed());
    QCOMPARE(server.handled, 0);
}

void tst_HttpServer::clientLeavesDuringAnAnswer()
{
    TestServer server;
    QVERIFY(server->listen(0));
    for (int i = 0; i < 20; ++i) {
        auto client = std::make_unique<RawClient>(server->port());
        client->send(request(server->port(), "GET /later"));
        QTRY_COMPARE(server.replies.size(), 1U);
        QVERIFY(server.replies[0].isWanted());
        client.reset();
        QTRY_COMPARE(server->connectionCount(), 0);
        QVERIFY(!server.replies[0].isWanted());
        server.replies[0].send(HttpResponse::text("too late"));
        server.replies.clear();
    }
    RawClient next(server->port());
    next.send(request(server->port(), "GET /health"));
    QCOMPARE(next.next()->status, 200);
}

void tst_HttpServer::serverGoesDuringAnAnswer()
{
    TestServer server;
    QVERIFY(server->listen(0));
    RawClient client(server->port());
    client.send(request(server->port(), "GET /later"));
    RawClient another(server->port());
    another.send(request(server->port(), "GET /later"));
    QTRY_COMPARE(server.replies.size(), 2U);
    server.destroy();
    QVERIFY(!server.replies[0].isWanted());
    server.replies[0].send(HttpResponse::text("too late"));
    QVERIFY(!server.replies[1].stream({.contentType = "text/plain"}).isOpen());
    server.replies.clear();
    QVERIFY(client.waitForClosed());
}

void tst_HttpServer::replyCanBeSentFromAnotherThread()
{
    TestServer server;
    QVERIFY(server->listen(0));
    RawClient client(server->port());
    client.send(request(server->port(), "GET /later"));
    QTRY_COMPARE(server.replies.size(), 1U);
    std::thread worker(
        [reply = std::exchange(server.replies, {}).front()] { reply.send(HttpResponse::text("from afar")); });
    QCOMPARE(client.next()->body, "from afar");
    worker.join();
}

void tst_HttpServer::droppedReplyIsA500()
{
    TestServer server;
    QLoggingCategory::setFilterRules(u"vectray.http=false"_s); // it is loud about it
    QVERIFY(server->listen(0));
    RawClient client(server->port());
    client.send(request(server->port(), "GET /later"));
    QTRY_COMPARE(server.replies.size(), 1U);
    server.replies.clear();
    const auto response = client.next();
    QCOMPARE(response->status, 500);
    QCOMPARE(QJsonDocument::fromJson(response->body)[u"instance"].toString(), u"/later"_s);
    client.send(request(server->port(), "GET /health"));
    QCOMPARE(client.next()->status, 200);
}

void tst_HttpServer::secondAnswerIsIgnored()
{
    TestServer server;
    QLoggingCategory::setFilterRules(u"vectray.http=false"_s);
    QVERIFY(server->listen(0));
    RawClient client(server->port());
    client.send(request(server->port(), "GET /later") + request(server->port(), "GET /later"));
    QTRY_COMPARE(server.replies.size(), 1U);
    server.replies[0].send(HttpResponse::text("one"));
    server.replies[0].send(HttpResponse::text("two"));
    QTRY_COMPARE(server.replies.size(), 2U);
    server.replies[0].send(HttpResponse::text("three")); // would be taken for the second request's
    server.replies[1].send(HttpResponse::text("four"));
    QCOMPARE(client.next()->body, "one");
    QCOMPARE(client.next()->body, "four");
}

void tst_HttpServer::futureIsFollowed()
{
    TestServer server;
    QPromise<Result<int>> good;
    QPromise<Result<int>> bad;
    const auto toResponse = [](const Result<int> &result) -> Checked<HttpResponse> {
        if (!result)
            return Problem::of(result.error());
        return HttpResponse::text(QByteArray::number(*result));
    };
    server->router().add("GET", "/good", [&](const HttpRequest &, const Reply &reply) {
        reply.follow(good.future(), toResponse);
    });
    server->router().add("GET", "/bad", [&](const HttpRequest &, const Reply &reply) {
        reply.follow(bad.future(), toResponse);
    });
    QVERIFY(server->listen(0));
    RawClient client(server->port());
    client.send(request(server->port(), "GET /good") + request(server->port(), "GET /bad"));
    good.start();
    bad.start();
    QVERIFY(!client.next(false, 20));
    good.addResult(Result<int>(42));
    good.finish();
    QCOMPARE(client.next()->body, "42");
    bad.addResult(Result<int>(Error{Error::Kind::Unavailable, u"the store is away"_s}));
    bad.finish();
    const auto response = client.next();
    QCOMPARE(response->status, 503);
    QCOMPARE(response->header("Retry-After"), "5");
    QVERIFY(response->body.contains("the store is away"));
    QCOMPARE(QJsonDocument::fromJson(response->body)[u"instance"].toString(), u"/bad"_s);
}

void tst_HttpServer::cancelledFutureIsA503()
{
    TestServer server;
    QPromise<HttpResponse> work;
    server->router().add("GET", "/work", [&](const HttpRequest &, const Reply &reply) {
        reply.follow(work.future(), [](const HttpResponse &response) { return response; });
    });
    QVERIFY(server->listen(0));
    RawClient client(server->port());
    work.start();
    client.send(request(server->port(), "GET /work"));
    QVERIFY(!client.next(false, 20));
    work.future().cancel();
    work.finish();
    QCOMPARE(client.next()->status, 503);
}

void tst_HttpServer::wrongMethodNamesTheRightOnes()
{
    TestServer server;
    QVERIFY(server->listen(0));
    RawClient client(server->port());
    for (const char *method : {"PUT", "PATCH", "OPTIONS", "TRACE", "get", "GET"}) {
        client.send(request(server->port(), QByteArray(method) + " /echo"));
        const auto response = client.next();
        QCOMPARE(response->status, 405);
        QCOMPARE(response->header("Allow"), "POST, DELETE");
    }
    client.send(request(server->port(), "DELETE /health"));
    QCOMPARE(client.next()->header("Allow"), "GET, HEAD");
}

void tst_HttpServer::unknownPathIsA404()
{
    TestServer server;
    QVERIFY(server->listen(0));
    RawClient client(server->port());
    for (const char *path :
         {"/", "//", "/nothing", "/health/", "/Health", "/echo/", "/echo/a/b", "/%68ealth", "/../health",
          "/health%00", "/echo/%00", "/echo/%zz", "/echo/%f", "/echo/%ff%fe", "*"}) {
        client.send(request(server->port(), QByteArray("GET ") + path));
        const auto response = client.next();
        QCOMPARE(response->status, 404);
    }
}

void tst_HttpServer::segmentsAreDecoded_data()
{
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QByteArray>("text");

    QTest::newRow("plain") << QByteArray("/echo/my-app") << QByteArray("my-app");
    QTest::newRow("space") << QByteArray("/echo/my%20app") << QByteArray("my app");
    QTest::newRow("plus") << QByteArray("/echo/c++") << QByteArray("c++");
    QTest::newRow("slash") << QByteArray("/echo/a%2Fb") << QByteArray("a/b");
    QTest::newRow("umlaut") << QByteArray("/echo/%C3%BC") << QByteArray("ü");
    QTest::newRow("raw umlaut") << QByteArray("/echo/ü") << QByteArray("ü");
    QTest::newRow("twice") << QByteArray("/echo/%2541") << QByteArray("%41");
    QTest::newRow("query") << QByteArray("/echo/a?b=/c/d") << QByteArray("a");
    QTest::newRow("absolute") << QByteArray("http://localhost:PORT/echo/a") << QByteArray("a");
}

void tst_HttpServer::segmentsAreDecoded()
{
    QFETCH(QByteArray, path);
    TestServer server;
    QVERIFY(server->listen(0));
    RawClient client(server->port());
    client.send(request(server->port(), "GET " + path.replace("PORT", QByteArray::number(server->port()))));
    QTEST(client.next()->body, "text");
}

void tst_HttpServer::routeAndStatusAreReported()
{
    TestServer server;
    QList<std::pair<QByteArray, int>> reports;
    connect(&*server, &HttpServer::answered, this, [&](const AnsweredRequest &answered) {
        reports.append({answered.route, answered.status});
    });
    QVERIFY(server->listen(0));
    RawClient client(server->port());
    client.send(request(server->port(), "GET /echo/x") + request(server->port(), "GET /nothing")
                + request(server->port(), "GET /private", "Origin: http://evil.com\r\n"));
    for (int i = 0; i < 3; ++i)
        QVERIFY(client.next());
    const QList<std::pair<QByteArray, int>> expected{{"/echo/{text}", 200}, {"", 404}, {"/private", 403}};
    QCOMPARE(reports, expected);
}

void tst_HttpServer::portTakenNamesTheOwner()
{
    TestServer first;
    QVERIFY(first->listen(0));
    TestServer second;
    const Done listening = second->listen(first->port());
    QVERIFY(!listening);
    QCOMPARE(listening.error().kind, Error::Kind::Conflict);
    const QString expected = u"port %1 is taken by tst_HttpServer (process %2)"_s.arg(first->port())
                                 .arg(QCoreApplication::applicationPid());
    QCOMPARE(listening.error().message, expected);
    QCOMPARE(second->port(), 0);

    QTcpServer onIpv6; // only one of the two is taken
    if (!onIpv6.listen(QHostAddress::LocalHostIPv6, 0))
        QSKIP("this machine has no IPv6");
    TestServer third;
    const Done alsoTaken = third->listen(onIpv6.serverPort());
    QVERIFY(!alsoTaken);
    QVERIFY(alsoTaken.error().message.contains(u"tst_HttpServer"));
}

void tst_HttpServer::takesAPortAgainAtOnce()
{
    quint16 port = 0;
    {
        TestServer server;
        QVERIFY(server->listen(0));
        port = server->port();
        RawClient client(port);
        client.send(request(port, "GET /health"));
        QVERIFY(client.next());
    }
    TestServer again;
    QVERIFY(again->listen(port));
    QCOMPARE(again->port(), port);
}

void tst_HttpServer::lineBreakBetweenRequestsMayComeInHalves()
{
    TestServer server;
    QVERIFY(server->listen(0));
    RawClient client(server->port());
    client.send(request(server->port(), "GET /private") + "\r");
    QCOMPARE(client.next()->status, 200);
    client.send("\n" + request(server->port(), "GET /private"));
    QCOMPARE(client.next()->status, 200);
}

void tst_HttpServer::sleepsWhileNobodyIsConnected()
{
    TestServer server;
    QVERIFY(server->listen(0));
    QVERIFY(!hasRunningTimer(*server));
    {
        RawClient client(server->port());
        client.send(request(server->port(), "GET /private"));
        const auto response = client.next();
        QCOMPARE(response->status, 200);
        QVERIFY(response->header("Date").endsWith("GMT"));
        QVERIFY(hasRunningTimer(*server));
    }
    QTRY_VERIFY(!hasRunningTimer(*server));
}

} // namespace vectray

QTEST_GUILESS_MAIN(vectray::tst_HttpServer)
#include "tst_HttpServer.moc"
