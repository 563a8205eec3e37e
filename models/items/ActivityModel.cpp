#include "ActivityModel.h"

#include "FolderWords.h"
#include "PlainText.h"

#include <domain/Overloaded.h>

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLocale>

#include <algorithm>

namespace vectray {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

ActivityModel::Kind kindOf(FileChange::Kind kind)
{
    switch (kind) {
    case FileChange::Kind::Created:
        return ActivityModel::Kind::Created;
    case FileChange::Kind::Modified:
        return ActivityModel::Kind::Modified;
    case FileChange::Kind::Moved:
        return ActivityModel::Kind::Moved;
    case FileChange::Kind::Deleted:
        return ActivityModel::Kind::Deleted;
    }
    return ActivityModel::Kind::Modified;
}

/// A cell that begins like a formula would be run by a spreadsheet.
QString csvCell(QString text)
{
    if (!text.isEmpty() && u"=+-@\t\r"_s.contains(text.front()))
        text.prepend(u'\'');
    return u'"' + text.replace(u'"', u"\"\""_s) + u'"';
}

} // namespace

ActivityModel::ActivityModel(QObject *parent, Now now) : QAbstractTableModel(parent), m_now(std::move(now))
{
    m_soon.setSingleShot(true);
    m_soon.setInterval(100ms);
    connect(&m_soon, &QTimer::timeout, this, &ActivityModel::flush);
}

void ActivityModel::record(const SyncEvent &event)
{
    const QDateTime now = m_now();
    std::visit(Overloaded{
                   [&](const WatchStarted &e) {
                       add({now, e.config.key, Kind::Watch, {}, tr("Watching")});
                   },
                   [&](const WatchStopped &e) {
                       add({now, e.config.key, Kind::Watch, {}, tr("No longer watching")});
                   },
                   [&](const WatchFailed &e) {
                       add({now, e.config.key, Kind::Trouble, {}, e.error});
                   },
                   [&](const FileChanged &e) {
                       addFile({now, e.folder, kindOf(e.change.kind), e.change.path, e.change.from});
                   },
                   [&](const FileFailed &e) {
                       addFile({now, e.folder, Kind::Failed, e.path, e.error});
                   },
                   [&](const SyncProgressed &) {},
                   [&](const SyncFinished &e) {
                       endBatch(e.folder);
                       const SyncStats &stats = e.stats;
                       const auto files = stats.filesCreated + stats.filesModified + stats.filesRenamed;
                       if (!stats.changedAnything())
                           return;
                       const QString seconds =
                           QLocale().toString(double(stats.duration.count()) / 1000, 'f', 1);
                       add({now,
                            e.folder,
                            Kind::Synced,
                            {},
                            tr("%1 indexed, %2 removed, in %3 s")
                                .arg(FolderWords::files(files),
                                     QLocale().toString(qlonglong(stats.filesDeleted)), seconds)});
                   },
                   [&](const HealthChanged &e) {
                       const bool good = e.health.state == WatcherHealth::State::Active;
                       add({now,
                            e.folder,
                            Kind::Health,
                            {},
                            good ? tr("Watched without delay again") : e.health.reason});
                   },
                   [&](const DeletionHeld &e) {
                       add({now, e.folder, Kind::Health, {}, FolderWords::deletion(e)});
                   },
               },
               event);
}

void ActivityModel::add(const Entry &entry)
{
    m_fresh.append(entry);
    if (!m_soon.isActive())
        m_soon.start();
}

void ActivityModel::addFile(const Entry &entry)
{
    OpenBatch &batch = m_batches[entry.folder];
    const qint64 known = batch.value(entry.path, -1) - m_lost;
    if (known < 0) {
        if (batch.size() > 2 * Capacity) // most of them fell off the end: a first index is one huge batch
            batch.clear();
        batch.insert(entry.path, m_lost + m_rows.size() + m_fresh.size());
        return add(entry);
    }

    const bool isRow = known < m_rows.size();
    Entry &old = isRow ? m_rows[known] : m_fresh[known - m_rows.size()];
    const bool stillNew = old.kind == Kind::Created && entry.kind == Kind::Modified;
    old = entry;
    if (stillNew)
        old.kind = Kind::Created;
    if (isRow) {
        const int row = int(m_rows.size() - 1 - known);
        Q_EMIT dataChanged(index(row, 0), index(row, ColumnCount - 1));
    }
}

void ActivityModel::endBatch(const WatchConfig::Key &folder)
{
    m_batches.remove(folder);
}

