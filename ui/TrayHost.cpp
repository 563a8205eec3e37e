#include "TrayHost.h"

#include <QDBusConnection>
#include <QDBusConnectionInterface>
#include <QGuiApplication>

#include <xcb/xcb.h>

#include <cstdlib>
#include <memory>

namespace vectray {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr QLatin1StringView Service("org.kde.StatusNotifierWatcher");

struct Free
{
    void operator()(void *reply) const { std::free(reply); } // NOLINT: what xcb's replies are made with
};

/// XEmbed: the panel owns a selection that is named after the screen.
bool hasXEmbedTray()
{
    const auto *x11 = qGuiApp->nativeInterface<QNativeInterface::QX11Application>();
    xcb_connection_t *connection = x11 ? x11->connection() : nullptr;
    if (!connection) // the offscreen platform has the interface, but no connection
        return false;
    constexpr QByteArrayView name = "_NET_SYSTEM_TRAY_S0";
    const std::unique_ptr<xcb_intern_atom_reply_t, Free> atom(xcb_intern_atom_reply(
        connection, xcb_intern_atom(connection, 1, std::uint16_t(name.size()), name.data()), nullptr));
    if (!atom || atom->atom == XCB_ATOM_NONE)
        return false;
    const std::unique_ptr<xcb_get_selection_owner_reply_t, Free> owner(
        xcb_get_selection_owner_reply(connection, xcb_get_selection_owner(connection, atom->atom), nullptr));
    return owner && owner->owner != XCB_WINDOW_NONE;
}

bool hasStatusNotifier()
{
    const QDBusConnection bus = QDBusConnection::sessionBus();
    return bus.isConnected() && bus.interface()->isServiceRegistered(Service);
}

} // namespace

TrayHost::TrayHost(QObject *parent)
    : QObject(parent)
    , m_watcher(Service, QDBusConnection::sessionBus(), QDBusServiceWatcher::WatchForRegistration)
{
    m_poll.setInterval(1s);
    m_deadline.setSingleShot(true);
    connect(&m_poll, &QTimer::timeout, this, &TrayHost::look);
    connect(&m_watcher, &QDBusServiceWatcher::serviceRegistered, this, &TrayHost::look);
    connect(&m_deadline, &QTimer::timeout, this, [this] {
        m_poll.stop();
        if (!m_found)
            Q_EMIT timedOut();
    });
}

bool TrayHost::isPresent() const
{
    return hasStatusNotifier() || hasXEmbedTray();
}

void TrayHost::wait(std::chrono::milliseconds patience)
{
    m_deadline.start(patience);
    m_poll.start();
    look();
}

void TrayHost::look()
{
    if (m_found || !isPresent())
        return;
    m_found = true;
    m_poll.stop();
    m_deadline.stop();
    Q_EMIT appeared();
}

} // namespace vectray
