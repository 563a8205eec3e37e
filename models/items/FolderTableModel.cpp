#include "FolderTableModel.h"

#include "FolderWords.h"
#include "PlainText.h"

#include <QLocale>
#include <QSet>

#include <algorithm>

namespace vectray {

namespace {

bool isRunning(Folder::State state)
{
    return state == Folder::State::Scanning || state == Folder::State::Syncing;
}

} // namespace

FolderTableModel::FolderTableModel(QObject *parent, Clock clock)
    : QAbstractTableModel(parent)
    , m_clock(std::move(clock))
{}

void FolderTableModel::setFolders(const QList<Folder> &folders)
{
    QSet<WatchConfig::Key> wanted;
    for (const Folder &folder : folders)
        wanted.insert(folder.config.key);
    for (qsizetype row = m_rows.size() - 1; row >= 0; --row) {
        if (!wanted.contains(m_rows.at(row).folder.config.key))
            remove(m_rows.at(row).folder.config.key);
    }
    for (const Folder &folder : folders)
        put(folder);
}

void FolderTableModel::put(const Folder &folder)
{
    const int row = rowOf(folder.config.key);
    if (row < 0) {
        Row fresh{folder, {}};
        estimate(fresh);
        const int last = int(m_rows.size());
        beginInsertRows({}, last, last);
        m_rows.append(fresh);
        endInsertRows();
        return;
    }

    Row &known = m_rows[row];
    if (known.folder == folder)
        return;
    known.folder = folder;
    estimate(known);
    Q_EMIT dataChanged(index(row, 0), index(row, ColumnCount - 1));
}

void FolderTableModel::remove(const WatchConfig::Key &key)
{
    const int row = rowOf(key);
    if (row < 0)
        return;
    beginRemoveRows({}, row, row);
    m_rows.removeAt(row);
    endRemoveRows();
}

void FolderTableModel::refreshTimes()
{
    if (!m_rows.isEmpty())
        Q_EMIT dataChanged(index(0, LastSyncColumn), index(int(m_rows.size()) - 1, LastSyncColumn),
                           {Qt::DisplayRole});
}

QList<Folder> FolderTableModel::folders() const
{
    QList<Folder> folders;
    for (const Row &row : m_rows)
        folders.append(row.folder);
    return folders;
}

const Folder *FolderTableModel::find(const WatchConfig::Key &key) const
{
    const int row = rowOf(key);
    return row < 0 ? nullptr : &m_rows.at(row).folder;
}

std::optional<std::chrono::seconds> FolderTableModel::longestLeft() const
{
    std::optional<std::chrono::seconds> longest;
    for (const Row &row : m_rows) {
        if (!isRunning(row.folder.state))
            continue;
        if (!row.estimate.left())
            return {}; // one unknown makes the sum of them unknown
        longest = std::max(longest.value_or(std::chrono::seconds(0)), *row.estimate.left());
    }
    return longest;
}

QModelIndex FolderTableModel::indexOf(const WatchConfig::Key &key) const
{
    const int row = rowOf(key);
    return row < 0 ? QModelIndex() : index(row, 0);
}

int FolderTableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

int FolderTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(ColumnCount);
}

QVariant FolderTableModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};

    const Row &row = m_rows.at(index.row());
    const bool isNumber = index.column() == FilesColumn || index.column() == ChunksColumn;
    switch (role) {
    case Qt::DisplayRole:
        return display(row, index.column());
    case Qt::ToolTipRole:
        // A tool tip takes what looks like HTML for HTML: escaped, and marked as HTML, nothing can be forged.
        return QString(u"<qt>" + oneLine(row.folder.config.key.path).toHtmlEscaped() + u"</qt>");
    case Qt::TextAlignmentRole:
        return isNumber ? QVariant(Qt::AlignRight | Qt::AlignVCenter) : QVariant();
    case Qt::CheckStateRole:
        if (index.column() != NameColumn)
            return {};
        return row.folder.config.enabled ? Qt::Checked : Qt::Unchecked;
    case FolderRole:
        return QVariant::fromValue(row.folder);
    case StateRole:
        return int(row.folder.state);
    case SentenceRole:
        return FolderWords::sentence(row.folder, row.estimate.left());
    case CureRole:
        return int(FolderWords::cure(row.folder));
    case ProgressRole:
        return progress(row.folder);
    case SortRole:
        return sortValue(row, index.column());
    default:
        return {};
    }
}

QVariant FolderTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole && (section == FilesColumn || section == ChunksColumn))
        return QVariant(Qt::AlignRight | Qt::AlignVCenter);
    if (role == Qt::TextAlignmentRole)
        return QVariant(Qt::AlignLeft | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};

    switch (section) {
    case NameColumn:
        return tr("Folder");
    case StatusColumn:
        return tr("Status");
    case FilesColumn:
        return tr("Files");
    case ChunksColumn:
        return tr("Chunks");
    case LastSyncColumn:
        return tr("Last sync");
    default:
        return {};
    }
}

bool FolderTableModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (role != Qt::CheckStateRole || !checkIndex(index, CheckIndexOption::IndexIsValid)
        || index.column() != NameColumn)
        return false;

    WatchConfig &config = m_rows[index.row()].folder.config;
    const bool enabled = value.toInt() == Qt::Checked;
    if (config.enabled == enabled)
        return true;
    config.enabled = enabled;
    Q_EMIT dataChanged(index, index.siblingAtColumn(StatusColumn));
    Q_EMIT toggled(config.key, enabled);
    return true;
}

Qt::ItemFlags FolderTableModel::flags(const QModelIndex &index) const
{
    const Qt::ItemFlags flags = QAbstractTableModel::flags(index);
    return index.isValid() && index.column() == NameColumn ? flags | Qt::ItemIsUserCheckable : flags;
}

QVariant FolderTableModel::display(const Row &row, int column)
{
    const Folder &folder = row.folder;
    switch (column) {
    case NameColumn:
        return FolderWords::name(folder.config.key);
    case StatusColumn:
        return FolderWords::sentence(folder, row.estimate.left());
    case FilesColumn:
        return QLocale().toString(qlonglong(folder.files));
    case ChunksColumn:
        return QLocale().toString(qlonglong(folder.chunks));
    case LastSyncColumn:
        return FolderWords::ago(folder.lastSyncAt, QDateTime::currentDateTimeUtc());
    default:
        return {};
    }
}

QVariant FolderTableModel::sortValue(const Row &row, int column)
{
    switch (column) {
    case StatusColumn:
        return int(row.folder.state);
    case FilesColumn:
        return qlonglong(row.folder.files);
    case ChunksColumn:
        return qlonglong(row.folder.chunks);
    case LastSyncColumn:
        return row.folder.lastSyncAt;
    default:
        return display(row, column);
    }
}

QVariant FolderTableModel::progress(const Folder &folder)
{
    if (!isRunning(folder.state))
        return {};
    if (folder.progressTotal <= 0)
        return -1.0;
    return std::clamp(double(folder.progress) / double(folder.progressTotal), 0.0, 1.0);
}

int FolderTableModel::rowOf(const WatchConfig::Key &key) const
{
    const auto row = std::ranges::find(m_rows, key, [](const Row &r) { return r.folder.config.key; });
    return row == m_rows.end() ? -1 : int(row - m_rows.begin());
}

void FolderTableModel::estimate(Row &row) const
{
    const bool counts = row.folder.state == Folder::State::Syncing;
    row.estimate.update(row.folder.progress, counts ? row.folder.progressTotal : 0, m_clock());
}

} // namespace vectray
