#include "PostgresAddress.h"

#include <QTest>

using namespace vectray;
using namespace Qt::Literals::StringLiterals;

class tst_PostgresAddress : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void fillsInWhatIsLeftOut_data();
    void fillsInWhatIsLeftOut();
    void leavesTheEnvironmentItsSay();
    void showsNoSecrets();
    void refusesWhatIsNoAddress_data();
    void refusesWhatIsNoAddress();
};

void tst_PostgresAddress::init()
{
    for (const char *name : {"PGHOST", "PGPORT", "PGDATABASE", "PGUSER", "PGSSLMODE", "PGSSLROOTCERT"})
        qunsetenv(name);
}

void tst_PostgresAddress::fillsInWhatIsLeftOut_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<QString>("location");
    QTest::addColumn<QByteArray>("sslmode"); // empty: libpq's own default

    QTest::newRow("everything") << u"postgresql://"_s << u"postgresql://localhost:5533/claude_context"_s
                                << QByteArray();
    QTest::newRow("nothing") << u"postgres://me@127.0.0.1:99/db?sslmode=disable"_s
                             << u"postgresql://me@127.0.0.1:99/db"_s << QByteArray("disable");
    QTest::newRow("the port") << u"postgresql://me@localhost/db"_s << u"postgresql://me@localhost:5533/db"_s
                              << QByteArray();
    QTest::newRow("another machine's TLS")
        << u"postgresql://me@db.example.org/db"_s << u"postgresql://me@db.example.org:5533/db"_s
        << QByteArray("verify-full");
    QTest::newRow("TLS as asked for") << u"postgresql://me@db.example.org/db?sslmode=require"_s
                                      << u"postgresql://me@db.example.org:5533/db"_s << QByteArray("require");
    QTest::newRow("a Unix socket") << u"postgresql:///db?host=/run/postgresql"_s
                                   << u"postgresql:///run/postgresql:5533/db"_s << QByteArray();
    QTest::newRow("percent signs") << u"postgresql://m%40e@localhost/d%20b"_s
                                   << u"postgresql://m@e@localhost:5533/d b"_s << QByteArray();
}

void tst_PostgresAddress::fillsInWhatIsLeftOut()
{
    QFETCH(QString, url);
    QFETCH(QString, location);
    QFETCH(QByteArray, sslmode);
    const auto address = PostgresAddress::parse(url);
    QVERIFY(address);
    QCOMPARE(address->location(), location);
    QCOMPARE(address->parameters.value("sslmode"), sslmode);
}

void tst_PostgresAddress::leavesTheEnvironmentItsSay()
{
    qputenv("PGPORT", "77");
    qputenv("PGSSLMODE", "require");
    const auto address = PostgresAddress::parse(u"postgresql://me@db.example.org/db"_s);
    QVERIFY(address);
    QCOMPARE(address->server(), u"db.example.org:77"_s);
    QVERIFY(!address->parameters.contains("sslmode"));
}

void tst_PostgresAddress::showsNoSecrets()
{
    const auto address =
        PostgresAddress::parse(u"postgresql://me:tell-nobody@localhost/db?sslpassword=nor-this"_s);
    QVERIFY(address);
    QVERIFY(address->hasPassword());
    QCOMPARE(address->location(), u"postgresql://me@localhost:5533/db"_s);
}

void tst_PostgresAddress::refusesWhatIsNoAddress_data()
{
    QTest::addColumn<QString>("url");

    QTest::newRow("another scheme") << u"mysql://me:tell-nobody@localhost/db"_s;
    QTest::newRow("a path") << u"/tmp/tell-nobody.db"_s;
    QTest::newRow("a broken address") << u"postgresql://me:tell-nobody@[::1/db"_s;
    QTest::newRow("an unknown parameter") << u"postgresql://localhost/db?tell-nobody=1"_s;
}

void tst_PostgresAddress::refusesWhatIsNoAddress()
{
    QFETCH(QString, url);
    const auto address = PostgresAddress::parse(url);
    QVERIFY(!address);
    QCOMPARE(address.error().kind, Error::Kind::Invalid);
    QVERIFY(!address.error().message.contains(u"tell-nobody"));
}

QTEST_APPLESS_MAIN(tst_PostgresAddress)
#include "tst_PostgresAddress.moc"
