#include "ProblemsModel.h"

#include "FolderWords.h"
#include "PlainText.h"

#include <algorithm>

namespace vectray {

namespace {

/// Where the deletion of a folder stands in a list of them, or its end.
auto deletionOf(auto &deletions, const WatchConfig::Key &folder)
{
    return std::ranges::find_if(deletions, [&](const auto &deletion) { return deletion.event.folder == folder; });
}

} // namespace

void ProblemsModel::record(const SyncEvent &event)
{
    const auto *held = std::get_if<DeletionHeld>(&event);
    if (held == nullptr)
        return;
    if (held->outcome == DeletionHeld::Outcome::Kept)
        return removeDeletion(held->folder); // what keeps the files away is told as the folder's state
    const auto known = deletionOf(m_deletions, held->folder);
    if (known != m_deletions.end()) {
        *known = {*held, QDateTime::currentDateTimeUtc()};
        const int row = int(known - m_deletions.begin());
        Q_EMIT dataChanged(index(row, 0), index(row, ColumnCount - 1));
        return;
    }
    const int row = int(m_deletions.size());
    beginInsertRows({}, row, row);
    m_deletions.append({*held, QDateTime::currentDateTimeUtc()});
    endInsertRows();
}

void ProblemsModel::acceptDeletion(const WatchConfig::Key &folder)
{
    const auto known = deletionOf(m_deletions, folder);
    if (known != m_deletions.end() && known->event.outcome != DeletionHeld::Outcome::Waiting)
        removeDeletion(folder);
}

void ProblemsModel::removeDeletion(const WatchConfig::Key &folder)
{
    const auto known = deletionOf(m_deletions, folder);
    if (known == m_deletions.end())
        return;
    const auto row = known - m_deletions.begin();
    beginRemoveRows({}, int(row), int(row));
    m_deletions.removeAt(row);
    endRemoveRows();
}

void ProblemsModel::setProblems(const WatchConfig::Key &folder, QList<FileProblem> problems)
{
    std::ranges::stable_sort(problems, [](const FileProblem &a, const FileProblem &b) {
        return a.kind == FileProblem::Kind::Failed && b.kind != FileProblem::Kind::Failed;
    });
    if (problems.size() > MostOfOneFolder)
        problems.resize(MostOfOneFolder);

    QList<FileProblem> shown;
    for (const Row &row : m_rows) {
        if (row.folder == folder)
            shown.append(row.problem);
    }
    if (shown == problems)
        return;

    removeFiles(folder);
    if (problems.isEmpty())
        return;
    const int first = int(m_deletions.size() + m_rows.size());
    beginInsertRows({}, first, first + int(problems.size()) - 1);
    for (const FileProblem &problem : problems)
        m_rows.append({folder, problem});
    endInsertRows();
}

void ProblemsModel::removeFolder(const WatchConfig::Key &folder)
{
    removeDeletion(folder);
    removeFiles(folder);
}

void ProblemsModel::removeFiles(const WatchConfig::Key &folder)
{
    const auto isOfFolder = [&](const Row &row) { return row.folder == folder; };
    const auto first = std::ranges::find_if(m_rows, isOfFolder);
    if (first == m_rows.end())
        return;
    const auto end = std::find_if_not(first, m_rows.end(), isOfFolder);
    const auto row = first - m_rows.begin();
    const auto count = end - first;
    const int before = int(m_deletions.size());
    beginRemoveRows({}, before + int(row), before + int(row + count) - 1);
    m_rows.remove(row, count);
    endRemoveRows();
}

int ProblemsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_deletions.size() + m_rows.size());
}

int ProblemsModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(ColumnCount);
}

QVariant ProblemsModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};

    if (index.row() < m_deletions.size())
        return deletionData(m_deletions.at(index.row()), index.column(), role);
    const Row &row = m_rows.at(index.row() - m_deletions.size());
    switch (role) {
    case Qt::DisplayRole:
        return display(row, index.column());
    case Qt::ToolTipRole:
        return QString(u"<qt>" + display(row, index.column()).toString().toHtmlEscaped() + u"</qt>");
    case KindRole:
        return int(row.problem.kind);
    case FolderKeyRole:
        return QVariant::fromValue(row.folder);
    case FilePathRole:
        return QString(row.folder.path + u'/' + row.problem.path);
    default:
        return {};
    }
}

QVariant ProblemsModel::deletionData(const Deletion &deletion, int column, int role) const
{
    switch (role) {
    case Qt::DisplayRole:
        return display(deletion, column);
    case Qt::ToolTipRole:
        return QString(u"<qt>" + display(deletion, column).toString().toHtmlEscaped() + u"</qt>");
    case KindRole:
        return int(FileProblem::Kind::Failed); // not left out by a rule
    case FolderKeyRole:
        return QVariant::fromValue(deletion.event.folder);
    case FilePathRole:
        return deletion.event.folder.path;
    case DeletionRole:
        return int(deletion.event.outcome);
    default:
        return {};
    }
}

QVariant ProblemsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant(Qt::AlignLeft | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};

    switch (section) {
    case FileColumn:
        return tr("File");
    case FolderColumn:
        return tr("Folder");
    case ReasonColumn:
        return tr("Why");
    case SinceColumn:
        return tr("Since");
    default:
        return {};
    }
}

QVariant ProblemsModel::display(const Deletion &deletion, int column)
{
    switch (column) {
    case FileColumn:
        return FolderWords::files(deletion.event.files);
    case FolderColumn:
        return FolderWords::name(deletion.event.folder);
    case ReasonColumn:
        return FolderWords::deletion(deletion.event);
    case SinceColumn:
        return FolderWords::ago(deletion.since, QDateTime::currentDateTimeUtc());
    default:
        return {};
    }
}

QVariant ProblemsModel::display(const Row &row, int column)
{
    switch (column) {
    case FileColumn:
        return oneLine(row.problem.path);
    case FolderColumn:
        return FolderWords::name(row.folder);
    case ReasonColumn:
        return oneLine(row.problem.reason);
    case SinceColumn:
        return FolderWords::ago(row.problem.since, QDateTime::currentDateTimeUtc());
    default:
        return {};
    }
}

} // namespace vectray
