#include "DBusNotifications.h"

#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QDBusServiceWatcher>
#include <QVariantMap>

namespace vectray {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr QLatin1StringView Service("org.freedesktop.Notifications");
constexpr QLatin1StringView Path("/org/freedesktop/Notifications");

QDBusMessage call(const QString &method)
{
    return QDBusMessage::createMethodCall(Service, Path, Service, method);
}

} // namespace

DBusNotifications::DBusNotifications(QObject *parent)
    : NotificationService(parent)
    , m_bus(QDBusConnection::sessionBus())
{
    m_bus.connect(Service, Path, Service, u"ActionInvoked"_s, this, SLOT(onActionInvoked(quint32, QString)));
    m_bus.connect(Service, Path, Service, u"NotificationClosed"_s, this,
                  SLOT(onNotificationClosed(quint32, quint32)));
    m_bus.connect(Service, Path, Service, u"ActivationToken"_s, this,
                  SLOT(onActivationToken(quint32, QString)));
    auto *watcher = new QDBusServiceWatcher(Service, m_bus, QDBusServiceWatcher::WatchForOwnerChange, this);
    connect(watcher, &QDBusServiceWatcher::serviceOwnerChanged, this, [this] { m_asked = false; });
}

void DBusNotifications::show(const Notification &notification, quint32 replaced,
                             std::function<void(quint32 id)> shown)
{
    ask([this, notification, replaced, shown = std::move(shown)] { send(notification, replaced, shown); });
}

void DBusNotifications::ask(std::function<void()> then)
{
    if (m_asked)
        return then();

    auto *reply = new QDBusPendingCallWatcher(m_bus.asyncCall(call(u"GetCapabilities"_s)), this);
    connect(reply, &QDBusPendingCallWatcher::finished, this, [this, reply, then = std::move(then)] {
        reply->deleteLater();
        const QDBusPendingReply<QStringList> answer = *reply;
        m_capabilities = answer.isError() ? QStringList() : answer.value();
        m_asked = !answer.isError();
        then();
    });
}

void DBusNotifications::send(const Notification &notification, quint32 replaced,
                             std::function<void(quint32 id)> shown)
{
    QStringList actions;
    if (m_capabilities.contains(u"actions"_s)) {
        for (const auto &[key, label] : notification.actions)
            actions << key << label;
    }
    QVariantMap hints{{u"desktop-entry"_s, u"io.github.vectray.vectray"_s},
                      {u"urgency"_s, QVariant::fromValue(uchar(notification.urgency))}};
    if (!notification.category.isEmpty())
        hints.insert(u"category"_s, notification.category);

    QDBusMessage notify = call(u"Notify"_s);
    constexpr int asTheServiceLikes = -1;
    notify << u"Vectray"_s << replaced << u"vectray"_s << notification.title
           << bodyFor(notification.body, m_capabilities) << actions << hints << asTheServiceLikes;
    auto *reply = new QDBusPendingCallWatcher(m_bus.asyncCall(notify), this);
    connect(reply, &QDBusPendingCallWatcher::finished, this, [reply, shown = std::move(shown)] {
        reply->deleteLater();
        const QDBusPendingReply<quint32> answer = *reply;
        shown(answer.isError() ? 0 : answer.value());
    });
}

void DBusNotifications::close(quint32 id)
{
    QDBusMessage close = call(u"CloseNotification"_s);
    close << id;
    close.setAutoStartService(false);
    m_bus.send(close);
}

QString DBusNotifications::bodyFor(const QString &body, const QStringList &capabilities)
{
    return capabilities.contains(u"body-markup"_s) ? body.toHtmlEscaped() : body;
}

void DBusNotifications::onActionInvoked(quint32 id, const QString &action)
{
    Q_EMIT invoked(id, action);
}

void DBusNotifications::onNotificationClosed(quint32 id, quint32 reason)
{
    Q_UNUSED(reason)
    Q_EMIT closed(id);
}

void DBusNotifications::onActivationToken(quint32 id, const QString &token)
{
    Q_UNUSED(id)
    // Comes just before the action; Wayland lets a window with this token come to the front.
    qputenv("XDG_ACTIVATION_TOKEN", token.toUtf8());
}

} // namespace vectray
