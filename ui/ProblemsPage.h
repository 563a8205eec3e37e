#pragma once

#include <domain/WatchConfig.h>
#include <items/ProblemsModel.h>

#include <QComboBox>
#include <QLabel>
#include <QSortFilterProxyModel>
#include <QTreeView>
#include <QWidget>

namespace vectray {

class Backend;
class FolderTableModel;
struct Folder;

/// The files that could not be indexed, and on demand those that were left out by a rule.
class ProblemsPage : public QWidget
{
    Q_OBJECT

public:
    ProblemsPage(Backend &backend, FolderTableModel &folders, QWidget *parent = nullptr);

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

    void makeTable();
    void fillFolders();
    void ask(const WatchConfig::Key &folder);
    void narrow();

    Backend &m_backend;
    FolderTableModel &m_folders;
    ProblemsModel m_model;
    Filter m_filter;
    QComboBox *m_folder = nullptr;
    QComboBox *m_kind = nullptr;
    QTreeView *m_table = nullptr;
    QLabel *m_message = nullptr;
};

} // namespace vectray
