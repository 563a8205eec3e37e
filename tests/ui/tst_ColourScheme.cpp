#include <ui/ColourScheme.h>

#include <QApplication>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QLabel>
#include <QProcess>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTest>

using namespace vectray;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr uint NoPreference = 0;
constexpr uint Dark = 1;
constexpr uint Light = 2;

/// The part of the portal that is asked, on a bus of the test's own.
class Portal final : public QObject
{
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.freedesktop.portal.Settings")

public:
    uint scheme = NoPreference;
    QString asked;

    void change(uint to)
    {
        scheme = to;
        Q_EMIT SettingChanged(u"org.freedesktop.appearance"_s, u"color-scheme"_s, QDBusVariant(to));
    }

public Q_SLOTS:
    QDBusVariant Read(const QString &group, const QString &key)
    {
        asked = group + u' ' + key;
        return QDBusVariant(QVariant::fromValue(QDBusVariant(scheme)));
    }

Q_SIGNALS:
    void SettingChanged(const QString &group, const QString &key, const QDBusVariant &value);
};

bool isDark()
{
    return QApplication::palette().color(QPalette::Window).lightness() < 128;
}

} // namespace

class tst_ColourScheme : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init() { QApplication::setPalette(QPalette()); }
    void cleanupTestCase();
    void followsTheDesktopFromTheStartAndLater_data();
    void followsTheDesktopFromTheStartAndLater();
    void windowsThatAreOpenChangeAsWell();
    void otherSettingsAreNoneOfItsBusiness();
    void withoutAPortalTheColoursAreThePlatforms();
    void coloursOfTheUsersOwnStay_data();
    void coloursOfTheUsersOwnStay();
    void aStyleOfTheUsersOwnStays();

private:
    /// Everything that the portal has sent before is there then.
    void roundTrip()
    {
        QDBusMessage read = QDBusMessage::createMethodCall(u"org.freedesktop.portal.Desktop"_s,
                                                           u"/org/freedesktop/portal/desktop"_s,
                                                           u"org.freedesktop.portal.Settings"_s, u"Read"_s);
        read << QString() << QString();
        const QDBusPendingCallWatcher answer(client().asyncCall(read));
        QSignalSpy finished(&answer, &QDBusPendingCallWatcher::finished);
        QVERIFY(finished.wait());
    }
    QDBusConnection client() { return QDBusConnection::connectToBus(m_address, u"client"_s); }

    QProcess m_daemon;
    QString m_address;
    Portal m_portal;
};

void tst_ColourScheme::initTestCase()
{
    if (QStandardPaths::findExecutable(u"dbus-daemon"_s).isEmpty())
        QSKIP("dbus-daemon is not installed");
    m_daemon.start(u"dbus-daemon"_s, {u"--session"_s, u"--nofork"_s, u"--print-address=1"_s});
    QVERIFY(m_daemon.waitForReadyRead());
    m_address = QString::fromUtf8(m_daemon.readLine()).trimmed();
    QDBusConnection bus = QDBusConnection::connectToBus(m_address, u"portal"_s);
    QVERIFY(bus.registerObject(u"/org/freedesktop/portal/desktop"_s, &m_portal,
                               QDBusConnection::ExportAllSlots | QDBusConnection::ExportAllSignals));
    QVERIFY(bus.registerService(u"org.freedesktop.portal.Desktop"_s));
}

void tst_ColourScheme::cleanupTestCase()
{
    for (const QString &name : {u"client"_s, u"portal"_s})
        QDBusConnection::disconnectFromBus(name);
    m_daemon.terminate();
    m_daemon.waitForFinished();
}

void tst_ColourScheme::followsTheDesktopFromTheStartAndLater_data()
{
    QTest::addColumn<uint>("first");
    QTest::addColumn<uint>("then");
    QTest::newRow("light, then dark") << Light << Dark;
    QTest::newRow("dark, then light") << Dark << Light;
    QTest::newRow("dark, then nothing said") << Dark << NoPreference;
}

void tst_ColourScheme::followsTheDesktopFromTheStartAndLater()
{
    QFETCH(const uint, first);
    QFETCH(const uint, then);
    m_portal.scheme = first;
    m_portal.asked.clear();
    const ColourScheme scheme(client());
    QTRY_COMPARE(m_portal.asked, u"org.freedesktop.appearance color-scheme"_s);
    roundTrip(); // the answer is there
    QCOMPARE(isDark(), first == Dark);
    m_portal.change(then);
    QTRY_COMPARE(isDark(), then == Dark);
}

void tst_ColourScheme::windowsThatAreOpenChangeAsWell()
{
    m_portal.scheme = Light;
    const ColourScheme scheme(client());
    QLabel label(u"text"_s);
    label.show();
    m_portal.change(Dark);
    QTRY_VERIFY(label.palette().color(QPalette::WindowText).lightness() > 128);
}

void tst_ColourScheme::otherSettingsAreNoneOfItsBusiness()
{
    m_portal.scheme = Light;
    const ColourScheme scheme(client());
    m_portal.change(Dark);
    QTRY_VERIFY(isDark());
    Q_EMIT m_portal.SettingChanged(u"org.freedesktop.appearance"_s, u"contrast"_s, QDBusVariant(Light));
    Q_EMIT m_portal.SettingChanged(u"org.gnome.desktop.interface"_s, u"color-scheme"_s, QDBusVariant(Light));
    roundTrip();
    QVERIFY(isDark());
}

void tst_ColourScheme::withoutAPortalTheColoursAreThePlatforms()
{
    const ColourScheme scheme(QDBusConnection(u"there is no such bus"_s));
    QCoreApplication::processEvents();
    QVERIFY(!isDark());
}

void tst_ColourScheme::coloursOfTheUsersOwnStay_data()
{
    QTest::addColumn<QColor>("window");
    QTest::newRow("dark") << QColor(0x10, 0x20, 0x30);
    QTest::newRow("light") << QColor(0xf6, 0xf5, 0xf4);
}

void tst_ColourScheme::coloursOfTheUsersOwnStay()
{
    QFETCH(const QColor, window);
    QPalette own = QApplication::palette();
    own.setColor(QPalette::Window, window);
    QApplication::setPalette(own);
    m_portal.scheme = Dark;
    m_portal.asked.clear();
    const ColourScheme scheme(client());
    QTRY_VERIFY(!m_portal.asked.isEmpty());
    roundTrip();
    QCOMPARE(QApplication::palette().color(QPalette::Window), window);
    m_portal.change(Light);
    m_portal.change(Dark);
    roundTrip();
    QCOMPARE(QApplication::palette().color(QPalette::Window), window);
}

void tst_ColourScheme::aStyleOfTheUsersOwnStays()
{
    QApplication::setStyle(u"Windows"_s);
    m_portal.scheme = Dark;
    m_portal.asked.clear();
    {
        const ColourScheme scheme(client());
        QTRY_VERIFY(!m_portal.asked.isEmpty());
        roundTrip();
        QVERIFY(!isDark());
    }
    QApplication::setStyle(u"Fusion"_s);
}

QTEST_MAIN(tst_ColourScheme)
#include "tst_ColourScheme.moc"
