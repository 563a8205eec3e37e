#include "PowerSource.h"

#include <base/Logging.h>

#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QDBusServiceWatcher>
#include <QDBusVariant>

namespace vectray {

using namespace Qt::Literals::StringLiterals;

namespace {

// See org.freedesktop.UPower(7).
const QString Service = u"org.freedesktop.UPower"_s;
const QString Path = u"/org/freedesktop/UPower"_s;
const QString Property = u"OnBattery"_s;
const QString Properties = u"org.freedesktop.DBus.Properties"_s;

} // namespace

PowerSource::PowerSource(QDBusConnection bus) : m_bus(std::move(bus))
{
    if (!m_bus.isConnected())
        return;
    m_bus.connect(Service, Path, Properties, u"PropertiesChanged"_s, this,
                  SLOT(onPropertiesChanged(QString, QVariantMap, QStringList)));
    auto *watcher = std::make_unique<QDBusServiceWatcher>(Service, m_bus).release();
    watcher->setParent(this);
    connect(watcher, &QDBusServiceWatcher::serviceRegistered, this, &PowerSource::ask);
    connect(watcher, &QDBusServiceWatcher::serviceUnregistered, this, [this] { setOnBattery(false); });
    ask();
}

void PowerSource::ask()
{
    QDBusMessage question = QDBusMessage::createMethodCall(Service, Path, Properties, u"Get"_s);
    question << Service << Property;
    auto *waiting = std::make_unique<QDBusPendingCallWatcher>(m_bus.asyncCall(question)).release();
    waiting->setParent(this);
    connect(waiting, &QDBusPendingCallWatcher::finished, this, [this, waiting] {
        waiting->deleteLater();
        if (const QDBusPendingReply<QDBusVariant> reply = *waiting; reply.isValid())
            setOnBattery(reply.value().variant().toBool());
    });
}

void PowerSource::onPropertiesChanged(const QString &interface, const QVariantMap &changed,
                                      const QStringList &invalidated)
{
    if (interface != Service)
        return;
    if (changed.contains(Property))
        setOnBattery(changed.value(Property).toBool());
    else if (invalidated.contains(Property))
        ask();
}

void PowerSource::setOnBattery(bool onBattery)
{
    if (onBattery == m_onBattery)
        return;
    m_onBattery = onBattery;
    qCInfo(logEngine).nospace() << "power=" << (onBattery ? "battery" : "mains");
    Q_EMIT onBatteryChanged(onBattery);
}

} // namespace vectray
