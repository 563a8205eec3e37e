#include "PortOwner.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QTcpServer>
#include <QTest>

#include <unistd.h>

using namespace vectray;
using namespace Qt::Literals::StringLiterals;

class tst_PortOwner : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsTheKernelsTable_data();
    void readsTheKernelsTable();
    void findsThisProcess();
    void findsNobodyOnAFreePort();
};

void tst_PortOwner::readsTheKernelsTable_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<int>("uid"); // -1: nobody

    // Port 3030 is 0BD6.
    const QByteArray rest =
        " 00000000:0000 %1 00000000:00000000 00:00000000 00000000  1000        0 4242 1 0 100 0";
    const auto line = [&rest](const char *address, const char *state) -> QByteArray {
        return "   0: " + QByteArray(address) + QByteArray(rest).replace("%1", state);
    };
    QTest::newRow("on loopback") << line("0100007F:0BD6", "0A") << 1000;
    QTest::newRow("on every address") << line("00000000:0BD6", "0A") << 1000;
    QTest::newRow("a connection, not a listener") << line("0100007F:0BD6", "01") << -1;
    QTest::newRow("another port") << line("0100007F:0BD7", "0A") << -1;
    QTest::newRow("another address") << line("0101A8C0:0BD6", "0A") << -1;
    QTest::newRow("a broken line") << QByteArray("0: 0100007F:0BD6") << -1;
}

void tst_PortOwner::readsTheKernelsTable()
{
    QFETCH(QByteArray, line);
    QFETCH(int, uid);
    const auto owner = listenerIn("  sl  local_address rem_address   st tx_queue\n" + line + '\n', 3030);
    QCOMPARE(owner.has_value(), uid >= 0);
    if (owner) {
        QCOMPARE(int(owner->uid), uid);
        QCOMPARE(owner->inode, 4242U);
    }
}

void tst_PortOwner::findsThisProcess()
{
    QTcpServer server;
    QVERIFY(server.listen(QHostAddress::LocalHost));
    const auto owner = portOwner(server.serverPort());
    QVERIFY(owner);
    QCOMPARE(owner->uid, ::geteuid());
    const PortOwner found = withProcess(*owner);
    QCOMPARE(found.pid, QCoreApplication::applicationPid());
    QCOMPARE(found.program, QFileInfo(QCoreApplication::applicationFilePath()).fileName().left(15));
}

void tst_PortOwner::findsNobodyOnAFreePort()
{
    QTcpServer server;
    QVERIFY(server.listen(QHostAddress::LocalHost));
    const quint16 port = server.serverPort();
    server.close();
    QVERIFY(!portOwner(port));
}

QTEST_GUILESS_MAIN(tst_PortOwner)
#include "tst_PortOwner.moc"
