#pragma once

#include "ChunkChanges.h"
#include "IndexBatch.h"
#include "PreparedChunks.h"
#include "Sqlite.h"
#include "SqliteConfigs.h"
#include "VectorScan.h"

namespace vectray {

/// Carries out one IndexBatch inside a transaction that the caller holds open. In the writer's thread.
class SqliteWriter
{
    Q_DISABLE_COPY_MOVE(SqliteWriter)

public:
    /// All outlive this.
    SqliteWriter(Sqlite &sqlite, const IndexBatch &batch, const PreparedChunks &prepared);

    Done write();

    const BatchCounts &counts() const { return m_counts; }

    /// To be applied to the scan once the transaction is committed.
    CodeDelta takeDelta() { return std::move(m_delta); }

private:
    Done prepare();
    Done deleteFile(FileId id);
    Done moveFile(const FileRecord &record);
    Done writeFile(const FileWrite &write);
    Result<FileId> putFileRow(const FileRecord &record, int chunkCount);
    Result<StoredChunks> oldChunks(FileId file);
    Done keepChunk(const StoredChunk &old, const Chunk &chunk, int ordinal);
    Done insertChunk(FileId file, const Chunk &chunk, int ordinal);
    Done removeChunk(ChunkId chunk);
    Result<QByteArray> embeddingOf(const ContentHash &hash);
    Result<QString> pathOf(FileId file);
    Done restamp(const FileRecord &record);
    Done putProblem(const FileProblem &problem);
    Done solveProblem(const QString &path);
    QString absolute(const QString &path) const { return m_batch.folder.root + u'/' + path; }

    Sqlite &m_sqlite;
    const IndexBatch &m_batch;
    const PreparedChunks &m_prepared;
    DatasetRow m_row;
    std::int64_t m_model = 0;
    QByteArray m_fts;
    QDateTime m_now;
    QByteArray m_pathTerms; ///< of the file being written
    BatchCounts m_counts;
    CodeDelta m_delta;
};

/// Takes out all files, chunks and problems of a folder, in steps of a bounded size; the caller commits.
Result<CodeDelta> deleteFolder(Sqlite &sqlite, const FolderScope &folder);

} // namespace vectray
