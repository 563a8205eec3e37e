#include "PeerUser.h"
#include "RawClient.h"
#include "TestServer.h"

#include <QProcess>
#include <QTcpServer>

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

namespace vectray {

using namespace Qt::Literals::StringLiterals;

namespace {

/// The body of "curl url" as that user, with its status in front.
QByteArray curlAs(const QString &user, const QStringList &arguments)
{
    QProcess process;
    process.start(u"runuser"_s,
                  QStringList{u"-u"_s, user, u"--"_s, u"curl"_s, u"-s"_s, u"-w"_s, u"%{http_code}"_s}
                      + arguments);
    QEventLoop loop; // the server is in this thread
    QObject::connect(&process, &QProcess::finished, &loop, &QEventLoop::quit);
    QObject::connect(&process, &QProcess::errorOccurred, &loop, &QEventLoop::quit);
    loop.exec();
    return process.readAllStandardOutput();
}

LoopbackPair pairOf(const QTcpSocket &server)
{
    return {.clientAddress = server.peerAddress(),
            .clientPort = server.peerPort(),
            .serverAddress = server.localAddress(),
            .serverPort = server.localPort()};
}

} // namespace

class tst_PeerUser : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void ownConnectionIsOurs_data();
    void ownConnectionIsOurs();
    void mappedConnectionIsOurs();
    void goneClientIsAStranger();
    void rowsMustFit_data();
    void rowsMustFit();
    void otherUsersNeedTheToken();
    void otherUsersConnectionsAreLimited();
};

void tst_PeerUser::ownConnectionIsOurs_data()
{
    QTest::addColumn<QHostAddress>("address");

    QTest::newRow("IPv4") << QHostAddress(QHostAddress::LocalHost);
    QTest::newRow("IPv6") << QHostAddress(QHostAddress::LocalHostIPv6);
}

void tst_PeerUser::ownConnectionIsOurs()
{
    QFETCH(QHostAddress, address);
    QTcpServer server;
    if (!server.listen(address, 0))
        QSKIP("this machine has no such address");
    RawClient client(server.serverPort(), address);
    QVERIFY(server.waitForNewConnection(1000));
    const LoopbackPair pair = pairOf(*server.nextPendingConnection());
    QCOMPARE(PeerUser().of(pair), std::optional(::geteuid()));
    QCOMPARE(userAmong(readSocketTables(), pair), std::optional(::geteuid())); // the way round sock_diag
}

void tst_PeerUser::mappedConnectionIsOurs()
{
    QTcpServer server;
    QVERIFY(server.listen(QHostAddress::LocalHost, 0));
    const int client = ::socket(AF_INET6, SOCK_STREAM, 0);
    if (client < 0)
        QSKIP("this machine has no IPv6");
    sockaddr_in6 address{};
    address.sin6_family = AF_INET6;
    address.sin6_port = htons(server.serverPort());
    address.sin6_addr.s6_addr[10] = address.sin6_addr.s6_addr[11] = 0xff;
    address.sin6_addr.s6_addr[12] = 127;
    address.sin6_addr.s6_addr[15] = 1;
    QCOMPARE(::connect(client, reinterpret_cast<const sockaddr *>(&address), sizeof address), 0);
    QVERIFY(server.waitForNewConnection(1000));
    const LoopbackPair pair = pairOf(*server.nextPendingConnection());
    QCOMPARE(PeerUser().of(pair), std::optional(::geteuid()));
    QCOMPARE(userAmong(readSocketTables(), pair), std::optional(::geteuid()));
    ::close(client);
}

void tst_PeerUser::goneClientIsAStranger()
{
    QTcpServer server;
    QVERIFY(server.listen(QHostAddress::LocalHost, 0));
    auto client = std::make_unique<RawClient>(server.serverPort());
    QVERIFY(server.waitForNewConnection(1000));
    const LoopbackPair pair = pairOf(*server.nextPendingConnection());
    client.reset(); // its end waits for ours in the kernel now, and belongs to root there
    QCOMPARE(PeerUser().of(pair), std::nullopt);
    QCOMPARE(userAmong(readSocketTables(), pair), std::nullopt);
}

