#pragma once

#include "ProgressEstimate.h"

#include <domain/Folder.h>

#include <QAbstractTableModel>
#include <QList>

#include <functional>
#include <optional>

namespace vectray {

/// The configured folders as rows, in the order in which they were told; the check box of the first
/// column is the on/off switch. A row keeps its place for as long as its folder is configured.
class FolderTableModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { NameColumn, StatusColumn, FilesColumn, ChunksColumn, LastSyncColumn, ColumnCount };
    enum Role {
        FolderRole = Qt::UserRole, ///< the whole Folder
        StateRole, ///< Folder::State as int
        SentenceRole, ///< its condition and why, QString
        CureRole, ///< Cure as int
        ProgressRole, ///< double, 0 … 1; -1: running, but not known how far; invalid: not running
        SortRole, ///< for sorting by the column's value
    };
    using Clock = std::function<std::chrono::steady_clock::time_point()>;

    explicit FolderTableModel(QObject *parent = nullptr, Clock clock = std::chrono::steady_clock::now);

    /// Takes over what is different from what is shown; new folders come last.
    void setFolders(const QList<Folder> &folders);
    void put(const Folder &folder);
    void remove(const WatchConfig::Key &key);
    /// "5 minutes ago" grows old by itself; the owner calls this every now and then.
    void refreshTimes();

    QList<Folder> folders() const;
    const Folder *find(const WatchConfig::Key &key) const;
    /// Of the running sync that takes longest; nothing where no estimate can be trusted.
    std::optional<std::chrono::seconds> longestLeft() const;
    /// An invalid index if there is no such folder.
    QModelIndex indexOf(const WatchConfig::Key &key) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role = Qt::EditRole) override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;

Q_SIGNALS:
    /// The person flipped the switch.
    void toggled(const vectray::WatchConfig::Key &folder, bool enabled);

private:
    struct Row
    {
        Folder folder;
        ProgressEstimate estimate;
    };

    static QVariant display(const Row &row, int column);
    static QVariant sortValue(const Row &row, int column);
    static QVariant progress(const Folder &folder);
    int rowOf(const WatchConfig::Key &key) const;
    void estimate(Row &row) const;

    QList<Row> m_rows;
    Clock m_clock;
};

} // namespace vectray
