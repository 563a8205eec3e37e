#pragma once

#include "IndexStore.h"

#include <atomic>
#include <memory>
#include <vector>

class QThreadPool;

namespace vectray {

class Sqlite;
class SharedCodes;
class SqliteSearch;
template<typename Context>
class StoreThread;

/// The embedded store: one SQLite file with text, vectors, full-text index and metadata, written by one thread
/// and searched by a few others (WAL lets them work at once). One process at a time.
class SqliteStore final : public IndexStore
{
public:
    /// Makes the file (0600) if there is none. info() tells whether that worked.
    /// \a pool packs what is going to be written, and outlives this.
    SqliteStore(const QString &file, QThreadPool &pool);
    ~SqliteStore() override;

    /// Gives back to the disk what deleted rows have left; answers with what is there afterwards. What is to
    /// be written waits meanwhile; the search goes on. Unavailable without the room for it, Cancelled by the
    /// destructor.
    QFuture<Result<StoreInfo>> compact();

    QFuture<Result<StoreInfo>> info() override;
    QFuture<Result<QList<WatchConfig>>> watchConfigs() override;
    QFuture<Result<WatchConfig>> putWatchConfig(WatchConfig config) override;
    QFuture<Done> removeWatchConfig(WatchConfig::Key key) override;
    QFuture<Result<FolderScope>> folderScope(WatchConfig::Key key) override;
    QFuture<Done> removeIndex(FolderScope folder) override;
    QFuture<Result<QList<ProjectSummary>>> summaries() override;
    QFuture<Result<FilePage>> files(FilesQuery query) override;
    QFuture<Result<QList<FileProblem>>> problems(FolderScope folder) override;
    QFuture<Result<FileTable>> fileTable(FolderScope folder) override;
    QFuture<Result<QList<FileRecord>>> records(FolderScope folder, QList<FileId> ids) override;
    QFuture<Result<QList<FileRecord>>> recordsAt(FolderScope folder, QStringList paths) override;
    QFuture<Result<QSet<ContentHash>>> knownChunks(EmbeddingModel model, QList<ContentHash> hashes) override;
    QFuture<Result<BatchCounts>> apply(IndexBatch batch) override;
    QFuture<Done> markSynced(FolderScope folder) override;
    QFuture<Result<VectorSetState>> vectorSet(EmbeddingModel model) override;
    QFuture<Result<MissingVectors>> missingVectors(EmbeddingModel model, ChunkId after, int limit) override;
    QFuture<Done> addVectors(EmbeddingModel model, QHash<ContentHash, Embedding> vectors) override;
    QFuture<Done> switchTo(EmbeddingModel model) override;
    QFuture<Result<VectorCacheState>> vectorCache() override;
    QFuture<Done> maintain(VectorCacheLimits limits) override;
    QFuture<Result<QList<StoredFile>>> storedFiles(DatasetId dataset, FileId after, int limit) override;
    QFuture<Result<QList<SearchHit>>> search(SearchQuery query) override;

private:
    StoreThread<SqliteSearch> &reader() const; ///< the one with the least to do

    QString m_file;
    QThreadPool &m_pool;
    std::atomic<bool> m_closes = false;
    std::shared_ptr<SharedCodes> m_codes;
    std::vector<std::unique_ptr<StoreThread<SqliteSearch>>> m_readers;
    std::unique_ptr<StoreThread<Sqlite>> m_writer;
};

} // namespace vectray
