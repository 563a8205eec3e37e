#include "SocketTable.h"

#include <QProcess>
#include <QTcpServer>
#include <QTest>

#include <netinet/tcp.h>
#include <unistd.h>

namespace vectray {

using namespace Qt::Literals::StringLiterals;

class tst_SocketTable : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void rowsAreParsed();
    void badRowsAreLeftOut_data();
    void badRowsAreLeftOut();
    void ownListenerIsFound_data();
    void ownListenerIsFound();
    void listenerOfAnotherProcessIsFound();
    void freePortHasNoOwner();
    void hiddenOwnerIsNamedByUser();
};

void tst_SocketTable::rowsAreParsed()
{
    const auto rows = parseSocketTable(
        "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode\n"
        "   0: 0100007F:0BD6 00000000:0000 0A 00000000:00000000 00:00000000 00000000  1000        0 4711 1 0 "
        "100 0\n"
        "   1: 0100007F:C350 0100007F:0BD6 01 00000000:00000000 00:00000000 00000000 65534        0 4712 1 0 "
        "20 4\n"
        "   2: 00000000000000000000000001000000:0BD6 00000000000000000000000000000000:0000 0A 0:0 00:0 0 7 0 "
        "4713 1\n"
        "   3: 0000000000000000FFFF00000100007F:C351 0000000000000000FFFF00000100007F:0BD6 01 0:0 00:0 0 8 0 "
        "4714 1\n");
    QCOMPARE(rows.size(), 4U);
    const SocketTableRow listener{
        QHostAddress(u"127.0.0.1"_s), 3030, QHostAddress(u"0.0.0.0"_s), 0, TCP_LISTEN, 1000, 4711};
    QVERIFY(rows[0] == listener);
    const SocketTableRow client{QHostAddress(u"127.0.0.1"_s),
                                50000,
                                QHostAddress(u"127.0.0.1"_s),
                                3030,
                                TCP_ESTABLISHED,
                                65534,
                                4712};
    QVERIFY(rows[1] == client);
    QCOMPARE(rows[2].localAddress, QHostAddress(QHostAddress::LocalHostIPv6));
    QCOMPARE(rows[3].localAddress, QHostAddress(u"127.0.0.1"_s)); // IPv4 through an IPv6 socket
    QCOMPARE(rows[3].user, 8U);
}

void tst_SocketTable::badRowsAreLeftOut_data()
{
    QTest::addColumn<QByteArray>("text");

    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("cut") << QByteArray("   0: 0100007F:0BD6 00000000:0000 0A");
    QTest::newRow("no port") << QByteArray("0: 0100007F 00000000:0000 0A 0:0 00:0 0 7 0 4713 1");
    QTest::newRow("no hex") << QByteArray("0: 0100007X:0BD6 00000000:0000 0A 0:0 00:0 0 7 0 4713 1");
    QTest::newRow("short address") << QByteArray("0: 010000:0BD6 00000000:0000 0A 0:0 00:0 0 7 0 4713 1");
    QTest::newRow("large port") << QByteArray("0: 0100007F:10BD6 00000000:0000 0A 0:0 00:0 0 7 0 4713 1");
    QTest::newRow("no address") << QByteArray("0: :0BD6 :0000 0A 0:0 00:0 0 7 0 4713 1");
}

void tst_SocketTable::badRowsAreLeftOut()
{
    QFETCH(QByteArray, text);
    QVERIFY(parseSocketTable(text).empty());
}

void tst_SocketTable::ownListenerIsFound_data()
{
    QTest::addColumn<QHostAddress>("address");

    QTest::newRow("127.0.0.1") << QHostAddress(QHostAddress::LocalHost);
    QTest::newRow("::1") << QHostAddress(QHostAddress::LocalHostIPv6);
    QTest::newRow("0.0.0.0") << QHostAddress(QHostAddress::AnyIPv4);
    QTest::newRow("::") << QHostAddress(QHostAddress::AnyIPv6);
}

void tst_SocketTable::ownListenerIsFound()
{
    QFETCH(QHostAddress, address);
    QTcpServer server;
    if (!server.listen(address, 0))
        QSKIP("this machine has no such address");
    const auto owner = findPortOwner(server.serverPort());
    QVERIFY(owner);
    QCOMPARE(owner->pid, pid_t(QCoreApplication::applicationPid()));
    QCOMPARE(owner->program, u"tst_SocketTable"_s);
    QCOMPARE(owner->user, ::geteuid());
}

void tst_SocketTable::listenerOfAnotherProcessIsFound()
{
    QProcess other;
    other.start(
        u"perl"_s,
        {u"-MIO::Socket::INET"_s, u"-e"_s,
         u"$|=1; my $s=IO::Socket::INET->new(Listen=>1,LocalAddr=>'127.0.0.1'); print $s->sockport,\"\\n\"; <STDIN>"_s});
    QVERIFY(other.waitForStarted());
    QVERIFY(other.waitForReadyRead());
    const quint16 port = other.readLine().trimmed().toUShort();
    const auto owner = findPortOwner(port);
    QVERIFY(owner);
    QCOMPARE(owner->description(), u"perl (process %1)"_s.arg(other.processId()));
    other.closeWriteChannel();
    QVERIFY(other.waitForFinished());
}

void tst_SocketTable::freePortHasNoOwner()
{
    QTcpServer server;
    QVERIFY(server.listen(QHostAddress::LocalHost, 0));
    const quint16 port = server.serverPort();
    server.close();
    QVERIFY(!findPortOwner(port));
}

void tst_SocketTable::hiddenOwnerIsNamedByUser()
{
    QCOMPARE((SocketOwner{.user = 0}).description(), u"a process of the user root"_s);
    QCOMPARE((SocketOwner{.user = 4'000'000'000}).description(), u"a process of the user 4000000000"_s);
}

} // namespace vectray

QTEST_GUILESS_MAIN(vectray::tst_SocketTable)
#include "tst_SocketTable.moc"
