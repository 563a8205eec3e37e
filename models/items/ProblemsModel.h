#pragma once

#include <domain/FileProblem.h>
#include <domain/WatchConfig.h>

#include <QAbstractTableModel>
#include <QList>

namespace vectray {

/// The files that are not in the index, or not in their newest form: those that failed first, then
/// those that were left out by a rule; at most 5,000 of one folder.
class ProblemsModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { FileColumn, FolderColumn, ReasonColumn, SinceColumn, ColumnCount };
    enum Role {
        KindRole = Qt::UserRole, ///< FileProblem::Kind as int
        FolderKeyRole, ///< WatchConfig::Key
        FilePathRole, ///< absolute
    };
    static constexpr qsizetype MostOfOneFolder = 5000;

    using QAbstractTableModel::QAbstractTableModel;

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

    static QVariant display(const Row &row, int column);

    QList<Row> m_rows; ///< those of a folder side by side
};

} // namespace vectray
