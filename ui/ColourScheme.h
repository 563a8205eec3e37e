#pragma once

#include <QDBusConnection>
#include <QDBusVariant>
#include <QObject>
#include <QPalette>

namespace vectray {

/// Light or dark, as the desktop says it (org.freedesktop.appearance of the settings portal), from the start
/// and whenever that changes. Only where nobody else decides about colours: those of a platform theme (KDE,
/// GNOME, qt6ct) or of a style that the user has chosen stay as they are, and follow the desktop in their own
/// way.
class ColourScheme final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ColourScheme)

public:
    explicit ColourScheme(QDBusConnection bus = QDBusConnection::sessionBus(), QObject *parent = nullptr);

    static QPalette darkPalette();

private:
    void ask();
    void apply(const QVariant &scheme);

    QDBusConnection m_bus;
    bool m_isDark = false; ///< by us
    bool m_isTold = false; ///< that it has changed

private Q_SLOTS:
    void onSettingChanged(const QString &group, const QString &key, const QDBusVariant &value);
};

} // namespace vectray