void ActivityModel::flush()
{
    m_soon.stop();
    if (m_fresh.isEmpty())
        return;

    const qsizetype tooMany = std::max<qsizetype>(0, m_fresh.size() - Capacity);
    const qsizetype fresh = m_fresh.size() - tooMany;
    const qsizetype old = std::max<qsizetype>(0, m_rows.size() + fresh - Capacity);
    if (old > 0) {
        const int rows = int(m_rows.size());
        beginRemoveRows({}, rows - int(old), rows - 1);
        m_rows.remove(0, old);
        endRemoveRows();
    }
    beginInsertRows({}, 0, int(fresh) - 1);
    m_rows.append(m_fresh.sliced(tooMany));
    m_fresh.clear();
    endInsertRows();

    m_lost += old + tooMany;
}

QString ActivityModel::kindWord(Kind kind)
{
    switch (kind) {
    case Kind::Created:
        return tr("Added");
    case Kind::Modified:
        return tr("Changed");
    case Kind::Moved:
        return tr("Moved");
    case Kind::Deleted:
        return tr("Removed");
    case Kind::Failed:
        return tr("Failed");
    case Kind::Synced:
        return tr("Synced");
    case Kind::Health:
        return tr("Health");
    case Kind::Watch:
        return tr("Watch");
    case Kind::Trouble:
        return tr("Error");
    }
    return {};
}

int ActivityModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

int ActivityModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(ColumnCount);
}

QVariant ActivityModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};

    const Entry &entry = m_rows.at(m_rows.size() - 1 - index.row());
    if (role == KindRole)
        return int(entry.kind);
    if (role == FolderKeyRole)
        return QVariant::fromValue(entry.folder);
    if (role == FilePathRole)
        return filePath(entry);
    if (role == Qt::ToolTipRole && index.column() == PathColumn)
        return QString(u"<qt>" + describe(entry).toHtmlEscaped() + u"</qt>");
    if (role != Qt::DisplayRole)
        return {};

    switch (index.column()) {
    case TimeColumn:
        return QLocale().toString(entry.time.toLocalTime().time(), u"HH:mm:ss"_s);
    case FolderColumn:
        return FolderWords::name(entry.folder);
    case WhatColumn:
        return kindWord(entry.kind);
    case PathColumn:
        return describe(entry);
    default:
        return {};
    }
}

QVariant ActivityModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant(Qt::AlignLeft | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};

    switch (section) {
    case TimeColumn:
        return tr("Time");
    case FolderColumn:
        return tr("Folder");
    case WhatColumn:
        return tr("What");
    case PathColumn:
        return tr("Details");
    default:
        return {};
    }
}

QString ActivityModel::describe(const Entry &entry)
{
    const QString path = oneLine(entry.path);
    const QString text = oneLine(entry.text);
    if (path.isEmpty())
        return text;
    if (entry.kind == Kind::Moved)
        return tr("%1 (was %2)").arg(path, text);
    return text.isEmpty() ? path : QString(path + u" – " + text);
}

QString ActivityModel::filePath(const Entry &entry)
{
    if (entry.path.isEmpty() || entry.kind == Kind::Deleted)
        return {};
    return entry.folder.path + u'/' + entry.path;
}

QByteArray ActivityModel::toCsv() const
{
    QString csv = u"time,project,dataset,folder,kind,path,details\r\n"_s;
    for (const Entry &entry : m_rows) {
        const QStringList cells{entry.time.toString(Qt::ISODateWithMs),
                                entry.folder.project,
                                entry.folder.dataset,
                                entry.folder.path,
                                kindWord(entry.kind),
                                entry.path,
                                entry.text};
        QStringList quoted;
        for (const QString &cell : cells)
            quoted.append(csvCell(cell));
        csv += quoted.join(u',') + u"\r\n"_s;
    }
    return csv.toUtf8();
}

QByteArray ActivityModel::toJson() const
{
    QJsonArray events;
    for (const Entry &entry : m_rows) {
        events.append(QJsonObject{{u"time"_s, entry.time.toString(Qt::ISODateWithMs)},
                                  {u"project"_s, entry.folder.project},
                                  {u"dataset"_s, entry.folder.dataset},
                                  {u"folder"_s, entry.folder.path},
                                  {u"kind"_s, kindWord(entry.kind)},
                                  {u"path"_s, entry.path},
                                  {u"details"_s, entry.text}});
    }
    return QJsonDocument(events).toJson();
}

} // namespace vectray
