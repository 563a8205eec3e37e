#include "Client.h"
#include "EventReader.h"

#include <QTcpServer>
#include <QTest>
#include <QUrlQuery>
#include <QWebSocket>
#include <QWebSocketServer>

using namespace vectray;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

class tst_EventReader : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsWhatWasKeptAndEnds();
    void followsUntilTheDaemonGoes();
    void endsWhenItsReaderDoes();
    void losesPatience();
    void saysThatThereIsNoWebSocket();
};

namespace {

/// Greets, sends two events, and then does what the test wants.
class EventServer
{
public:
    using Then = std::function<void(QWebSocket &)>;

    explicit EventServer(Then then = {}, bool talks = true)
        : m_server(u"test"_s, QWebSocketServer::NonSecureMode)
    {
        if (!m_server.listen(QHostAddress::LocalHost))
            qFatal("no free port");
        QObject::connect(&m_server, &QWebSocketServer::newConnection, &m_server,
                         [this, then = std::move(then), talks] {
                             QWebSocket *socket = m_server.nextPendingConnection();
                             socket->setParent(&m_server);
                             m_request = socket->request();
                             m_url = socket->requestUrl();
                             if (!talks)
                                 return;
                             for (const char *message :
                                  {R"({"type":"connected","id":1})", R"({"type":"watch:event","id":2})",
                                   R"({"type":"watch:sync","id":3})"})
                                 socket->sendTextMessage(QString::fromLatin1(message));
                             if (then)
                                 then(*socket);
                         });
    }

    Endpoint endpoint() const
    {
        return {QUrl(u"http://127.0.0.1:%1"_s.arg(m_server.serverPort())), "secret", 0};
    }
    const QNetworkRequest &request() const { return m_request; }
    const QUrl &url() const { return m_url; }

private:
    QWebSocketServer m_server;
    QNetworkRequest m_request;
    QUrl m_url;
};

} // namespace

void tst_EventReader::readsWhatWasKeptAndEnds()
{
    EventServer server;
    Client client(server.endpoint());
    QList<int> ids;
    const Done read = readEvents(client, {.since = 0}, [&ids](const QJsonObject &event) -> Done {
        ids << event.value("id"_L1).toInt();
        return {};
    });
    QVERIFY(read);
    QCOMPARE(ids, (QList<int>{1, 2, 3}));
    QCOMPARE(server.url().path(), u"/ws"_s);
    QCOMPARE(QUrlQuery(server.url()).queryItemValue(u"since"_s), u"0"_s);
    QCOMPARE(server.request().rawHeader("Authorization"), QByteArray("Bearer secret"));
    QVERIFY(!server.request().hasRawHeader("Origin") || server.request().rawHeader("Origin").isEmpty());
}

void tst_EventReader::followsUntilTheDaemonGoes()
{
    EventServer server([](QWebSocket &socket) {
        // A pong is not the end of a feed that is followed.
        QObject::connect(&socket, &QWebSocket::pong, &socket, [&socket] {
            socket.sendTextMessage(uR"({"type":"last","id":4})"_s);
            socket.close(QWebSocketProtocol::CloseCodeGoingAway, u"good-bye"_s);
        });
        socket.ping();
    });
    Client client(server.endpoint());
    QList<int> ids;
    const Done read = readEvents(client, {.follow = true}, [&ids](const QJsonObject &event) -> Done {
        ids << event.value("id"_L1).toInt();
        return {};
    });
    QVERIFY(!read);
    QCOMPARE(read.error().kind, Error::Kind::Unavailable);
    QVERIFY(read.error().message.contains(u"good-bye"_s));
    QCOMPARE(ids, (QList<int>{1, 2, 3, 4}));
    QVERIFY(server.url().query().isEmpty());
}

void tst_EventReader::endsWhenItsReaderDoes()
{
    EventServer server;
    Client client(server.endpoint());
    int events = 0;
    const Done read = readEvents(client, {.follow = true}, [&events](const QJsonObject &) -> Done {
        ++events;
        return Error{Error::Kind::Internal, u"full"_s};
    });
    QVERIFY(!read);
    QCOMPARE(read.error().message, u"full"_s);
    QCOMPARE(events, 1);
}

void tst_EventReader::losesPatience()
{
    EventServer server({}, false);
    Client client(server.endpoint());
    const Done read = readEvents(client, {.follow = true, .patience = 50ms},
                                 [](const QJsonObject &) -> Done { return {}; });
    QVERIFY(!read);
    QCOMPARE(read.error().kind, Error::Kind::Cancelled);
}

void tst_EventReader::saysThatThereIsNoWebSocket()
{
    QTcpServer none;
    QVERIFY(none.listen(QHostAddress::LocalHost));
    const QUrl url(u"http://127.0.0.1:%1"_s.arg(none.serverPort()));
    none.close();
    Client client({url, {}, 0});
    const Done read = readEvents(client, {.follow = true}, [](const QJsonObject &) -> Done { return {}; });
    QVERIFY(!read);
}

QTEST_GUILESS_MAIN(tst_EventReader)
#include "tst_EventReader.moc"
