#include "EventSocket.h"
#include "RawClient.h"
#include "TestServer.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QSignalSpy>
#include <QWebSocket>

namespace vectray {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// Log, endpoint and server, as an application wires them.
struct Endpoint
{
    explicit Endpoint(EventSocket::Options options = {}, HttpServer::Options serverOptions = {})
        : sockets(log, std::move(options))
        , server(std::move(serverOptions))
    {
        server->router().add({.method = "GET", .path = "/ws", .upgrader = &sockets});
        listening = bool(server->listen(0));
    }

    QUrl url(const QString &query = {}) const
    {
        return QUrl(u"ws://localhost:%1/ws%2"_s.arg(const_cast<TestServer &>(server)->port()).arg(query));
    }

    EventLog log;
    EventSocket sockets;
    TestServer server;
    bool listening = false;
};

/// A client that keeps what it is told.
class Listener
{
public:
    explicit Listener(const QUrl &url)
    {
        QObject::connect(&socket, &QWebSocket::textMessageReceived, &socket, [this](const QString &text) {
            messages.append(QJsonDocument::fromJson(text.toUtf8()).object());
        });
        socket.open(url);
    }

    /// "type type type" of what came, once there are so many.
    QString types(qsizetype count)
    {
        (void)QTest::qWaitFor([&] { return messages.size() >= count; });
        QStringList list;
        for (const QJsonObject &message : messages)
            list.append(message[u"type"].toString());
        return list.join(u' ');
    }

    void say(const QByteArray &json) { socket.sendTextMessage(QString::fromUtf8(json)); }

    QWebSocket socket;
    QList<QJsonObject> messages;
};

QByteArray handshake(quint16 port, const QByteArray &more = {}, const QByteArray &target = "/ws")
{
    return request(port, "GET " + target,
                   "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                   "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
                       + more);
}

/// A frame of a client with a mask of zeros.
QByteArray frame(char opcode, const QByteArray &payload)
{
    QByteArray bytes(1, char(0x80 | opcode));
    if (payload.size() < 126)
        bytes += char(0x80 | payload.size());
    else
        bytes += char(0x80 | 126) + QByteArray(1, char(payload.size() >> 8)) + char(payload.size() & 0xff);
    return bytes + QByteArray(4, '\0') + payload;
}

} // namespace

class tst_EventSocket : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void connectedComesFirst();
    void eventReachesEveryClient();
    void pastIsReplayed();
    void gapIsTold();
    void subscriptionNarrows();
    void messagesAreAnswered_data();
    void messagesAreAnswered();
    void handshakeIsGuarded_data();
    void handshakeIsGuarded();
    void handshakeInPiecesIsTaken();
    void longMessageClosesWith1009_data();
    void longMessageClosesWith1009();
    void floodOfMessagesCloses();
    void clientThatDoesNotReadIsClosedWith1013();
    void clientThatDoesNotReadLongReplaysIsKept();
    void clientThatPingsAndDoesNotReadIsCutOff();
    void clientIsPinged();
    void deafClientIsCutOff();
    void clientsAreLimited();
    void socketsCountAsConnections();
    void goodbyeIsSaid();
    void unmaskedFramesCloseWith1002_data();
    void unmaskedFramesCloseWith1002();
    void socketsOfStrangersAreForgotten();
    void clientsMayOutliveTheServer();
    void framesBeforeTheAnswerAreRefused();
    void sleepsWhileNobodyListens();
    void messagesOfAnyLengthArrive_data();
    void messagesOfAnyLengthArrive();
};

void tst_EventSocket::connectedComesFirst()
{
    Endpoint endpoint({.hello = {{u"version"_s, u"0.1.0"_s}}});
    QVERIFY(endpoint.listening);
    endpoint.log.append(u"watch:event"_s, u"p"_s, {});
    Listener listener(endpoint.url());
    QCOMPARE(listener.types(1), u"connected"_s);
    const QJsonObject message = listener.messages.first();
    QCOMPARE(message[u"id"].toInt(), 1);
    QVERIFY(message[u"project"].isNull());
    QVERIFY(message[u"timestamp"].toString().endsWith(u'Z'));
    QCOMPARE(message[u"data"].toObject(), (QJsonObject{{u"version"_s, u"0.1.0"_s}, {u"lastId"_s, 1}}));
    QCOMPARE(endpoint.sockets.clientCount(), 1);
    listener.socket.close();
    QTRY_COMPARE(endpoint.sockets.clientCount(), 0);
    QTRY_COMPARE(endpoint.server->connectionCount(), 0);
}

