#pragma once

#include "PipelineParts.h"

#include <detect/FolderReader.h>
#include <detect/MoveMatcher.h>
#include <domain/FileChange.h>
#include <domain/FileProblem.h>
#include <domain/SyncStats.h>
#include <store/IndexBatch.h>

#include <QFuture>

#include <optional>
#include <stop_token>

namespace vectray {

/// Takes some files from the disk into the store: read, recognise moves, chunk, embed what is new, write.
///
/// A batch is written while the next one is read and chunked; finish() waits for the last. Synchronous, for a
/// worker thread. Counts what it does.
class BatchIndexer
{
    Q_DISABLE_COPY_MOVE(BatchIndexer)

public:
    struct Item
    {
        QByteArray path; ///< relative to the folder, UTF-8
        std::optional<FileRecord> known; ///< what the index has at this path
    };

    struct Mode
    {
        bool force = false; ///< index again even what has not changed
        bool report = true; ///< collect changes() for every file
    };

    BatchIndexer(const PipelineParts &parts, FolderScope folder, FolderReader reader, Mode mode);
    ~BatchIndexer(); ///< waits for what is being written

    /// What files that are not in the index may have been before. Empty by default.
    void setMissing(const QList<FileRecord> &missing) { m_matcher = MoveMatcher(missing); }
    QList<FileRecord> unclaimed() const { return m_matcher.unclaimed(); }

    /// Errors are of the batch as a whole (store, embedder, stop); a single file's trouble becomes a problem.
    Done index(const QList<Item> &items, const std::stop_token &stop);
    Done remove(const QList<FileRecord> &records);
    Done note(QList<FileProblem> problems, QStringList solved);
    Done finish();

    const Mode &mode() const { return m_mode; }
    const SyncStats &stats() const { return m_stats; }
    QList<FileChange> takeChanges() { return std::exchange(m_changes, {}); } ///< written, since the last call
    QStringList takeFailed() { return std::exchange(m_failed, {}); } ///< to be tried again
    QList<FileProblem> takeFailures() { return std::exchange(m_failures, {}); } ///< since the last call, with the reasons

private:
    struct Draft;

    void sort(const Item &item, const Result<FileContent> &content, Draft &draft);
    void fail(FileProblem problem, Draft &draft);
    bool isKept(const FileRecord &record, Draft &draft);
    void sortReadable(const Item &item, const FileContent &content, Draft &draft);
    static void skip(const FileRecord &record, const QString &reason, Draft &draft);
    void chunkAll(Draft &draft);
    Done embedNew(Draft &draft, const std::stop_token &stop);
    Done keepEmbedded(Draft &draft, const QList<ContentHash> &hashes, const QList<Result<Embedding>> &each);
    static void listRefused(Draft &draft, const QHash<ContentHash, QString> &refused);
    Done write(Draft draft);

    PipelineParts m_parts;
    FolderScope m_folder;
    FolderReader m_reader;
    Mode m_mode;
    MoveMatcher m_matcher{{}};
    SyncStats m_stats;
    QList<FileChange> m_changes;
    QStringList m_failed;
    QList<FileProblem> m_failures;
    std::optional<QFuture<Result<BatchCounts>>> m_writing;
    QList<FileChange> m_writingChanges;
    SyncStats m_writingStats;
};

} // namespace vectray
