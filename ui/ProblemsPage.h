#pragma once

#include <domain/WatchConfig.h>
#include <items/ProblemsModel.h>

#include <QComboBox>
#include <QLabel>
#include <QPushButton>
#include <QSortFilterProxyModel>
#include <QTreeView>
#include <QWidget>

namespace vectray {

class Backend;
class FolderTableModel;
struct Folder;

/// The files that could not be indexed, on demand those that were left out by a rule, and deletions of most
/// of a folder: while one is held it can be looked at again at once; afterwards it is there until it is
/// accepted.
class ProblemsPage : public QWidget
{
    Q_OBJECT

public:
    struct Models
    {
        FolderTableModel &folders;
        ProblemsModel &problems;
    };
    /// All of it must outlive this object.
    ProblemsPage(Backend &backend, const Models &models, QWidget *parent = nullptr);

    /// Asks for all folders' problems anew; while the page is not seen it is not kept up to date.
    void refresh();
    void showFolder(const WatchConfig::Key &folder);

Q_SIGNALS:
    void openRequested(const QString &path, int line);

protected:
    void showEvent(QShowEvent *event) override;

private:
    class Filter : public QSortFilterProxyModel
    {
    public:
        using QSortFilterProxyModel::QSortFilterProxyModel;
        void set(const QVariant &folder, bool skipped);

    protected:
        bool filterAcceptsRow(int row, const QModelIndex &parent) const override;

    private:
        QVariant m_folder; ///< WatchConfig::Key; invalid: all
        bool m_skipped = false;
    };

    void makeButtons();
    void makeTable();
    void lookAgain();
    void acceptDeletions();
    int countDeletions(DeletionHeld::Outcome outcome) const; ///< of those that are shown
    void fillFolders();
    void ask(const WatchConfig::Key &folder);
    void narrow();
    void summarise(); ///< of what is shown: what can be done about it, and a sentence

    Backend &m_backend;
    FolderTableModel &m_folders;
    ProblemsModel &m_model;
    Filter m_filter;
    QComboBox *m_folder = nullptr;
    QComboBox *m_kind = nullptr;
    QTreeView *m_table = nullptr;
    QPushButton *m_retry = nullptr;
    QPushButton *m_accept = nullptr;
    QLabel *m_message = nullptr;
};

} // namespace vectray
