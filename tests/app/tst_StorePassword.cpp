#include <base/Answer.h>

#include <QElapsedTimer>
#include <QFileInfo>
#include <QTest>

#include "StorePassword.h"

#include <unistd.h>

using namespace vectray;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

class tst_StorePassword : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { qunsetenv("PGPASSWORD"); }
    void readsWhatTheKeyringHas(); // before the others change where the bus is
    void asksOnlyForWhatIsMissing_data();
    void asksOnlyForWhatIsMissing();
    void withoutAnAnswerTheAddressIsAsItWas_data();
    void withoutAnAnswerTheAddressIsAsItWas();
    void doesNotWaitForEverForAKeyring();
    void hasNothingWithoutASessionBus();
    void comesBackFromABusThatIsNotThere();
};

namespace {

PostgresAddress addressOf(const QString &url)
{
    return *PostgresAddress::parse(url);
}

} // namespace

void tst_StorePassword::readsWhatTheKeyringHas()
{
    if (qEnvironmentVariableIsEmpty("VECTRAY_TEST_KEYRING"))
        QSKIP("it would write into your keyring; VECTRAY_TEST_KEYRING=1 lets it");
    const QString name = u"postgresql://ada@test.invalid:5533/team"_s;
    SecretStore secrets;
    const auto kept = secrets.write(name, "geheim");
    QTRY_VERIFY(kept.isFinished());
    QVERIFY2(kept.result(), kept.result() ? "" : qPrintable(kept.result().error().message));
    const auto answer = askKeyring(name);
    QVERIFY2(answer, answer ? "" : qPrintable(answer.error().message));
    QCOMPARE(*answer, QByteArray("geheim"));
    const auto removed = secrets.write(name, {});
    QTRY_VERIFY(removed.isFinished());
    QCOMPARE(askKeyring(name).error().kind, Error::Kind::NotFound);
}

void tst_StorePassword::asksOnlyForWhatIsMissing_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<QByteArray>("environment");
    QTest::addColumn<QStringList>("asked");
    QTest::addColumn<QByteArray>("password"); // in the address

    QTest::newRow("nowhere else") << u"postgresql://ada@db.example.org/team"_s << QByteArray()
                                  << QStringList{u"postgresql://ada@db.example.org:5533/team"_s}
                                  << QByteArray("geheim");
    QTest::newRow("in the address") << u"postgresql://ada:own@db.example.org/team"_s << QByteArray()
                                    << QStringList() << QByteArray("own");
    QTest::newRow("in the environment")
        << u"postgresql://ada@db.example.org/team"_s << QByteArray("other") << QStringList() << QByteArray();
}

void tst_StorePassword::asksOnlyForWhatIsMissing()
{
    QFETCH(const QString, url);
    QFETCH(const QByteArray, environment);
    QFETCH(const QStringList, asked);
    QFETCH(const QByteArray, password);
    if (!environment.isEmpty())
        qputenv("PGPASSWORD", environment);
    QStringList names;
    const PostgresAddress address = withPassword(addressOf(url), [&](const QString &name) {
        names.append(name);
        return Result<QByteArray>(QByteArray("geheim"));
    });
    QCOMPARE(names, asked);
    QCOMPARE(address.parameters.value("password"), password);
    QVERIFY(!address.location().contains(u"geheim"_s));
}

void tst_StorePassword::withoutAnAnswerTheAddressIsAsItWas_data()
{
    QTest::addColumn<Error::Kind>("kind");

    QTest::newRow("nothing is kept") << Error::Kind::NotFound;
    QTest::newRow("locked") << Error::Kind::Unavailable;
}

void tst_StorePassword::withoutAnAnswerTheAddressIsAsItWas()
{
    QFETCH(const Error::Kind, kind);
    const PostgresAddress before = addressOf(u"postgresql://ada@db.example.org/team"_s);
    const PostgresAddress after = withPassword(before, [kind](const QString &) {
        return Result<QByteArray>(Error{kind, u"no"_s});
    });
    QCOMPARE(after, before);
}

void tst_StorePassword::doesNotWaitForEverForAKeyring()
{
    const Answer<Result<QByteArray>> owed; // and never given
    const auto waited = waitForSecret(owed.future(), u"PGPASSWORD"_s, 50ms);
    QVERIFY(!waited);
    QCOMPARE(waited.error().kind, Error::Kind::Unavailable);
    owed.give(QByteArray("late"));
    QCOMPARE(*waitForSecret(owed.future(), u"PGPASSWORD"_s, 50ms), QByteArray("late"));
}

void tst_StorePassword::hasNothingWithoutASessionBus()
{
    if (QFileInfo::exists(u"/run/user/%1/bus"_s.arg(::getuid())))
        QSKIP("there is a session bus");
    qunsetenv("DBUS_SESSION_BUS_ADDRESS");
    const auto answer = askKeyring(u"postgresql://ada@db/team"_s);
    QVERIFY(!answer);
    QCOMPARE(answer.error().kind, Error::Kind::NotFound);
}

void tst_StorePassword::comesBackFromABusThatIsNotThere()
{
    qputenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent/bus");
    QElapsedTimer time;
    time.start();
    const auto answer = askKeyring(u"postgresql://ada@db/team"_s);
    QVERIFY(!answer);
    QVERIFY2(time.elapsed() < 10'000, qPrintable(QString::number(time.elapsed())));
}

QTEST_GUILESS_MAIN(tst_StorePassword)
#include "tst_StorePassword.moc"
