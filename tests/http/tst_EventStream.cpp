#include "EventStream.h"
#include "RawClient.h"
#include "TestServer.h"

namespace vectray {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

struct Endpoint
{
    explicit Endpoint(EventStream::Options options = {}) : streams(log, std::move(options))
    {
        server->router().add("GET", "/events", [this](const HttpRequest &request, const Reply &reply) {
            streams.open(request, reply);
        });
        listening = bool(server->listen(0));
    }

    EventLog log;
    EventStream streams;
    TestServer server;
    bool listening = false;
};

/// The ids and names of the events in what a client got, in order.
QString eventsIn(const QByteArray &bytes)
{
    QStringList found;
    for (const QByteArray &line : bytes.split('\n')) {
        if (line.startsWith("id: "))
            found.append(QString::fromUtf8(line.sliced(4)));
        else if (line.startsWith("event: "))
            found.last().append(u':' + QString::fromUtf8(line.sliced(7)));
    }
    return found.join(u' ');
}

} // namespace

class tst_EventStream : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void streamBeginsWhereItIsAsked_data();
    void streamBeginsWhereItIsAsked();
    void eventsFollow();
    void requestIsChecked_data();
    void requestIsChecked();
    void clientThatLeavesIsForgotten();
    void clientThatDoesNotReadIsEnded();
    void silenceIsFilled();
    void streamEndsInGoodOrder();
    void sleepsWhileNobodyListens();
};

void tst_EventStream::streamBeginsWhereItIsAsked_data()
{
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<QByteArray>("headers");
    QTest::addColumn<QString>("events");

    QTest::newRow("now") << QByteArray("/events") << QByteArray() << u"3:connected"_s;
    QTest::newRow("since") << QByteArray("/events?since=1") << QByteArray()
                           << u"1:connected 2:watch:sync 3:watch:event"_s;
    QTest::newRow("again") << QByteArray("/events?since=1") << QByteArray("Last-Event-ID: 2\r\n")
                           << u"2:connected 3:watch:event"_s;
    QTest::newRow("gap") << QByteArray("/events?since=17") << QByteArray() << u"3:connected 3:gap"_s;
    QTest::newRow("one type") << QByteArray("/events?since=0&topics=watch:sync") << QByteArray()
                              << u"0:connected 2:watch:sync"_s;
    QTest::newRow("one project") << QByteArray("/events?since=0&project=b") << QByteArray()
                                 << u"0:connected 3:watch:event"_s;
}

void tst_EventStream::streamBeginsWhereItIsAsked()
{
    QFETCH(QByteArray, target);
    QFETCH(QByteArray, headers);
    QFETCH(QString, events);
    Endpoint endpoint({.hello = {{u"version"_s, u"0.1.0"_s}}});
    QVERIFY(endpoint.listening);
    endpoint.log.append(u"watch:event"_s, u"a"_s, {});
    endpoint.log.append(u"watch:sync"_s, u"a"_s, {});
    endpoint.log.append(u"watch:event"_s, u"b"_s, {});
    RawClient client(endpoint.server->port());
    client.send(request(endpoint.server->port(), "GET " + target, headers));
    const auto head = client.next(true);
    QCOMPARE(head->status, 200);
    QCOMPARE(head->header("Content-Type"), "text/event-stream");
    QCOMPARE(head->header("Cache-Control"), "no-store");
    QTRY_COMPARE(eventsIn(client.rest()), events);
    QVERIFY(client.rest().contains("\"version\":\"0.1.0\""));
}

void tst_EventStream::eventsFollow()
{
    Endpoint endpoint;
    RawClient client(endpoint.server->port());
    client.send(request(endpoint.server->port(), "GET /events"));
    QVERIFY(client.next(true));
    for (int i = 0; i < 3; ++i)
        endpoint.log.append(u"watch:event"_s, u"p"_s, {{u"path"_s, u"a\nb"_s}});
    QTRY_COMPARE(eventsIn(client.rest()), u"0:connected 1:watch:event 2:watch:event 3:watch:event"_s);
    QVERIFY(client.rest().contains("\ndata: {\"id\":3,"));
}