void tst_PeerUser::rowsMustFit_data()
{
    QTest::addColumn<int>("state");
    QTest::addColumn<quint16>("clientPort");
    QTest::addColumn<quint64>("inode");
    QTest::addColumn<bool>("fits");

    QTest::newRow("established") << int(TCP_ESTABLISHED) << quint16(50000) << quint64(1) << true;
    QTest::newRow("half closed") << int(TCP_FIN_WAIT2) << quint16(50000) << quint64(1) << true;
    QTest::newRow("another port") << int(TCP_ESTABLISHED) << quint16(50001) << quint64(1) << false;
    QTest::newRow("no process has it") << int(TCP_FIN_WAIT2) << quint16(50000) << quint64(0) << false;
    QTest::newRow("time wait") << int(TCP_TIME_WAIT) << quint16(50000) << quint64(0) << false;
    QTest::newRow("listener") << int(TCP_LISTEN) << quint16(50000) << quint64(1) << false;
}

void tst_PeerUser::rowsMustFit()
{
    QFETCH(int, state);
    QFETCH(quint16, clientPort);
    QFETCH(quint64, inode);
    const QHostAddress local(QHostAddress::LocalHost);
    const std::vector<SocketTableRow> rows{{local, clientPort, local, 3030, state, 1000, inode}};
    QTEST(userAmong(rows, {local, 50000, local, 3030}) == std::optional<uid_t>(1000), "fits");
}

void tst_PeerUser::otherUsersNeedTheToken()
{
    if (::geteuid() != 0)
        QSKIP("only root can run a program as another user");
    TestServer server({.token = "s3cret"});
    QVERIFY(server->listen(0));
    const QString base = u"http://localhost:%1"_s.arg(server->port());
    QCOMPARE(curlAs(u"root"_s, {base + u"/private"_s}), "private200");
    const QByteArray refused = curlAs(u"nobody"_s, {base + u"/private"_s});
    QVERIFY2(refused.endsWith("401"), refused.constData());
    const QByteArray unknown = curlAs(u"nobody"_s, {base + u"/nothing"_s}); // tells nothing of what there is
    QVERIFY2(unknown.endsWith("401"), unknown.constData());
    QVERIFY(curlAs(u"nobody"_s, {base + u"/health"_s}).endsWith("200"));
    QCOMPARE(server.handled, 1);
    QCOMPARE(curlAs(u"nobody"_s, {u"-H"_s, u"Authorization: Bearer s3cret"_s, base + u"/private"_s}),
             "private200");
    QVERIFY(curlAs(u"nobody"_s, {u"-H"_s, u"Authorization: Bearer guess"_s, base + u"/private"_s})
                .endsWith("401"));
    QVERIFY(curlAs(u"nobody"_s, {u"-6"_s, base + u"/private"_s}).endsWith("401"));
    QCOMPARE(server.handled, 2);
}

void tst_PeerUser::otherUsersConnectionsAreLimited()
{
    if (::geteuid() != 0)
        QSKIP("only root can run a program as another user");
    TestServer server({.limits = {.foreignConnections = 3}});
    QVERIFY(server->listen(0));
    QProcess crowd;
    crowd.start(
        u"runuser"_s,
        {u"-u"_s, u"nobody"_s, u"--"_s, u"perl"_s, u"-MIO::Socket::INET"_s, u"-e"_s,
         u"$|=1; push @s,IO::Socket::INET->new('127.0.0.1:%1') for 1..10; "
         "print scalar(grep { $_->blocking(0); select(undef,undef,undef,.05); sysread($_,$b,12) } @s),\"\\n\"; <STDIN>"_s
             .arg(server->port())});
    QTRY_VERIFY(crowd.canReadLine());
    QCOMPARE(crowd.readLine(), "7\n"); // so many were answered without having asked: 503
    RawClient ours(server->port());
    ours.send(request(server->port(), "GET /private"));
    QCOMPARE(ours.next()->status, 200);
    crowd.closeWriteChannel();
    QTRY_COMPARE(crowd.state(), QProcess::NotRunning);
    QTRY_COMPARE(server->connectionCount(), 1);
}

} // namespace vectray

QTEST_GUILESS_MAIN(vectray::tst_PeerUser)
#include "tst_PeerUser.moc"
