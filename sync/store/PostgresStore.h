#pragma once

#include "IndexStore.h"
#include "PostgresAddress.h"
#include "PostgresHealth.h"

#include <atomic>
#include <functional>
#include <memory>

class QThreadPool;

namespace vectray {

class PostgresLink;
class PostgresListener;
class WakeUp;
struct PostgresReader;
struct PostgresScribe;
template<typename Context>
class StoreThread;

/// The team's store: the schema claude_context in a PostgreSQL database with pgvector, shared by any number
/// of Vectrays. Written through one connection and searched through another. While the server is away, calls
/// fail with Unavailable within moments, and work again when it is back.
class PostgresStore final : public IndexStore
{
public:
    struct Options
    {
        PostgresAddress address;
        QString instance; ///< "user@machine": whose folders the configurations are
        QThreadPool *pool = nullptr; ///< packs what is written and scans codes, outlives this; null: nobody helps
        std::int64_t codeBytes = 256 << 20; ///< memory for codes (PostgresCodes); 0: never any
        /// Called in a thread of the store's when the server has gone away, and when it is back.
        std::function<void(const StoreHealth &)> onHealth = [](const StoreHealth &) {};
        /// The same, for what another instance announced.
        std::function<void(const QByteArray &)> onMessage = [](const QByteArray &) {};
    };

    /// Connects at once, and again whenever the connection breaks.
    explicit PostgresStore(Options options);
    ~PostgresStore() override;

    /// How many have their codes in memory, as of the last search that could do with them. For any thread.
    std::int64_t chunksInMemory() const { return m_chunksInMemory; }

    /// Tells the other instances something, at most 7,900 bytes of UTF-8. Lost while the server is away.
    void announce(const QByteArray &message);

    QFuture<Result<StoreInfo>> info() override;
    StoreHealth health() const override;
    QFuture<Done> release(FolderScope folder) override;
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
    template<typename Work>
    auto write(Work work);
    template<typename Work>
    auto read(Work work);
    template<typename Work>
    auto writeAlone(DatasetId dataset, Work work);

    void tend();
    void tryAgain();

    Options m_options;
    PostgresHealth m_health;
    std::unique_ptr<WakeUp> m_closing;
    std::atomic<bool> m_closes = false; ///< what is broken off then is no failure
    std::atomic<bool> m_tends = false; ///< or is about to
    std::atomic<std::int64_t> m_chunksInMemory = 0;
    // Each before those that ask it for something.
    std::unique_ptr<StoreThread<PostgresLink>> m_keeper; ///< for what takes long
    std::unique_ptr<StoreThread<PostgresLink>> m_codes; ///< reads them; connected only while it does
    std::unique_ptr<StoreThread<PostgresScribe>> m_writer;
    std::unique_ptr<StoreThread<PostgresReader>> m_reader;
    std::unique_ptr<PostgresListener> m_listener;
};

} // namespace vectray
