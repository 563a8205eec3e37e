#pragma once

#include "Icons.h"
#include "TrayHost.h"
#include "TrayMenu.h"

#include <QSystemTrayIcon>

#include <chrono>
#include <memory>
#include <optional>

namespace vectray {

/// The icon in the panel: state, tool tip of two lines, menu. Made as soon as there is a panel to show it.
class TrayIcon : public QObject
{
    Q_OBJECT

public:
    TrayIcon(Backend &backend, Overview &overview, FolderTableModel &folders, QObject *parent = nullptr);
    ~TrayIcon() override;

    /// \a patience: after that, without a panel, unavailable() is told. A panel that comes later is used too.
    void start(std::chrono::milliseconds patience);
    bool isVisible() const { return m_icon && m_icon->isVisible(); }
    void setStyle(IconStyle style);
    /// A balloon, for desktops without a notification service; clicked: messageClicked().
    void showMessage(const QString &title, const QString &text);
    TrayMenu &menu() { return m_menu; }

Q_SIGNALS:
    void toggleRequested(); ///< the icon was clicked
    void searchRequested(); ///< with the middle button
    void messageClicked();
    void unavailable();

private:
    void create();
    void update(const AppState &state);

    Overview &m_overview;
    TrayMenu m_menu;
    TrayHost m_host;
    IconStyle m_style = IconStyle::Colour;
    std::optional<AppState::Condition> m_shown;
    std::unique_ptr<QSystemTrayIcon> m_icon; ///< after the menu it shows: gone before it
};

} // namespace vectray