void tst_EventSocket::eventReachesEveryClient()
{
    Endpoint endpoint;
    Listener first(endpoint.url());
    Listener second(endpoint.url());
    QCOMPARE(first.types(1), u"connected"_s);
    QCOMPARE(second.types(1), u"connected"_s);
    endpoint.log.append(u"watch:event"_s, u"my-app"_s, {{u"event"_s, u"add"_s}, {u"path"_s, u"/ü\n.txt"_s}});
    for (Listener *listener : {&first, &second}) {
        QCOMPARE(listener->types(2), u"connected watch:event"_s);
        const QJsonObject message = listener->messages.last();
        QCOMPARE(message[u"id"].toInt(), 1);
        QCOMPARE(message[u"project"].toString(), u"my-app"_s);
        QCOMPARE(message[u"data"][u"path"].toString(), u"/ü\n.txt"_s);
    }
}

void tst_EventSocket::pastIsReplayed()
{
    Endpoint endpoint;
    for (int i = 0; i < 5000; ++i)
        endpoint.log.append(u"watch:event"_s, u"p"_s, {{u"path"_s, QString(500, u'x')}});
    Listener listener(endpoint.url(u"?since=0"_s));
    QTRY_COMPARE(listener.messages.size(), 5001);
    for (int i = 0; i <= 5000; ++i)
        QCOMPARE(listener.messages[i][u"id"].toInt(), i);
    endpoint.log.append(u"watch:event"_s, u"p"_s, {});
    QTRY_COMPARE(listener.messages.size(), 5002);
    Listener late(endpoint.url(u"?since=4999"_s));
    QCOMPARE(late.types(3), u"connected watch:event watch:event"_s);
}

