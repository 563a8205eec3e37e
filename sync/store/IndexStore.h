#pragma once

#include "IndexBatch.h"
#include "StoredFile.h"
#include "VectorSets.h"

#include <domain/FileTable.h>
#include <domain/IndexSummary.h>
#include <domain/Result.h>
#include <domain/SearchHit.h>
#include <domain/SearchQuery.h>
#include <domain/StoreHealth.h>
#include <domain/WatchConfig.h>

#include <QFuture>
#include <QSet>

namespace vectray {

struct FilesQuery
{
    QString project;
    QString dataset; ///< empty: all of the project
    QString prefix; ///< of the relative path
    int limit = 100;
    QString after; ///< the cursor of the page before; empty: from the start
};

struct IndexedFile
{
    FileRecord record;
    QString filePath; ///< absolute
    QString dataset;
    QDateTime lastIndexedAt; ///< UTC
};

struct FilePage
{
    QList<IndexedFile> files; ///< by absolute path
    QString next; ///< empty: this was the last page
};

struct StoreInfo
{
    QString kind; ///< "sqlite", "postgresql"
    QString location; ///< without secrets
    int schemaVersion = 0;
    std::int64_t sizeBytes = 0;
    std::int64_t walBytes = 0; ///< of SQLite's write-ahead log; 0 for others
};

/// The only truth about what is indexed. Calls return at once from any thread; each kind of work is done
/// in order in a thread of the store's own. Futures are never cancelled: a failure is a Result, with
/// Unavailable where it may pass by itself (disk full, database away).
class IndexStore
{
    Q_DISABLE_COPY_MOVE(IndexStore)

public:
    IndexStore() = default;
    virtual ~IndexStore(); ///< finishes what was asked for, then closes

    /// Whether the store could be opened; the reason if not.
    virtual QFuture<Result<StoreInfo>> info() = 0;

    /// As of the last look, without asking anybody.
    virtual StoreHealth health() const { return {}; }

    // Configurations
    virtual QFuture<Result<QList<WatchConfig>>> watchConfigs() = 0; ///< in the order they were made

    /// Makes or changes the configuration with this key, and its project and dataset where they are new.
    /// Returns it as stored, with ids and createdAt.
    virtual QFuture<Result<WatchConfig>> putWatchConfig(WatchConfig config) = 0;
    virtual QFuture<Done> removeWatchConfig(WatchConfig::Key key) = 0; ///< NotFound if there is none

    /// The ids for a folder, making project and dataset where they are new.
    virtual QFuture<Result<FolderScope>> folderScope(WatchConfig::Key key) = 0;
    virtual QFuture<Done> removeIndex(FolderScope folder) = 0; ///< its files, chunks and problems

    // What is there
    virtual QFuture<Result<QList<ProjectSummary>>> summaries() = 0; ///< by name
    virtual QFuture<Result<FilePage>> files(FilesQuery query) = 0;
    virtual QFuture<Result<QList<FileProblem>>> problems(FolderScope folder) = 0; ///< by path

    // Syncing
    virtual QFuture<Result<FileTable>> fileTable(FolderScope folder) = 0; ///< sorted
    virtual QFuture<Result<QList<FileRecord>>> records(FolderScope folder, QList<FileId> ids) = 0;

    /// The records at these paths, and below them where they are directories; by path, none twice.
    virtual QFuture<Result<QList<FileRecord>>> recordsAt(FolderScope folder, QStringList paths) = 0;

    /// Those of \a hashes whose vector is already here, in a live chunk or in the cache.
    virtual QFuture<Result<QSet<ContentHash>>> knownChunks(EmbeddingModel model, QList<ContentHash> hashes) = 0;

    /// One transaction. When the future is ready, searches see the change. The first chunks make their model the
    /// one that is searched; Conflict, and nothing is changed, if a later batch has files of another model.
    virtual QFuture<Result<BatchCounts>> apply(IndexBatch batch) = 0;

    /// Notes that the folder was compared with the disk as a whole.
    virtual QFuture<Done> markSynced(FolderScope folder) = 0;

    /// This program does not index the folder any more; where a dataset has one writer at a time, another may.
    virtual QFuture<Done> release(FolderScope folder);

    // Sets of vectors
    virtual QFuture<Result<VectorSetState>> vectorSet(EmbeddingModel model) = 0;

    /// At most \a limit chunks behind \a after (0: from the first) that have no vector of the model.
    virtual QFuture<Result<MissingVectors>> missingVectors(EmbeddingModel model, ChunkId after, int limit) = 0;

    /// Adds to a set that is not searched yet.
    virtual QFuture<Done> addVectors(EmbeddingModel model, QHash<ContentHash, Embedding> vectors) = 0;

    /// From now on the model is the one that is searched: one transaction, which moves what was searched before to
    /// the cache. Conflict, and nothing is changed, while a chunk has no vector of it.
    virtual QFuture<Done> switchTo(EmbeddingModel model) = 0;

    virtual QFuture<Result<VectorCacheState>> vectorCache() = 0;

    /// Housekeeping for when nothing else is to be done: the cache's limits, the log of the database.
    virtual QFuture<Done> maintain(VectorCacheLimits limits) = 0;

    /// For a copy: at most \a limit files of a dataset behind the file \a after (0: from the first), by id, with all
    /// that belongs to them. Empty: there are no more.
    virtual QFuture<Result<QList<StoredFile>>> storedFiles(DatasetId dataset, FileId after, int limit) = 0;

    /// Best first. NotFound where the project, or a dataset it names, does not exist; Conflict if the query's vector
    /// is not of the model that is searched.
    virtual QFuture<Result<QList<SearchHit>>> search(SearchQuery query) = 0;
};

} // namespace vectray
