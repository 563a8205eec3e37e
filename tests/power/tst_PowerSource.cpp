#include <power/PowerSource.h>

#include <QDBusMessage>
#include <QDBusVirtualObject>
#include <QProcess>
#include <QStandardPaths>
#include <QTest>

using namespace vectray;
using namespace Qt::Literals::StringLiterals;

/// On a bus of its own, with something on it that answers as UPower does.
class tst_PowerSource : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void asksAtTheStart_data();
    void asksAtTheStart();
    void followsChanges();
    void isOnMainsWithoutUPower();
    void asksWhenUPowerComes();
    void isOnMainsWithoutABus();

private:
    QProcess m_daemon;
    QString m_address;
};

namespace {

const QString Service = u"org.freedesktop.UPower"_s;
const QString Path = u"/org/freedesktop/UPower"_s;

class FakeUPower : public QDBusVirtualObject
{
public:
    FakeUPower(const QString &address, bool onBattery)
        : m_bus(QDBusConnection::connectToBus(address, u"upower"_s)), m_onBattery(onBattery)
    {
        m_bus.registerVirtualObject(Path, this);
        if (!m_bus.registerService(Service))
            qFatal("no service: %s", qPrintable(m_bus.lastError().message()));
    }
    ~FakeUPower() override
    {
        m_bus.unregisterService(Service);
        m_bus.unregisterObject(Path);
        QDBusConnection::disconnectFromBus(u"upower"_s);
    }

    QString introspect(const QString &) const override { return {}; }
    bool handleMessage(const QDBusMessage &message, const QDBusConnection &connection) override
    {
        if (message.member() != u"Get" || message.arguments() != QVariantList{Service, u"OnBattery"_s})
            return false;
        return connection.send(message.createReply(QVariant::fromValue(QDBusVariant(m_onBattery))));
    }

    void change(bool onBattery, bool withValue)
    {
        m_onBattery = onBattery;
        QDBusMessage signal = QDBusMessage::createSignal(Path, u"org.freedesktop.DBus.Properties"_s, u"PropertiesChanged"_s);
        if (withValue)
            signal << Service << QVariantMap{{u"OnBattery"_s, onBattery}} << QStringList();
        else
            signal << Service << QVariantMap() << QStringList{u"OnBattery"_s};
        m_bus.send(signal);
    }

private:
    QDBusConnection m_bus;
    bool m_onBattery;
};

/// A connection for each source, closed with it.
class Connected
{
public:
    explicit Connected(const QString &address)
        : m_source(std::make_unique<PowerSource>(QDBusConnection::connectToBus(address, u"source"_s)))
    {}
    ~Connected()
    {
        m_source.reset();
        QDBusConnection::disconnectFromBus(u"source"_s);
    }
    const PowerSource &operator*() const { return *m_source; }

private:
    std::unique_ptr<PowerSource> m_source;
};

} // namespace

void tst_PowerSource::initTestCase()
{
    if (QStandardPaths::findExecutable(u"dbus-daemon"_s).isEmpty())
        QSKIP("dbus-daemon is not installed");
    m_daemon.start(u"dbus-daemon"_s, {u"--session"_s, u"--nofork"_s, u"--print-address"_s});
    QVERIFY(m_daemon.waitForReadyRead());
    m_address = QString::fromLocal8Bit(m_daemon.readLine()).trimmed();
}

void tst_PowerSource::cleanupTestCase()
{
    m_daemon.terminate();
    m_daemon.waitForFinished();
}

void tst_PowerSource::asksAtTheStart_data()
{
    QTest::addColumn<bool>("onBattery");

    QTest::newRow("on battery") << true;
    QTest::newRow("on mains") << false;
}

void tst_PowerSource::asksAtTheStart()
{
    QFETCH(bool, onBattery);
    FakeUPower power(m_address, onBattery);
    const Connected source(m_address);
    QTRY_COMPARE((*source).onBattery(), onBattery);
    power.change(!onBattery, true); // so that the answer above cannot have been the default
    QTRY_COMPARE((*source).onBattery(), !onBattery);
}

void tst_PowerSource::followsChanges()
{
    FakeUPower power(m_address, false);
    const Connected source(m_address);
    for (const bool withValue : {true, false}) {
        power.change(true, withValue);
        QTRY_VERIFY((*source).onBattery());
        power.change(false, withValue);
        QTRY_VERIFY(!(*source).onBattery());
    }
}

void tst_PowerSource::isOnMainsWithoutUPower()
{
    auto power = std::make_unique<FakeUPower>(m_address, true);
    const Connected source(m_address);
    QTRY_VERIFY((*source).onBattery());
    power.reset();
    QTRY_VERIFY(!(*source).onBattery());
}

void tst_PowerSource::asksWhenUPowerComes()
{
    const Connected source(m_address);
    const FakeUPower power(m_address, true);
    QTRY_VERIFY((*source).onBattery());
}

void tst_PowerSource::isOnMainsWithoutABus()
{
    const PowerSource source(QDBusConnection(u"there is none"_s));
    QVERIFY(!source.onBattery());
}

QTEST_GUILESS_MAIN(tst_PowerSource)
#include "tst_PowerSource.moc"
