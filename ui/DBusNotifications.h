#pragma once

#include "NotificationService.h"

#include <QDBusConnection>
#include <QStringList>

namespace vectray {

/// org.freedesktop.Notifications on the session bus.
class DBusNotifications final : public NotificationService
{
    Q_OBJECT

public:
    explicit DBusNotifications(QObject *parent = nullptr);

    void show(const Notification &notification, quint32 replaced,
              std::function<void(quint32 id)> shown) override;
    void close(quint32 id) override;

    /// The body as a service with these capabilities wants it.
    static QString bodyFor(const QString &body, const QStringList &capabilities);

private:
    void ask(std::function<void()> then);
    void send(const Notification &notification, quint32 replaced, std::function<void(quint32 id)> shown);

    QDBusConnection m_bus;
    QStringList m_capabilities;
    bool m_asked = false; ///< the service may be replaced by another at any time: asked again then

private Q_SLOTS:
    void onActionInvoked(quint32 id, const QString &action);
    void onNotificationClosed(quint32 id, quint32 reason);
    void onActivationToken(quint32 id, const QString &token);
};

} // namespace vectray
