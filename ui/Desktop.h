#pragma once

#include "ColourScheme.h"
#include "DBusNotifications.h"
#include "Notifier.h"
#include "TrayIcon.h"
#include "UiSettings.h"

#include <items/ActivityModel.h>
#include <items/FolderTableModel.h>
#include <items/Measurements.h>
#include <items/Overview.h>
#include <items/ProblemsModel.h>

#include <QPointer>
#include <QTimer>

#include <memory>

namespace vectray {

class Backend;
class AgentsDialog;
class FirstRun;
class HelpMenu;
class MainWindow;
class SettingsDialog;

/// The whole desktop part: tray icon, notifications, windows. Nothing opens by itself, except the
/// window if there turns out to be no tray to live in, and the first run for somebody who started the program
/// for the first time and has no folder yet.
class Desktop : public QObject
{
    Q_OBJECT

public:
    struct Options
    {
        QString settingsFile{}; ///< an INI file of ours alone
        QString logFolder{}; ///< what "Show logs" opens; empty: nothing to show
        Measurements::Clock clock = std::chrono::steady_clock::now; ///< of the dashboard
    };
    enum class Start {
        ByHand, ///< somebody waits for something to appear: without a tray the window comes soon
        WithSession, ///< nobody does: a tray has a minute to come
    };

    /// \a backend must outlive this object.
    Desktop(Backend &backend, const Options &options);
    ~Desktop() override;

    /// Before anything is shown: installs the translations and the look of the application.
    static void prepare(const QString &settingsFile);

    void start(Start start);
    /// As if the icon was clicked; what a second start of the program does.
    void raise();
    void showPage(Page page);
    /// By its name: "folders", "search", "activity", "problems", "dashboard" or "settings".
    void show(const QString &page);
    void search(const QString &text);
    void addFolder(const QString &path);
    void showSettings();
    void showFirstRun();
    void showAgents();
    Measurements &measurements() { return m_measurements; }
    bool hasTray() const { return m_tray.isVisible(); }

Q_SIGNALS:
    void quitRequested();

private:
    void connectModels();
    void measureStorage();
    void connectMenu();
    void connectHelp(HelpMenu &menu);
    void connectNotifier();
    MainWindow &window();
    void toggleWindow();
    void onWindowClosed();
    void showAbout();
    void saveDebugArchive();
    void apply(const UiSettings &settings);

    Backend &m_backend;
    Options m_options;
    UiSettings m_settings;
    FolderTableModel m_folders;
    Overview m_overview;
    ColourScheme m_colours;
    ActivityModel m_activity;
    Measurements m_measurements;
    ProblemsModel m_problems;
    DBusNotifications m_notifications;
    Notifier m_notifier;
    TrayIcon m_tray;
    QTimer m_halfMinute;
    std::unique_ptr<MainWindow> m_window; ///< made when it is first wanted
    QPointer<SettingsDialog> m_settingsDialog;
    QPointer<FirstRun> m_firstRun;
    QPointer<AgentsDialog> m_agentsDialog;
};

} // namespace vectray
