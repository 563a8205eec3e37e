#pragma once

#include <domain/FileProblem.h>
#include <domain/SyncEvent.h>

#include <QAbstractTableModel>
#include <QList>

namespace vectray {

/// What somebody should look at. First deletions of most of a folder, one row each: from when it is held
/// until the files are back or somebody accepts it. Then the files that are not in the index, or not in their
/// newest form: those that failed first, then those that were left out by a rule; at most 5,000 of one
/// folder.
class ProblemsModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { FileColumn, FolderColumn, ReasonColumn, SinceColumn, ColumnCount };
    enum Role {
        KindRole = Qt::UserRole, ///< FileProblem::Kind as int
        FolderKeyRole, ///< WatchConfig::Key
        FilePathRole, ///< absolute; of a deletion: the folder's
        DeletionRole, ///< DeletionHeld::Outcome as int; invalid: the row is about a file
    };
    static constexpr qsizetype MostOfOneFolder = 5000;

    using QAbstractTableModel::QAbstractTableModel;

    /// Takes in what is told of deletions.
    void record(const SyncEvent &event);
    /// Somebody has seen that these files are gone. One that is still held stays.
    void acceptDeletion(const WatchConfig::Key &folder);

    /// Replaces what is known of that folder; the other folders' rows stay as they are.
    void setProblems(const WatchConfig::Key &folder, QList<FileProblem> problems);
    void removeFolder(const WatchConfig::Key &folder);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    struct Row
    {
        WatchConfig::Key folder;
        FileProblem problem;
    };
    struct Deletion
    {
        DeletionHeld event;
        QDateTime since; ///< UTC
    };

    static QVariant display(const Row &row, int column);
    static QVariant display(const Deletion &deletion, int column);
    QVariant deletionData(const Deletion &deletion, int column, int role) const;
    void removeDeletion(const WatchConfig::Key &folder);
    void removeFiles(const WatchConfig::Key &folder);

    QList<Deletion> m_deletions; ///< the first rows, one of a folder

    QList<Row> m_rows; ///< those of a folder side by side
};

} // namespace vectray
