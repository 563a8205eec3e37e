#include "Endpoint.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <sys/wait.h>
#include <unistd.h>

using namespace vectray;
using namespace Qt::Literals::StringLiterals;

class tst_Endpoint : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void findsTheDaemon_data();
    void findsTheDaemon();
    void sendsATokenOnlyWhereItIsMeantFor();
    void ignoresADaemonThatIsGone();
    void refusesAFileThatOthersCanRead_data();
    void refusesAFileThatOthersCanRead();
    void refusesAFileOfSomeoneElse();
    void refusesALink();
    void refusesAnotherMachine_data();
    void refusesAnotherMachine();
    void refusesAPortThatIsNone();

private:
    void write(const QByteArray &json, QFile::Permissions permissions = QFile::ReadOwner | QFile::WriteOwner);

    QTemporaryDir m_dir;
    QString m_path;
};

void tst_Endpoint::init()
{
    qunsetenv("VECTRAY_PORT");
    m_path = m_dir.filePath(u"endpoint.json"_s);
    QFile::remove(m_path);
}

void tst_Endpoint::write(const QByteArray &json, QFile::Permissions permissions)
{
    QFile file(m_path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(json);
    file.close();
    QVERIFY(file.setPermissions(permissions));
}

void tst_Endpoint::findsTheDaemon_data()
{
    QTest::addColumn<int>("argument"); // 0: none
    QTest::addColumn<QByteArray>("environment");
    QTest::addColumn<QByteArray>("file");
    QTest::addColumn<QString>("url");

    const QByteArray file = R"({"url": "http://127.0.0.1:4711", "token": "t"})";
    QTest::newRow("nothing is known") << 0 << QByteArray() << QByteArray() << u"http://127.0.0.1:3030"_s;
    QTest::newRow("the file") << 0 << QByteArray() << file << u"http://127.0.0.1:4711"_s;
    QTest::newRow("the environment wins") << 0 << QByteArray("5000") << file << u"http://127.0.0.1:5000"_s;
    QTest::newRow("the command line wins")
        << 6000 << QByteArray("5000") << file << u"http://127.0.0.1:6000"_s;
    QTest::newRow("IPv6") << 0 << QByteArray() << QByteArray(R"({"url": "http://[::1]:4711/"})")
                          << u"http://[::1]:4711"_s;
    QTest::newRow("a name") << 0 << QByteArray() << QByteArray(R"({"url": "http://localhost:4711"})")
                            << u"http://localhost:4711"_s;
}

void tst_Endpoint::findsTheDaemon()
{
    QFETCH(int, argument);
    QFETCH(QByteArray, environment);
    QFETCH(QByteArray, file);
    QFETCH(QString, url);
    if (!environment.isEmpty())
        qputenv("VECTRAY_PORT", environment);
    if (!file.isEmpty())
        write(file);
    const auto endpoint =
        findEndpoint(argument == 0 ? std::nullopt : std::optional(quint16(argument)), m_path);
    QVERIFY(endpoint);
    QCOMPARE(endpoint->url.toString(), url);
}

void tst_Endpoint::sendsATokenOnlyWhereItIsMeantFor()
{
    write(R"({"url": "http://127.0.0.1:4711", "token": "secret"})");
    QCOMPARE(findEndpoint({}, m_path)->token, QByteArray("secret"));
    QCOMPARE(findEndpoint(quint16(4711), m_path)->token, QByteArray("secret"));
    QCOMPARE(findEndpoint(quint16(4712), m_path)->token, QByteArray());
}

void tst_Endpoint::ignoresADaemonThatIsGone()
{
    const pid_t child = ::fork();
    if (child == 0)
        ::_exit(0);
    int status = 0;
    QCOMPARE(::waitpid(child, &status, 0), child);
    write(R"({"url": "http://127.0.0.1:4711", "token": "secret", "pid": )" + QByteArray::number(child) + '}');
    const auto endpoint = findEndpoint({}, m_path);
    QVERIFY(endpoint);
    QCOMPARE(endpoint->url.port(), 3030);
    QCOMPARE(endpoint->token, QByteArray());

    write(R"({"url": "http://127.0.0.1:4711", "pid": )" + QByteArray::number(::getpid()) + '}');
    QCOMPARE(findEndpoint({}, m_path)->url.port(), 4711);
}

void tst_Endpoint::refusesAFileThatOthersCanRead_data()
{
    QTest::addColumn<QFile::Permissions>("permissions");

    const QFile::Permissions own = QFile::ReadOwner | QFile::WriteOwner;
    QTest::newRow("group") << (own | QFile::ReadGroup);
    QTest::newRow("world") << (own | QFile::ReadOther);
    QTest::newRow("world can write") << (own | QFile::WriteOther);
}

void tst_Endpoint::refusesAFileThatOthersCanRead()
{
    QFETCH(QFile::Permissions, permissions);
    write(R"({"url": "http://127.0.0.1:4711"})", permissions);
    const auto endpoint = findEndpoint({}, m_path);
    QVERIFY(!endpoint);
    QCOMPARE(endpoint.error().kind, Error::Kind::Denied);
    QVERIFY(findEndpoint(quint16(5000), m_path)); // it is not needed
}

void tst_Endpoint::refusesAFileOfSomeoneElse()
{
    if (::geteuid() != 0)
        QSKIP("only root can give a file away");
    write(R"({"url": "http://127.0.0.1:4711"})");
    QCOMPARE(::chown(QFile::encodeName(m_path).constData(), 65534, 65534), 0);
    const auto endpoint = findEndpoint({}, m_path);
    QVERIFY(!endpoint);
    QCOMPARE(endpoint.error().kind, Error::Kind::Denied);
}

void tst_Endpoint::refusesALink()
{
    const QString real = m_dir.filePath(u"real.json"_s);
    write(R"({"url": "http://127.0.0.1:4711"})");
    QVERIFY(QFile::rename(m_path, real));
    QVERIFY(QFile::link(real, m_path));
    const auto endpoint = findEndpoint({}, m_path);
    QVERIFY(!endpoint);
    QCOMPARE(endpoint.error().kind, Error::Kind::Denied);
}

void tst_Endpoint::refusesAnotherMachine_data()
{
    QTest::addColumn<QByteArray>("json");

    QTest::newRow("a name") << QByteArray(R"({"url": "http://example.org:80"})");
    QTest::newRow("an address") << QByteArray(R"({"url": "http://192.0.2.1:3030"})");
    QTest::newRow("a name that begins like ours")
        << QByteArray(R"({"url": "http://localhost.example.org:3030"})");
    QTest::newRow("no port") << QByteArray(R"({"url": "http://127.0.0.1"})");
    QTest::newRow("a file") << QByteArray(R"({"url": "file:///etc/passwd"})");
    QTest::newRow("no JSON") << QByteArray("hello");
    QTest::newRow("nothing") << QByteArray();
}

void tst_Endpoint::refusesAnotherMachine()
{
    QFETCH(QByteArray, json);
    write(json);
    const auto endpoint = findEndpoint({}, m_path);
    QVERIFY(!endpoint);
    QCOMPARE(endpoint.error().kind, Error::Kind::Invalid);
}

void tst_Endpoint::refusesAPortThatIsNone()
{
    for (const char *port : {"0", "x", "65536", "-1"}) {
        qputenv("VECTRAY_PORT", port);
        const auto endpoint = findEndpoint({}, m_path);
        QVERIFY(!endpoint);
        QCOMPARE(endpoint.error().kind, Error::Kind::Invalid);
    }
}

QTEST_GUILESS_MAIN(tst_Endpoint)
#include "tst_Endpoint.moc"
