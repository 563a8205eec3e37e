#pragma once

#include "BatchIndexer.h"
#include "PipelineParts.h"
#include "SecondLook.h"

#include <detect/ChangeDetector.h>
#include <domain/FileTable.h>
#include <domain/SyncEvent.h>
#include <watch/TreeWalk.h>

#include <functional>

namespace vectray {

/// Brings one folder's part of the index up to date. Synchronous, for a worker thread; one call at a time.
///
/// The disk and the store are compared whenever it is called, so it never depends on what a watcher has told or
/// missed. It deletes nothing while the root is missing or suddenly empty.
class FolderPipeline
{
public:
    struct Hooks
    {
        std::function<void(const SyncEvent &)> publish;
        /// Paths that were saved while bulk work runs; they are indexed before its next batch.
        std::function<QStringList()> takeUrgent = [] { return QStringList(); };
        /// Called between two batches; may wait, so that other folders get on as well. Cancelled: the rest is to be
        /// left for later.
        std::function<Done()> giveWay = [] { return Done(); };
    };

    FolderPipeline(const PipelineParts &parts, WatchConfig config, FolderScope scope, Hooks hooks);

    /// Compares the whole folder. \a force: index again even what has not changed.
    /// NotFound, Denied, Invalid: the root is not there as a folder with something in it; nothing was deleted.
    /// Unavailable: the store, the embedder or the disk cannot be used now. Cancelled: stopped.
    Result<SyncStats> reconcile(bool force, const std::stop_token &stop);

    /// Looks only at these paths, relative to the folder, and below them.
    Result<SyncStats> syncPaths(const QStringList &paths, const std::stop_token &stop);

    /// A person says that now is the time: a deletion that is held is looked at again without waiting longer.
    /// From any thread.
    void lookAgainNow() { m_secondLook.now(); }

    /// Files that failed in the last call and are to be tried again.
    const QStringList &failed() const { return m_failed; }

private:
    /// What the disk has at some paths.
    struct Found
    {
        FileTable files; ///< sorted
        QList<FileProblem> problems;
        QList<QByteArray> unreadable; ///< directories of which nothing is known
        QStringList solved; ///< paths that have no problem any more, because they are not there any more
    };

    Result<SyncStats> sync(const Found &found, const FileTable &index, BatchIndexer &indexer,
                           const std::stop_token &stop);
    Done indexChanged(const Comparison &comparison, const Found &found, BatchIndexer &indexer,
                      const std::stop_token &stop);
    Done catchUp(QList<BatchIndexer::Item> &items, const std::stop_token &stop) const;
    Result<QList<FileRecord>> missingRecords(const Comparison &comparison, const Found &found,
                                             const FileTable &index) const;
    Done removeMissing(QList<FileRecord> missing, BatchIndexer &indexer, const std::stop_token &stop);
    Result<QList<FileRecord>> lookAgainIfMany(const QList<FileRecord> &missing,
                                              const std::stop_token &stop) const;
    Result<QList<FileRecord>> stillMissing(const QList<FileRecord> &records, const std::stop_token &stop) const;
    WalkOptions walkOptions() const;
    Result<Found> lookEverywhere(const std::stop_token &stop) const;
    Result<Found> lookAt(const QStringList &paths, const std::stop_token &stop) const;
    Done checkRoot(std::size_t indexed) const;
    Result<std::unique_ptr<BatchIndexer>> makeIndexer(BatchIndexer::Mode mode) const;
    Done handleUrgent(const std::stop_token &stop);
    void publishChanges(BatchIndexer &indexer);

    PipelineParts m_parts;
    WatchConfig m_config;
    FolderScope m_scope;
    Hooks m_hooks;
    IgnoreRules m_rules;
    QStringList m_failed;
    mutable SecondLook m_secondLook;
    bool m_overtaken = false; ///< saved files were indexed since the comparison
};

} // namespace vectray
