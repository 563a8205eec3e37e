#include "EndpointRules.h"

#include <QTest>

#include <arpa/inet.h>
#include <netinet/in.h>

#include <cstring>

using namespace vectray;
using namespace Qt::Literals::StringLiterals;

class tst_EndpointRules : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void makesAddressesWhole_data();
    void makesAddressesWhole();
    void refusesWhatIsNoService_data();
    void refusesWhatIsNoService();
    void repeatsNoPassword();
    void knowsForbiddenAddresses_data();
    void knowsForbiddenAddresses();
};

void tst_EndpointRules::makesAddressesWhole_data()
{
    QTest::addColumn<QString>("address");
    QTest::addColumn<QString>("whole");
    QTest::newRow("as it is") << u"https://api.openai.com/v1"_s << u"https://api.openai.com/v1"_s;
    QTest::newRow("slashes") << u"https://api.openai.com/v1//"_s << u"https://api.openai.com/v1"_s;
    QTest::newRow("no scheme") << u"api.example.com"_s << u"https://api.example.com"_s;
    QTest::newRow("spaces around") << u" https://a.example \n"_s << u"https://a.example"_s;
    QTest::newRow("this machine") << u"http://localhost:8080"_s << u"http://localhost:8080"_s;
    QTest::newRow("this machine, by number")
        << u"http://127.0.0.2:8080/v1"_s << u"http://127.0.0.2:8080/v1"_s;
    QTest::newRow("this machine, IPv6") << u"http://[::1]:8080"_s << u"http://[::1]:8080"_s;
    QTest::newRow("one's own network, by TLS") << u"https://192.168.1.2"_s << u"https://192.168.1.2"_s;
}

void tst_EndpointRules::makesAddressesWhole()
{
    QFETCH(QString, address);
    QFETCH(QString, whole);
    const auto checked = checkedEndpoint(address);
    QVERIFY2(checked, checked ? "" : qPrintable(checked.error().message));
    QCOMPARE(*checked, whole);
}

void tst_EndpointRules::refusesWhatIsNoService_data()
{
    QTest::addColumn<QString>("address");
    for (const char *address : {"http://api.openai.com",
                                "http://192.168.1.2:11434",
                                "http://localhost.evil.example",
                                "http://127.0.0.1.evil.example",
                                "ftp://a.example",
                                "file:///etc/passwd",
                                "https://",
                                "",
                                "https://u:p@a.example",
                                "https://a.example/?key=1",
                                "https://a.example/#x",
                                "https://169.254.169.254/latest",
                                "http://169.254.169.254",
                                "https://[fe80::1]",
                                "https://[::ffff:169.254.169.254]",
                                "https://[fd00:ec2::254]",
                                "https://metadata.google.internal",
                                "https://0.0.0.0",
                                "https://224.0.0.1",
                                "https://100.100.100.200",
                                "https://a b"})
        QTest::newRow(address) << QString::fromLatin1(address);
}

void tst_EndpointRules::refusesWhatIsNoService()
{
    QFETCH(QString, address);
    const auto checked = checkedEndpoint(address);
    QVERIFY2(!checked, checked ? qPrintable(*checked) : "");
    QCOMPARE(checked.error().kind, Error::Kind::Invalid);
}

void tst_EndpointRules::repeatsNoPassword()
{
    QVERIFY(!checkedEndpoint(u"https://me:canary@a.example"_s).error().message.contains(u"canary"));
}

void tst_EndpointRules::knowsForbiddenAddresses_data()
{
    QTest::addColumn<QString>("address");
    QTest::addColumn<bool>("forbidden");
    QTest::newRow("link-local") << u"169.254.1.1"_s << true;
    QTest::newRow("unspecified") << u"0.0.0.0"_s << true;
    QTest::newRow("multicast") << u"239.1.1.1"_s << true;
    QTest::newRow("loopback") << u"127.0.0.1"_s << false;
    QTest::newRow("private") << u"10.1.2.3"_s << false;
    QTest::newRow("public") << u"104.18.7.192"_s << false;
    QTest::newRow("IPv6 loopback") << u"::1"_s << false;
    QTest::newRow("IPv6 link-local") << u"fe80::1234"_s << true;
    QTest::newRow("IPv6 of an IPv4") << u"::ffff:169.254.169.254"_s << true;
    QTest::newRow("IPv6 metadata") << u"fd00:ec2::254"_s << true;
    QTest::newRow("IPv6 public") << u"2606:4700::6812:7c0"_s << false;
}

void tst_EndpointRules::knowsForbiddenAddresses()
{
    QFETCH(QString, address);
    QFETCH(bool, forbidden);
    sockaddr_storage storage{};
    sockaddr_in four{.sin_family = AF_INET, .sin_port = 0, .sin_addr = {}, .sin_zero = {}};
    sockaddr_in6 six{
        .sin6_family = AF_INET6, .sin6_port = 0, .sin6_flowinfo = 0, .sin6_addr = {}, .sin6_scope_id = 0};
    if (::inet_pton(AF_INET, address.toLatin1().constData(), &four.sin_addr) == 1)
        std::memcpy(&storage, &four, sizeof four);
    else if (::inet_pton(AF_INET6, address.toLatin1().constData(), &six.sin6_addr) == 1)
        std::memcpy(&storage, &six, sizeof six);
    QCOMPARE(isForbidden(reinterpret_cast<const sockaddr &>(storage)), forbidden);
}

QTEST_GUILESS_MAIN(tst_EndpointRules)
#include "tst_EndpointRules.moc"