void tst_EventStream::requestIsChecked_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<QByteArray>("headers");
    QTest::addColumn<int>("status");

    QTest::newRow("bad since") << QByteArray("GET /events?since=x") << QByteArray() << 400;
    QTest::newRow("bad header") << QByteArray("GET /events") << QByteArray("Last-Event-ID: x\r\n") << 400;
    QTest::newRow("POST") << QByteArray("POST /events") << QByteArray() << 405;
    QTest::newRow("other site") << QByteArray("GET /events") << QByteArray("Origin: http://evil.com\r\n")
                                << 403;
    QTest::newRow("HEAD") << QByteArray("HEAD /events") << QByteArray() << 200;
    QTest::newRow("a second client") << QByteArray("GET /events") << QByteArray() << 503;
}

void tst_EventStream::requestIsChecked()
{
    QFETCH(QByteArray, line);
    QFETCH(QByteArray, headers);
    QFETCH(int, status);
    Endpoint endpoint({.clients = 1});
    RawClient first(endpoint.server->port());
    if (status == 503) {
        first.send(request(endpoint.server->port(), "GET /events"));
        QVERIFY(first.next(true));
    }
    RawClient client(endpoint.server->port());
    client.send(request(endpoint.server->port(), line, headers));
    QCOMPARE(client.next(status == 200)->status, status);
    QCOMPARE(endpoint.streams.clientCount(), status == 503 ? 1 : 0);
}

void tst_EventStream::clientThatLeavesIsForgotten()
{
    Endpoint endpoint;
    auto client = std::make_unique<RawClient>(endpoint.server->port());
    client->send(request(endpoint.server->port(), "GET /events"));
    QTRY_COMPARE(endpoint.streams.clientCount(), 1);
    client.reset();
    QTRY_COMPARE(endpoint.streams.clientCount(), 0);
    endpoint.log.append(u"watch:event"_s, u"p"_s, {});
}

void tst_EventStream::clientThatDoesNotReadIsEnded()
{
    Endpoint endpoint;
    RawClient client(endpoint.server->port());
    client.socket().setReadBufferSize(1000);
    client.send(request(endpoint.server->port(), "GET /events"));
    RawClient other(endpoint.server->port());
    other.send(request(endpoint.server->port(), "GET /events"));
    QTRY_COMPARE(endpoint.streams.clientCount(), 2);
    constexpr int Events = 3000;
    for (int i = 0; i < Events && endpoint.streams.clientCount() == 2; ++i) {
        endpoint.log.append(u"watch:event"_s, u"p"_s, {{u"path"_s, QString(10'000, u'x')}});
        QCoreApplication::processEvents();
        (void)other.rest();
    }
    QTRY_COMPARE_WITH_TIMEOUT(endpoint.streams.clientCount(), 1, 60'000);
    const QByteArray last = "\nid: " + QByteArray::number(endpoint.log.lastId()) + '\n';
    QTRY_VERIFY(other.rest().contains(last));
}

void tst_EventStream::silenceIsFilled()
{
    Endpoint endpoint({.keepAliveInterval = 20ms});
    RawClient client(endpoint.server->port());
    client.send(request(endpoint.server->port(), "GET /events"));
    QTRY_VERIFY(client.rest().count("\n: ") >= 2);
}

void tst_EventStream::streamEndsInGoodOrder()
{
    Endpoint endpoint;
    RawClient client(endpoint.server->port());
    client.send(request(endpoint.server->port(), "GET /events"));
    QTRY_COMPARE(endpoint.streams.clientCount(), 1);
    endpoint.streams.closeAll();
    QVERIFY(client.waitForClosed());
    QVERIFY(client.rest().endsWith("\r\n0\r\n\r\n"));
    QTRY_COMPARE(endpoint.streams.clientCount(), 0);
}

void tst_EventStream::sleepsWhileNobodyListens()
{
    Endpoint endpoint({.keepAliveInterval = 10ms});
    QVERIFY(!hasRunningTimer(endpoint.streams));
    {
        RawClient client(endpoint.server->port());
        client.send(request(endpoint.server->port(), "GET /events"));
        QTRY_VERIFY(hasRunningTimer(endpoint.streams));
    }
    QTRY_VERIFY(!hasRunningTimer(endpoint.streams));
}

} // namespace vectray

QTEST_GUILESS_MAIN(vectray::tst_EventStream)
#include "tst_EventStream.moc"
