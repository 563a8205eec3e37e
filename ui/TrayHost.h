#pragma once

#include <QDBusServiceWatcher>
#include <QObject>
#include <QTimer>

#include <chrono>

namespace vectray {

/// Finds out whether there is a place for a tray icon, and waits for a late one.
///
/// Qt is not asked: QSystemTrayIcon remembers its first answer about StatusNotifierItem for the life of
/// the process, so that a panel that starts after us would never be used.
class TrayHost : public QObject
{
    Q_OBJECT

public:
    explicit TrayHost(QObject *parent = nullptr);

    bool isPresent() const;
    /// Tells appeared() as soon as there is a place, and timedOut() once if there is none by then. The
    /// StatusNotifierItem service is waited for even longer.
    void wait(std::chrono::milliseconds patience);

Q_SIGNALS:
    void appeared();
    void timedOut();

private:
    void look();

    QDBusServiceWatcher m_watcher;
    QTimer m_poll; ///< XEmbed's owner has no signal that we could get
    QTimer m_deadline;
    bool m_found = false;
};

} // namespace vectray
