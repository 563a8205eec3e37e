#pragma once

#include <QDBusConnection>
#include <QDBusMessage>
#include <QObject>
#include <QVariantMap>

namespace vectray {

/// Whether the machine runs on its battery, as UPower says. Where there is no UPower, it does not.
/// Lives in the main thread; never blocks.
class PowerSource final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(PowerSource)

public:
    explicit PowerSource(QDBusConnection bus = QDBusConnection::systemBus());

    bool onBattery() const { return m_onBattery; }

Q_SIGNALS:
    void onBatteryChanged(bool onBattery);

private Q_SLOTS:
    // By name: this is how Qt D-Bus connects.
    void onPropertiesChanged(const QString &interface, const QVariantMap &changed, const QStringList &invalidated);

private:
    void ask();
    void setOnBattery(bool onBattery);

    QDBusConnection m_bus;
    bool m_onBattery = false;
};

} // namespace vectray
