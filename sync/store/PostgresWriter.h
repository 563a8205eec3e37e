#pragma once

#include "ChunkChanges.h"
#include "IndexBatch.h"
#include "PackedChunks.h"
#include "Postgres.h"

#include <map>

namespace vectray {

/// Carries out one IndexBatch inside a transaction that the caller holds open. Asks the server as often as
/// there are kinds of work, not as there are files: it may be far away.
class PostgresWriter
{
    Q_DISABLE_COPY_MOVE(PostgresWriter)

public:
    PostgresWriter(Postgres &postgres, const IndexBatch &batch, const PackedChunks &packed);

    Done write();

    const BatchCounts &counts() const { return m_counts; }
    bool hasStaged() const { return m_hasStaged; } ///< see isStaging()

private:
    /// A chunk that needs a row.
    struct Fresh
    {
        FileId file;
        const FileWrite *write = nullptr;
        int ordinal = 0;
    };
    /// Rows of chunks that stay at another place.
    struct Moved
    {
        QList<ChunkId> ids;
        QList<std::int64_t> ordinals;
        QList<std::int64_t> startLines;
        QList<std::int64_t> endLines;
        QStringList symbols;
        QStringList symbolKinds;
    };

    Done prepare();
    Done deleteFiles();
    Done moveFiles();
    Done writeFiles();
    Done restampFiles();
    Done putProblems();
    Done solveProblems(const QStringList &paths);
    Result<QHash<QString, FileId>> putFileRows();
    Result<std::map<FileId, StoredChunks>> oldChunks(const QList<FileId> &files);
    Done removeChunks(const QByteArray &condition, const QList<std::int64_t> &ids);
    Done placeChunks(const Moved &moved);
    Done insertChunks(const QList<Fresh> &fresh);
    Result<QHash<ContentHash, HalfVector>> embeddingsFor(const QList<Fresh> &fresh);
    QString absolute(const QString &path) const { return m_batch.folder.root + u'/' + path; }

    Postgres &m_postgres;
    const IndexBatch &m_batch;
    const PackedChunks &m_packed;
    std::int64_t m_model = 0;
    BatchCounts m_counts;
    bool m_hasStaged = false;
};

/// Takes out all files, chunks and problems of a folder, and its dataset and project if nothing else is in
/// them; the caller commits.
Done deleteFolder(Postgres &postgres, const FolderScope &folder);

} // namespace vectray
