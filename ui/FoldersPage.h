#pragma once

#include <domain/WatchConfig.h>
#include <items/FolderWords.h>

#include <QLabel>
#include <QPushButton>
#include <QStackedWidget>
#include <QTreeView>

namespace vectray {

class Backend;
class FolderTableModel;

/// The watched folders: on and off, how each of them is and one button that cures what ails it. A folder
/// that is dragged in is added.
class FoldersPage : public QWidget
{
    Q_OBJECT

public:
    FoldersPage(Backend &backend, FolderTableModel &folders, QWidget *parent = nullptr);

    void select(const WatchConfig::Key &folder);

Q_SIGNALS:
    /// \a path may be empty: to be chosen.
    void addFolderRequested(const QString &path);
    void changeRequested(const vectray::WatchConfig::Key &folder);
    void removeRequested(const vectray::WatchConfig::Key &folder);
    void openRequested(const QString &path);
    void problemsRequested(const vectray::WatchConfig::Key &folder);

protected:
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;

private:
    void makeTable();
    QWidget *makeEmptyPage();
    QWidget *makeDetails();
    void showMenu(const QPoint &at);
    void showDetails();
    void cureCurrent();
    void removeCurrent();
    const Folder *current() const;

    Backend &m_backend;
    FolderTableModel &m_folders;
    QStackedWidget *m_stack = nullptr; ///< the table, or an invitation while there is nothing in it
    QTreeView *m_table = nullptr;
    QWidget *m_details = nullptr;
    QLabel *m_icon = nullptr;
    QLabel *m_sentence = nullptr;
    QLabel *m_hint = nullptr;
    QPushButton *m_cure = nullptr;
};

} // namespace vectray
