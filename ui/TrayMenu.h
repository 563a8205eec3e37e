#pragma once

#include "Page.h"

#include <domain/WatchConfig.h>
#include <items/AppState.h>

#include <QList>
#include <QMenu>

#include <chrono>

namespace vectray {

class Backend;
class FolderTableModel;
class HelpMenu;
class Overview;

/// The menu of the tray icon, always true to what it shows.
///
/// A folder has two places: a check box, because turning folders on and off is what the menu is opened
/// for, and a submenu with everything else; an entry cannot be both in a Qt menu. The menu is one object
/// for the life of the program and its entries are changed in place, as panels that show it over D-Bus
/// crash or go stale when a menu is exchanged.
class TrayMenu : public QMenu
{
    Q_OBJECT

public:
    static constexpr int DirectFolders = 10; ///< more of them go into a submenu

    /// Empty until populate(): GNOME wants the menu to be known before it has entries.
    TrayMenu(Backend &backend, Overview &overview, FolderTableModel &folders);

    void populate();
    HelpMenu &help() { return *m_help; }

Q_SIGNALS:
    void pageRequested(vectray::Page page);
    void problemsRequested(const vectray::WatchConfig::Key &folder);
    void addFolderRequested();
    void removeRequested(const vectray::WatchConfig::Key &folder);
    void openRequested(const QString &path);
    void settingsRequested();
    void agentsRequested();
    void quitRequested();

private:
    /// What belongs to one folder.
    struct Entry
    {
        WatchConfig::Key key;
        QAction *check = nullptr;
        QMenu *menu = nullptr;
        QAction *pause = nullptr;
        QAction *sync = nullptr;
        QAction *problems = nullptr;
    };

    void addPauseMenu();
    void rebuildFolders();
    void addEntry(const WatchConfig::Key &key);
    void fillFolderMenu(Entry &entry);
    void update(const AppState &state);
    void updateEntry(const Entry &entry);
    QString label(const WatchConfig::Key &key) const;
    void pauseFor(std::chrono::minutes time);

    Backend &m_backend;
    Overview &m_overview;
    FolderTableModel &m_folders;
    QAction *m_status = nullptr;
    QAction *m_foldersEnd = nullptr; ///< the entry that comes after the check boxes
    QMenu *m_more = nullptr;
    QMenu *m_folderActions = nullptr;
    QMenu *m_pause = nullptr;
    QAction *m_resume = nullptr;
    QAction *m_problems = nullptr;
    HelpMenu *m_help;
    QList<Entry> m_entries;
};

} // namespace vectray
