#pragma once

#include <domain/SyncEvent.h>

#include <QAbstractTableModel>
#include <QDateTime>
#include <QHash>
#include <QList>
#include <QTimer>

#include <functional>

namespace vectray {

/// What happened lately, newest first: one row for a file however often it was touched within one
/// batch (that is, until its folder's sync is finished). Keeps the last 1,000 rows; events are taken
/// in ten times a second at most, so that a first index does not keep the window busy.
class ActivityModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { TimeColumn, FolderColumn, WhatColumn, PathColumn, ColumnCount };
    enum Role {
        KindRole = Qt::UserRole, ///< Kind as int
        FolderKeyRole, ///< WatchConfig::Key
        FilePathRole, ///< absolute; empty: not about a file that is there
    };
    enum class Kind { Created, Modified, Moved, Deleted, Failed, Synced, Health, Watch, Trouble };
    using Now = std::function<QDateTime()>; ///< UTC

    static constexpr int Capacity = 1000;

    explicit ActivityModel(QObject *parent = nullptr, Now now = QDateTime::currentDateTimeUtc);

    void record(const SyncEvent &event);
    /// Takes in what record() has gathered, now.
    void flush();

    static QString kindWord(Kind kind);
    /// All rows with their headings, oldest first, as RFC 4180 text.
    QByteArray toCsv() const;
    /// An array of objects, oldest first.
    QByteArray toJson() const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    struct Entry
    {
        QDateTime time;
        WatchConfig::Key folder;
        Kind kind = Kind::Created;
        QString path; ///< relative to the folder; empty: about the folder
        QString text; ///< details, may be empty
    };

    void add(const Entry &entry);
    void addFile(const Entry &entry);
    void endBatch(const WatchConfig::Key &folder);
    static QString describe(const Entry &entry);
    static QString filePath(const Entry &entry);

    using OpenBatch = QHash<QString, qint64>; ///< a file's row, by its serial number

    Now m_now;
    QList<Entry> m_rows; ///< oldest first, so that taking in is cheap; row 0 of the model is the last
    QList<Entry> m_fresh; ///< not yet rows
    qint64 m_lost = 0; ///< entries that fell off the end: the serial number of m_rows.first()
    QHash<WatchConfig::Key, OpenBatch> m_batches;
    QTimer m_soon;
};

} // namespace vectray
