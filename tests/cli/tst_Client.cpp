#include "Client.h"
#include "FakeDaemon.h"

#include <QTest>

using namespace vectray;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

class tst_Client : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void sendsWhatTheDaemonWantsToSee();
    void keepsAProjectsNameInOneSegment_data();
    void keepsAProjectsNameInOneSegment();
    void sendsABodyWithEveryMethod_data();
    void sendsABodyWithEveryMethod();
    void saysWhatTheDaemonSays_data();
    void saysWhatTheDaemonSays();
    void isNotSentElsewhere();
    void saysThatNobodyIsThere();
    void losesPatience();
    void refusesWhatIsNoHttp();
};

void tst_Client::sendsWhatTheDaemonWantsToSee()
{
    FakeDaemon daemon;
    daemon.answer("GET /projects", R"({"total": 0})");
    Client client({daemon.url(), "secret", 0});
    const auto answer = client.ask({.path = "/projects"});
    QVERIFY(answer);
    QCOMPARE(answer->value("total"_L1).toInt(-1), 0);
    QCOMPARE(daemon.seen().size(), 1);
    const QByteArray head = daemon.seen().first().head;
    QVERIFY(head.contains("Authorization: Bearer secret\r\n"));
    QVERIFY(head.contains(QByteArray("Host: 127.0.0.1:" + QByteArray::number(daemon.port()) + "\r\n")));
    // The daemon takes these for a browser's.
    QVERIFY(!head.contains("Origin:"));
    QVERIFY(!head.contains("Referer:"));
    QVERIFY(!head.contains("Sec-Fetch"));
}

void tst_Client::keepsAProjectsNameInOneSegment_data()
{
    QTest::addColumn<QString>("project");
    QTest::addColumn<QByteArray>("path");

    QTest::newRow("plain") << u"my-app"_s << QByteArray("/projects/my-app/status");
    QTest::newRow("slash") << u"a/b"_s << QByteArray("/projects/a%2Fb/status");
    QTest::newRow("quotes and spaces")
        << u"it's \"it\""_s << QByteArray("/projects/it%27s%20%22it%22/status");
    QTest::newRow("percent") << u"100%25"_s << QByteArray("/projects/100%2525/status");
    QTest::newRow("query") << u"a?b#c"_s << QByteArray("/projects/a%3Fb%23c/status");
    QTest::newRow("plus") << u"c++"_s << QByteArray("/projects/c%2B%2B/status");
    QTest::newRow("beyond ASCII") << u"ü"_s << QByteArray("/projects/%C3%BC/status");
    QTest::newRow("control") << u"a\nb"_s << QByteArray("/projects/a%0Ab/status");
}

void tst_Client::keepsAProjectsNameInOneSegment()
{
    QFETCH(QString, project);
    QFETCH(QByteArray, path);
    FakeDaemon daemon;
    daemon.answer("GET " + path, "{}");
    Client client({daemon.url(), {}, 0});
    QVERIFY(client.ask({.path = projectPath(project, "/status")}));
    QCOMPARE(daemon.seen().first().line, "GET " + path + " HTTP/1.1");
    QVERIFY(!daemon.seen().first().head.contains("Authorization"));
}

void tst_Client::sendsABodyWithEveryMethod_data()
{
    QTest::addColumn<QByteArray>("method");
    for (const char *method : {"POST", "DELETE", "PATCH"})
        QTest::newRow(method) << QByteArray(method);
}

void tst_Client::sendsABodyWithEveryMethod()
{
    QFETCH(QByteArray, method);
    FakeDaemon daemon;
    daemon.answer(method + " /x", "{}");
    Client client({daemon.url(), {}, 0});
    QVERIFY(client.ask({.method = method, .path = "/x", .body = QJsonObject{{u"path"_s, u"/ü"_s}}}));
    QCOMPARE(daemon.seen().first().body, QByteArray("{\"path\":\"/ü\"}"));
    QVERIFY(daemon.seen().first().head.contains("Content-Type: application/json\r\n"));
}

void tst_Client::saysWhatTheDaemonSays_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<Error>("expected");

    using Kind = Error::Kind;
    QTest::newRow("a problem") << 404
                               << QByteArray(
                                      R"({"title": "Not found", "detail": "no folder /x", "error": "e"})")
                               << Error{Kind::NotFound, u"no folder /x"_s};
    QTest::newRow("only an error") << 409 << QByteArray(R"({"error": "it is there"})")
                                   << Error{Kind::Conflict, u"it is there"_s};
    QTest::newRow("pointers") << 422 << QByteArray(R"({"detail": "wrong type",
                                               "errors": [{"pointer": "/path", "detail": "not a string"}]})")
                              << Error{Kind::Invalid, u"wrong type (/path: not a string)"_s};
    QTest::newRow("no JSON") << 500 << QByteArray("<html>")
                             << Error{Kind::Internal, u"the daemon answered with status 500"_s};
    QTest::newRow("nothing") << 401 << QByteArray()
                             << Error{Kind::Denied, u"the daemon answered with status 401"_s};
}

void tst_Client::saysWhatTheDaemonSays()
{
    QFETCH(int, status);
    QFETCH(QByteArray, body);
    QFETCH(Error, expected);
    FakeDaemon daemon;
    daemon.answer("GET /x", body, status);
    Client client({daemon.url(), {}, 0});
    const auto answer = client.ask({.path = "/x"});
    QVERIFY(!answer);
    QCOMPARE(answer.error().message, expected.message);
    QCOMPARE(answer.error().kind, expected.kind);
}

void tst_Client::isNotSentElsewhere()
{
    FakeDaemon daemon;
    daemon.answerRaw("GET /x", "HTTP/1.1 302 Found\r\nLocation: /y\r\nContent-Length: 0\r\n\r\n");
    daemon.answer("GET /y", "{}");
    Client client({daemon.url(), "secret", 0});
    QVERIFY(!client.ask({.path = "/x"}));
    QCOMPARE(daemon.seen().size(), 1);
}

void tst_Client::saysThatNobodyIsThere()
{
    FakeDaemon daemon;
    const QUrl url = daemon.url();
    daemon.stop();
    Client client({url, {}, 0});
    const auto answer = client.ask({.path = "/x"});
    QVERIFY(!answer);
    QCOMPARE(answer.error().kind, Error::Kind::Unavailable);
    QVERIFY(answer.error().message.contains(u"vectray serve"_s));
}

void tst_Client::losesPatience()
{
    FakeDaemon daemon;
    daemon.answerRaw("GET /x", {});
    Client client({daemon.url(), {}, 0});
    const auto answer = client.ask({.path = "/x", .patience = 50ms});
    QVERIFY(!answer);
    QCOMPARE(answer.error().kind, Error::Kind::Cancelled);
}

void tst_Client::refusesWhatIsNoHttp()
{
    FakeDaemon daemon;
    daemon.answerRaw("GET /x", "SSH-2.0-OpenSSH_9.2\r\n\r\n");
    daemon.answerRaw("GET /y", "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello");
    Client client({daemon.url(), {}, 0});
    QVERIFY(!client.ask({.path = "/x", .patience = 500ms}));
    const auto answer = client.ask({.path = "/y"});
    QVERIFY(!answer);
    QVERIFY(answer.error().message.contains(u"is that Vectray?"_s));
}

QTEST_GUILESS_MAIN(tst_Client)
#include "tst_Client.moc"
