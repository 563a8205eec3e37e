#pragma once

#include "Page.h"

#include <domain/WatchConfig.h>
#include <items/ActivityModel.h>

#include <QPointer>
#include <QStringList>
#include <QTabWidget>
#include <QWidget>

namespace vectray {

class ActivityPage;
class Backend;
class FolderTableModel;
class FoldersPage;
class HelpMenu;
class Measurements;
class Overview;
class ProblemsModel;
class ProblemsPage;
class SearchPage;
class StatusBanner;

/// The window: everything the tray tells, in full. Remembers where it was.
class MainWindow : public QWidget
{
    Q_OBJECT

public:
    /// What the window shows; all of it outlives the window.
    struct Models
    {
        Overview &overview;
        FolderTableModel &folders;
        ActivityModel &activity;
        ProblemsModel &problems;
        const Measurements &measurements;
    };

    /// \a settingsFile keeps the geometry; empty: nothing does.
    MainWindow(Backend &backend, const Models &models, QString settingsFile);

    /// In front of other windows, as it was left.
    void present();
    void showPage(Page page);
    void search(const QString &text);
    void showProblems(const WatchConfig::Key &folder);
    void addFolders(const QStringList &paths);
    void changeFolder(const WatchConfig::Key &folder);
    void removeFolder(const WatchConfig::Key &folder);
    void setEditor(const QString &command) { m_editor = command; }
    void say(const QString &sentence);
    HelpMenu &help();

Q_SIGNALS:
    void settingsRequested();
    void quitRequested();
    void closed();

protected:
    void closeEvent(QCloseEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void makeTabs(const Models &models);
    void addShortcuts();
    void connectPages();
    void countProblems();
    void showNextForm();
    void saveGeometryNow();
    void openFile(const QString &path, int line);
    void openFolder(const QString &path);

    Backend &m_backend;
    Overview &m_overview;
    FolderTableModel &m_folders;
    QString m_settingsFile;
    QString m_editor;
    StatusBanner *m_banner = nullptr;
    QTabWidget *m_tabs = nullptr;
    FoldersPage *m_foldersPage = nullptr;
    SearchPage *m_searchPage = nullptr;
    ActivityPage *m_activityPage = nullptr;
    ProblemsPage *m_problemsPage = nullptr;
    QStringList m_toAdd; ///< dragged in together, asked about one after the other
    QPointer<QWidget> m_form;
};

} // namespace vectray