void tst_EventSocket::gapIsTold()
{
    Endpoint endpoint;
    for (int i = 0; i < int(EventLog::DefaultCapacity) + 5; ++i)
        endpoint.log.append(u"watch:event"_s, u"p"_s, {});
    Listener listener(endpoint.url(u"?since=4"_s));
    QCOMPARE(listener.types(2), u"connected gap"_s);
    QCOMPARE(listener.messages.last()[u"data"].toObject(),
             (QJsonObject{{u"since"_s, 4}, {u"oldestId"_s, 6}, {u"lastId"_s, 10'005}}));
    endpoint.log.append(u"watch:sync"_s, u"p"_s, {});
    QCOMPARE(listener.types(3), u"connected gap watch:sync"_s);
    Listener inTime(endpoint.url(u"?since=10000"_s));
    QCOMPARE(inTime.types(7).count(u"watch:"), 6);
}

void tst_EventSocket::subscriptionNarrows()
{
    Endpoint endpoint;
    Listener listener(endpoint.url());
    QCOMPARE(listener.types(1), u"connected"_s);
    listener.say(R"({"action":"subscribe","project":"a","topics":["watch:sync"]})");
    QCOMPARE(listener.types(2), u"connected subscribed"_s);
    QCOMPARE(listener.messages.last()[u"data"].toObject(),
             (QJsonObject{{u"project"_s, u"a"_s}, {u"topics"_s, QJsonArray{u"watch:sync"_s}}}));
    endpoint.log.append(u"watch:sync"_s, u"b"_s, {});
    endpoint.log.append(u"watch:event"_s, u"a"_s, {});
    endpoint.log.append(u"watch:sync"_s, u"a"_s, {});
    QCOMPARE(listener.types(3), u"connected subscribed watch:sync"_s);
    QCOMPARE(listener.messages.last()[u"id"].toInt(), 3);
    listener.say(R"({"action":"unsubscribe"})");
    QCOMPARE(listener.types(4), u"connected subscribed watch:sync unsubscribed"_s);
    endpoint.log.append(u"watch:sync"_s, u"a"_s, {});
    listener.say(R"({"action":"ping"})");
    QCOMPARE(listener.types(5), u"connected subscribed watch:sync unsubscribed pong"_s);
}

void tst_EventSocket::messagesAreAnswered_data()
{
    QTest::addColumn<QByteArray>("message");
    QTest::addColumn<QString>("type");

    QTest::newRow("ping") << QByteArray(R"({"action":"ping"})") << u"pong"_s;
    QTest::newRow("ping with more") << QByteArray(R"({"action":"ping","x":[1]})") << u"pong"_s;
    QTest::newRow("no JSON") << QByteArray("hello") << u"error"_s;
    QTest::newRow("empty") << QByteArray("") << u"error"_s;
    QTest::newRow("list") << QByteArray("[]") << u"error"_s;
    QTest::newRow("deep") << QByteArray("[").repeated(60'000) << u"error"_s;
    QTest::newRow("no action") << QByteArray("{}") << u"error"_s;
    QTest::newRow("unknown action") << QByteArray(R"({"action":"delete"})") << u"error"_s;
    QTest::newRow("action is no string") << QByteArray(R"({"action":1})") << u"error"_s;
    QTest::newRow("project is no string")
        << QByteArray(R"({"action":"subscribe","project":1})") << u"error"_s;
    QTest::newRow("topics are no list") << QByteArray(R"({"action":"subscribe","topics":"x"})") << u"error"_s;
    QTest::newRow("topics of numbers") << QByteArray(R"({"action":"subscribe","topics":[1]})") << u"error"_s;
}

void tst_EventSocket::messagesAreAnswered()
{
    QFETCH(QByteArray, message);
    QFETCH(QString, type);
    Endpoint endpoint;
    Listener listener(endpoint.url());
    QCOMPARE(listener.types(1), u"connected"_s);
    listener.say(message);
    QCOMPARE(listener.types(2), u"connected "_s + type);
    listener.socket.sendBinaryMessage("x");
    listener.say(R"({"action":"ping"})"); // the connection stays
    QCOMPARE(listener.types(4), u"connected "_s + type + u" error pong"_s);
}

void tst_EventSocket::handshakeIsGuarded_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("status");

    const QByteArray usual = "Upgrade: websocket\r\nConnection: keep-alive, Upgrade\r\n";
    const QByteArray key = "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n";
    const QByteArray version = "Sec-WebSocket-Version: 13\r\n";
    const auto row = [](const char *name, const QByteArray &headers, int status,
                        const QByteArray &target = "/ws") {
        QTest::newRow(name) << "GET " + target + " HTTP/1.1\r\nHost: localhost:PORT\r\n" + headers + "\r\n"
                            << status;
    };
    row("right", usual + key + version, 101);
    row("own origin", usual + key + version + "Origin: http://localhost:PORT\r\n", 101);
    row("other origin", usual + key + version + "Origin: http://evil.com\r\n", 403);
    row("null origin", usual + key + version + "Origin: null\r\n", 403);
    row("other port's origin", usual + key + version + "Origin: http://localhost:80\r\n", 403);
    row("other site", usual + key + version + "Sec-Fetch-Site: cross-site\r\n", 403);
    row("no upgrade", key + version, 426);
    row("another upgrade", "Upgrade: h2c\r\nConnection: Upgrade\r\n" + key + version, 426);
    row("upgrade not in Connection", "Upgrade: websocket\r\n" + key + version, 426);
    row("no version", usual + key, 426);
    row("old version", usual + key + "Sec-WebSocket-Version: 8\r\n", 426);
    row("no key", usual + version, 400);
    row("short key", usual + version + "Sec-WebSocket-Key: dGhlIHNh\r\n", 400);
    row("bad key", usual + version + "Sec-WebSocket-Key: !!!\r\n", 400);
    row("two keys", usual + version + key + key, 400);
    row("two upgrades", "Upgrade: h2c\r\n" + usual + key + version, 400);
    row("two Connection fields", "Connection: close\r\n" + usual + key + version, 400);
    row("with a body", usual + key + version + "Content-Length: 5\r\nContent-Type: application/json\r\n",
        400);
    row("bad since", usual + key + version, 400, "/ws?since=x");
    row("another path", usual + key + version, 404, "/wss");
    row("a path that is no WebSocket", usual + key + version, 200, "/health");
    QTest::newRow("evil host") << "GET /ws HTTP/1.1\r\nHost: evil.com:PORT\r\n" + usual + key + version
            + "\r\n" << 421;
    QTest::newRow("POST") << "POST /ws HTTP/1.1\r\nHost: localhost:PORT\r\n" + usual + key + version + "\r\n"
                          << 405;
    QTest::newRow("1.0") << "GET /ws HTTP/1.0\r\nHost: localhost:PORT\r\n" + usual + key + version + "\r\n"
                         << 426;
}

void tst_EventSocket::handshakeIsGuarded()
{
    QFETCH(QByteArray, bytes);
    Endpoint endpoint;
    const quint16 port = endpoint.server->port();
    RawClient client(port);
    client.send(bytes.replace("PORT", QByteArray::number(port)));
    const auto response = client.next();
    QVERIFY(response);
    QTEST(response->status, "status");
    if (response->status == 101)
        QCOMPARE(response->header("Sec-WebSocket-Accept"), "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
    else
        QCOMPARE(endpoint.sockets.clientCount(), 0);
    if (response->status == 426)
        QCOMPARE(response->header("Upgrade"), "websocket");
}

void tst_EventSocket::handshakeInPiecesIsTaken()
{
    Endpoint endpoint;
    RawClient client(endpoint.server->port());
    for (const char c : handshake(endpoint.server->port())) {
        client.send(QByteArray(1, c));
        QCoreApplication::processEvents();
    }
    QCOMPARE(client.next()->status, 101);
    QTRY_VERIFY(client.rest().contains("connected"));
}

void tst_EventSocket::longMessageClosesWith1009_data()
{
    QTest::addColumn<int>("size");
    QTest::addColumn<int>("frames");
    QTest::addColumn<bool>("closes");

    QTest::newRow("64 KiB") << 64 * 1024 << 1 << false;
    QTest::newRow("one byte more") << 64 * 1024 + 1 << 1 << true;
    QTest::newRow("50 MB") << 50'000'000 << 1 << true;
    QTest::newRow("in fragments") << 100'000 << 10 << true;
}

void tst_EventSocket::longMessageClosesWith1009()
{
    QFETCH(int, size);
    QFETCH(int, frames);
    QFETCH(bool, closes);
    Endpoint endpoint;
    Listener listener(endpoint.url());
    QCOMPARE(listener.types(1), u"connected"_s);
    listener.socket.setOutgoingFrameSize(quint64(size / frames));
    listener.say(QByteArray(size, ' '));
    if (!closes) {
        QCOMPARE(listener.types(2), u"connected error"_s);
        return;
    }
    QTRY_COMPARE(listener.socket.state(), QAbstractSocket::UnconnectedState);
    QCOMPARE(int(listener.socket.closeCode()), 1009);
    QTRY_COMPARE(endpoint.sockets.clientCount(), 0);
}

void tst_EventSocket::floodOfMessagesCloses()
{
    Endpoint endpoint({.messagesPerSecond = 20, .messageBurst = 100});
    Listener listener(endpoint.url());
    QCOMPARE(listener.types(1), u"connected"_s);
    for (int i = 0; i < 200; ++i)
        listener.say(R"({"action":"ping"})");
    QTRY_COMPARE(listener.socket.state(), QAbstractSocket::UnconnectedState);
    QCOMPARE(int(listener.socket.closeCode()), 1008);
}

void tst_EventSocket::clientThatDoesNotReadIsClosedWith1013()
{
    Instant now = steadyNow();
    Endpoint endpoint({.closeTime = 30s, .clock = [&now] { return now; }});
    RawClient client(endpoint.server->port());
    client.send(handshake(endpoint.server->port()));
    QCOMPARE(client.next()->status, 101);
    QTRY_VERIFY(client.rest().contains("connected"));
    client.socket().setReadBufferSize(1000);
    Listener other(endpoint.url());
    QCOMPARE(other.types(1), u"connected"_s);

    constexpr int Events = 3000; // 30 MB: more than the kernel's buffers of both ends
    for (int i = 0; i < Events; ++i) {
        endpoint.log.append(u"watch:event"_s, u"p"_s, {{u"path"_s, QString(10'000, u'x')}});
        QCoreApplication::processEvents();
    }
    QTRY_COMPARE_WITH_TIMEOUT(other.messages.size(), 1 + Events, 30'000); // nobody else suffers
    now += EventFeed::MostTimeBehind;
    endpoint.log.append(u"watch:event"_s, u"p"_s, {});
    QTRY_COMPARE(other.messages.size(), 2 + Events);

    client.socket().setReadBufferSize(0); // and now it reads: to the close frame
    QByteArray tail;
    const QByteArray closeFrame =
        QByteArray("\x88") + char(2 + int(qstrlen("too far behind"))) + "\x03\xf5too far behind";
    QVERIFY(QTest::qWaitFor([&] {
        tail = client.rest();
        return tail.contains(closeFrame);
    }));
    QVERIFY(tail.size() < 15'000'000); // and not through all that it missed
    QTRY_COMPARE(endpoint.sockets.clientCount(), 1);
}

void tst_EventSocket::clientThatDoesNotReadLongReplaysIsKept()
{
    Endpoint endpoint;
    for (int i = 0; i < 2000; ++i)
        endpoint.log.append(u"watch:event"_s, u"p"_s, {{u"path"_s, QString(10'000, u'x')}});
    RawClient client(endpoint.server->port());
    client.socket().setReadBufferSize(1000);
    client.send(handshake(endpoint.server->port(), {}, "/ws?since=0"));
    QTRY_COMPARE(endpoint.sockets.clientCount(), 1);
    endpoint.log.append(u"watch:event"_s, u"p"_s, {}); // 20 MB behind, but it asked for them
    QVERIFY(!QTest::qWaitFor([&] { return endpoint.sockets.clientCount() == 0; }, 50));
    client.socket().setReadBufferSize(0);
    QTRY_VERIFY(client.rest().contains("\"id\":2001,"));
}

void tst_EventSocket::clientThatPingsAndDoesNotReadIsCutOff()
{
    Endpoint endpoint({.pingInterval = 60s});
    RawClient client(endpoint.server->port());
    client.send(handshake(endpoint.server->port()));
    QCOMPARE(client.next()->status, 101);
    client.socket().setReadBufferSize(1000);
    QTRY_COMPARE(endpoint.sockets.clientCount(), 1);
    const QByteArray pings = frame(9, QByteArray(125, 'p')).repeated(1000);
    bool gone = false;
    for (int i = 0; i < 1000 && !gone; ++i) { // up to 131 MB of pings
        client.send(pings);
        QCoreApplication::processEvents();
        gone = endpoint.sockets.clientCount() == 0;
    }
    QTRY_COMPARE(endpoint.sockets.clientCount(), 0);
}

void tst_EventSocket::clientIsPinged()
{
    Endpoint endpoint({.pingInterval = 40ms});
    RawClient client(endpoint.server->port());
    client.send(handshake(endpoint.server->port()));
    QCOMPARE(client.next()->status, 101);
    QTRY_VERIFY(client.rest().contains(QByteArray("\x89\x00", 2)));
    Listener polite(endpoint.url()); // Qt's client answers pings
    QCOMPARE(polite.types(1), u"connected"_s);
}

void tst_EventSocket::deafClientIsCutOff()
{
    Endpoint endpoint({.pingInterval = 40ms, .closeTime = 40ms});
    Listener polite(endpoint.url());
    RawClient deaf(endpoint.server->port());
    deaf.send(handshake(endpoint.server->port()));
    QTRY_COMPARE(endpoint.sockets.clientCount(), 2);
    QVERIFY(deaf.waitForClosed());
    QTRY_COMPARE(endpoint.sockets.clientCount(), 1);
    QCOMPARE(polite.socket.state(), QAbstractSocket::ConnectedState);
}

void tst_EventSocket::clientsAreLimited()
{
    Endpoint endpoint({.clients = 2});
    Listener first(endpoint.url());
    Listener second(endpoint.url());
    QCOMPARE(first.types(1), u"connected"_s);
    QCOMPARE(second.types(1), u"connected"_s);
    RawClient third(endpoint.server->port());
    third.send(handshake(endpoint.server->port()));
    QCOMPARE(third.next()->status, 503);
}

void tst_EventSocket::socketsCountAsConnections()
{
    Endpoint endpoint({}, {.limits = {.connections = 2}});
    Listener first(endpoint.url());
    Listener second(endpoint.url());
    QCOMPARE(first.types(1), u"connected"_s);
    QCOMPARE(second.types(1), u"connected"_s);
    QCOMPARE(endpoint.server->connectionCount(), 2);
    RawClient third(endpoint.server->port());
    QCOMPARE(third.next()->status, 503);
}

void tst_EventSocket::goodbyeIsSaid()
{
    Endpoint endpoint;
    Listener listener(endpoint.url());
    QCOMPARE(listener.types(1), u"connected"_s);
    endpoint.sockets.closeAll();
    QTRY_COMPARE(listener.socket.state(), QAbstractSocket::UnconnectedState);
    QCOMPARE(int(listener.socket.closeCode()), 1001);
}

void tst_EventSocket::unmaskedFramesCloseWith1002_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<bool>("closes");

    const QByteArray question = R"({"action":"ping"})";
    const QByteArray masked = frame(1, question);
    const QByteArray unmasked = QByteArray("\x81\x11") + question;
    QTest::newRow("masked") << masked << false;
    QTest::newRow("many masked ones") << masked + frame(1, QByteArray(300, ' ')) + frame(9, "") + masked << false;
    QTest::newRow("unmasked") << unmasked << true;
    QTest::newRow("unmasked behind a masked one") << masked + unmasked << true;
    QTest::newRow("unmasked behind a long one") << frame(1, QByteArray(40'000, ' ')) + unmasked << true;
    QTest::newRow("an empty one") << QByteArray("\x89\x00", 2) << true;
}

void tst_EventSocket::unmaskedFramesCloseWith1002()
{
    QFETCH(QByteArray, bytes);
    QFETCH(bool, closes);
    for (const bool inPieces : {false, true}) {
        Endpoint endpoint;
        RawClient client(endpoint.server->port());
        client.send(handshake(endpoint.server->port()));
        QCOMPARE(client.next()->status, 101);
        if (inPieces && bytes.size() < 1000) {
            for (const char byte : bytes) {
                client.send(QByteArray(1, byte));
                QCoreApplication::processEvents();
            }
        } else {
            client.send(bytes);
        }
        if (closes)
            QTRY_VERIFY(client.rest().contains("\x03\xea" "a client must mask its frames"));
        else
            QTRY_VERIFY(client.rest().contains("pong"));
        QTRY_COMPARE(endpoint.sockets.clientCount(), closes ? 0 : 1);
    }
}

/// What counts them hangs on their sockets, which a QWebSocket has cut off from everybody.
void tst_EventSocket::socketsOfStrangersAreForgotten()
{
    Endpoint endpoint({}, {.limits = {.connections = 3}});
    for (int i = 0; i < 10; ++i) {
        Listener listener(endpoint.url());
        QCOMPARE(listener.types(1), u"connected"_s);
        listener.socket.close();
        QTRY_COMPARE(endpoint.server->connectionCount(), 0);
    }
}

void tst_EventSocket::clientsMayOutliveTheServer()
{
    auto endpoint = std::make_unique<Endpoint>();
    Listener listener(endpoint->url());
    RawClient halfWay(endpoint->server->port());
    QCOMPARE(listener.types(1), u"connected"_s);
    halfWay.send(handshake(endpoint->server->port()).chopped(2));
    endpoint->server.destroy();
    endpoint->log.append(u"watch:event"_s, u"p"_s, {}); // the sockets go on without it
    QCOMPARE(listener.types(2), u"connected watch:event"_s);
    endpoint.reset();
    QTRY_COMPARE(listener.socket.state(), QAbstractSocket::UnconnectedState);
}

void tst_EventSocket::framesBeforeTheAnswerAreRefused()
{
    Endpoint endpoint;
    RawClient client(endpoint.server->port());
    client.send(handshake(endpoint.server->port()) + frame(9, "early"));
    const auto response = client.next();
    QCOMPARE(response->status, 400);
    QVERIFY(response->body.contains("waits for the answer"));
    QVERIFY(client.waitForClosed());
    QCOMPARE(endpoint.sockets.clientCount(), 0);
}

void tst_EventSocket::sleepsWhileNobodyListens()
{
    Endpoint endpoint({.closeTime = 40ms});
    QVERIFY(!hasRunningTimer(endpoint.sockets));
    {
        Listener listener(endpoint.url());
        QCOMPARE(listener.types(1), u"connected"_s);
        QVERIFY(hasRunningTimer(endpoint.sockets));
    }
    QTRY_VERIFY(!hasRunningTimer(endpoint.sockets));
}

/// A frame's head is of one of three lengths.
void tst_EventSocket::messagesOfAnyLengthArrive_data()
{
    QTest::addColumn<int>("length");
    for (const int length : {1, 20, 30, 40, 1000, 65'400, 65'450, 65'500, 200'000, 900'000})
        QTest::addRow("%d", length) << length;
}

void tst_EventSocket::messagesOfAnyLengthArrive()
{
    QFETCH(const int, length);
    Endpoint endpoint;
    Listener listener(endpoint.url());
    QCOMPARE(listener.types(1), u"connected"_s);
    const QString text(length, u'\u00e9');
    endpoint.log.append(u"a"_s, u"p"_s, {{u"text"_s, text}});
    endpoint.log.append(u"b"_s, u"p"_s, {});
    QCOMPARE(listener.types(3), u"connected a b"_s);
    QCOMPARE(listener.messages[1][u"data"][u"text"].toString(), text);
}

} // namespace vectray

QTEST_GUILESS_MAIN(vectray::tst_EventSocket)
#include "tst_EventSocket.moc"
