#include "SqliteWriter.h"

#include "ChunkCodec.h"
#include "PathRange.h"
#include "ProblemKind.h"
#include "SearchTerms.h"
#include "SqliteRecords.h"
#include "SqliteSchema.h"
#include "SqliteVectorSets.h"

namespace vectray {

using namespace Qt::Literals::StringLiterals;

SqliteWriter::SqliteWriter(Sqlite &sqlite, const IndexBatch &batch, const PreparedChunks &prepared)
    : m_sqlite(sqlite), m_batch(batch), m_prepared(prepared), m_now(QDateTime::currentDateTimeUtc())
{}

Done SqliteWriter::write()
{
    if (Done prepared = prepare(); !prepared)
        return prepared;
    for (const FileId id : m_batch.deletes) {
        if (Done deleted = deleteFile(id); !deleted)
            return deleted;
    }
    for (const FileMove &move : m_batch.moves) {
        if (Done moved = moveFile(move.record); !moved)
            return moved;
    }
    for (const FileWrite &write : m_batch.writes) {
        if (Done written = writeFile(write); !written)
            return written;
    }
    for (const FileRecord &record : m_batch.restamps) {
        if (Done stamped = restamp(record); !stamped)
            return stamped;
    }
    for (const FileProblem &problem : m_batch.problems) {
        if (Done put = putProblem(problem); !put)
            return put;
    }
    for (const QString &path : m_batch.solved) {
        if (Done solved = solveProblem(path); !solved)
            return solved;
    }
    return {};
}

Done SqliteWriter::prepare()
{
    const auto row = datasetRow(m_sqlite, m_batch.folder.dataset);
    if (!row)
        return row.error();
    m_row = *row;
    m_fts = ftsTable(m_row.dataset);
    m_delta.dataset = m_row.dataset;

    if (m_batch.model == EmbeddingModel())
        return {}; // nothing is going to be written
    const auto id = ensureModelRow(m_sqlite, m_batch.model);
    if (!id)
        return id.error();
    if (!m_batch.writes.isEmpty()) {
        if (Done claimed = claimSearched(m_sqlite, *id); !claimed)
            return claimed;
    }
    m_model = *id;
    m_delta.model = m_model;
    return {};
}

Done SqliteWriter::deleteFile(FileId id)
{
    const auto path = pathOf(id);
    if (!path)
        return path.error();
    const auto old = oldChunks(id);
    if (!old)
        return old.error();
    m_pathTerms = indexTerms(path->toUtf8());
    for (const StoredChunk &chunk : *old) {
        if (Done removed = removeChunk(chunk.id); !removed)
            return removed;
    }
    if (Done deleted = m_sqlite.run("DELETE FROM indexed_files WHERE id = ?", id); !deleted)
        return deleted;
    return solveProblem(*path);
}

Done SqliteWriter::moveFile(const FileRecord &record)
{
    const auto oldPath = pathOf(record.id);
    if (!oldPath)
        return oldPath.error();
    const auto old = oldChunks(record.id);
    if (!old)
        return old.error();

    // The path is searchable too, and is not stored by the contentless index: out with the old, in with the new.
    const QByteArray oldTerms = indexTerms(oldPath->toUtf8());
    const QByteArray newTerms = indexTerms(record.path.toUtf8());
    for (const StoredChunk &chunk : *old) {
        QByteArray text;
        if (Done read = m_sqlite.each("SELECT text FROM chunks WHERE id = ?",
                                      [&](const SqliteRow &row) {
                                          if (auto plain = decompressText(row.bytes(0)))
                                              text = indexTerms(*plain);
                                      },
                                      chunk.id);
            !read)
            return read;
        if (Done out = m_sqlite.run("INSERT INTO " + m_fts + '(' + m_fts + ", rowid, text, path) VALUES('delete', ?, ?, ?)",
                                    chunk.id, SqliteText{text}, SqliteText{oldTerms});
            !out)
            return out;
        if (Done in = m_sqlite.run("INSERT INTO " + m_fts + "(rowid, text, path) VALUES(?, ?, ?)", chunk.id,
                                   SqliteText{text}, SqliteText{newTerms});
            !in)
            return in;
    }
    m_counts.chunksUnchanged += std::int64_t(old->size());

    if (Done put = putFileRow(record, int(old->size())).and_then([](FileId) { return Done(); }); !put)
        return put;
    for (const QString &path : {*oldPath, record.path}) {
        if (Done solved = solveProblem(path); !solved)
            return solved;
    }
    return {};
}

Done SqliteWriter::writeFile(const FileWrite &write)
{
    const auto file = putFileRow(write.record, int(write.chunks.size()));
    if (!file)
        return file.error();
    const auto old = oldChunks(*file);
    if (!old)
        return old.error();

    m_pathTerms = indexTerms(write.record.path.toUtf8());
    const ChunkChanges changes = compareChunks(*old, write.chunks, m_model);
    for (const ChunkChanges::Kept &kept : changes.kept) {
        if (Done stays = keepChunk(*kept.old, write.chunks.at(kept.ordinal), kept.ordinal); !stays)
            return stays;
    }
    // First out, then in: a removed vector goes to the cache, where an inserted one may find it.
    for (const ChunkId gone : changes.gone) {
        if (Done removed = removeChunk(gone); !removed)
            return removed;
    }
    for (const int ordinal : changes.fresh) {
        if (Done inserted = insertChunk(*file, write.chunks.at(ordinal), ordinal); !inserted)
            return inserted;
    }
    return solveProblem(write.record.path);
}

Result<FileId> SqliteWriter::putFileRow(const FileRecord &record, int chunkCount)
{
    const QString path = absolute(record.path);
    FileId id = record.id;
    const auto takeId = [&](const SqliteRow &row) { id = row.id<FileTag>(0); };
    const Done put = id == FileId{}
        ? m_sqlite.each(R"(INSERT INTO indexed_files(project_id, dataset_id, file_path, relative_path, sha256_hash,
                               file_size, mtime_ns, ctime_ns, inode, read_at_ns, chunk_count, language,
                               last_indexed_at, created_at, updated_at)
                           VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?13, ?13)
                           ON CONFLICT(project_id, dataset_id, file_path) DO UPDATE SET sha256_hash = ?5, file_size = ?6,
                               mtime_ns = ?7, ctime_ns = ?8, inode = ?9, read_at_ns = ?10, chunk_count = ?11,
                               language = ?12, last_indexed_at = ?13, updated_at = ?13
                           RETURNING id)",
                        takeId, m_row.project, m_row.dataset, path, record.path, record.hash, record.stat.size,
                        record.stat.mtimeNs, record.stat.ctimeNs, std::int64_t(record.stat.inode), record.readAtNs,
                        chunkCount, record.language, m_now)
        : m_sqlite.run(R"(UPDATE indexed_files SET file_path = ?2, relative_path = ?3, sha256_hash = ?4, file_size = ?5,
                              mtime_ns = ?6, ctime_ns = ?7, inode = ?8, read_at_ns = ?9, chunk_count = ?10,
                              language = ?11, last_indexed_at = ?12, updated_at = ?12 WHERE id = ?1)",
                       id, path, record.path, record.hash, record.stat.size, record.stat.mtimeNs, record.stat.ctimeNs,
                       std::int64_t(record.stat.inode), record.readAtNs, chunkCount, record.language, m_now);
    return put ? Result(id) : put.error();
}

Result<StoredChunks> SqliteWriter::oldChunks(FileId file)
{
    StoredChunks chunks;
    const Done read = m_sqlite.each(
        "SELECT id, chunk_hash, ordinal, start_line, end_line, symbol, model_id FROM chunks WHERE file_id = ?",
        [&](const SqliteRow &row) {
            const auto hash = ContentHash::fromBytes(row.bytes(1));
            chunks.push_back({.id = row.id<ChunkTag>(0),
                              .hash = hash ? *hash : ContentHash(),
                              .model = row.integer(6),
                              .ordinal = int(row.integer(2)),
                              .startLine = int(row.integer(3)),
                              .endLine = int(row.integer(4)),
                              .symbol = row.text(5)});
        },
        file);
    if (!read)
        return read.error();
    std::ranges::sort(chunks, {}, &StoredChunk::ordinal);
    return chunks;
}

Done SqliteWriter::keepChunk(const StoredChunk &old, const Chunk &chunk, int ordinal)
{
    ++m_counts.chunksUnchanged;
    if (old.isAt(chunk, ordinal))
        return {};
    return m_sqlite.run("UPDATE chunks SET ordinal = ?, start_line = ?, end_line = ?, symbol = ?, symbol_kind = ? "
                        "WHERE id = ?",
                        ordinal, chunk.startLine, chunk.endLine, chunk.symbol, chunk.symbolKind, old.id);
}

Done SqliteWriter::insertChunk(FileId file, const Chunk &chunk, int ordinal)
{
    const auto embedding = embeddingOf(chunk.hash);
    if (!embedding)
        return embedding.error();
    const PreparedChunk prepared = m_prepared.of(chunk);
    if (Done inserted = m_sqlite.run(R"(INSERT INTO chunks(file_id, dataset_id, ordinal, chunk_hash, start_line, end_line,
                                            symbol, symbol_kind, model_id, text, embedding)
                                        VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?))",
                                     file, m_row.dataset, ordinal, chunk.hash, chunk.startLine, chunk.endLine,
                                     chunk.symbol, chunk.symbolKind, m_model, prepared.packed, *embedding);
        !inserted)
        return inserted;
    const ChunkId id{m_sqlite.lastInsertId()};
    if (Done added = m_sqlite.run("INSERT INTO " + m_fts + "(rowid, text, path) VALUES(?, ?, ?)", id,
                                  SqliteText{prepared.terms}, SqliteText{m_pathTerms});
        !added)
        return added;

    VectorCode code = vectorCodeOfPacked(*embedding);
    if (Done coded = m_sqlite.run("INSERT INTO chunk_codes(chunk_id, dataset_id, file_id, model_id, code) "
                                  "VALUES(?, ?, ?, ?, ?)",
                                  id, m_row.dataset, file, m_model, bytesOf(code));
        !coded)
        return coded;
    m_delta.added.push_back({id, file, std::move(code)});
    ++m_counts.chunksAdded;
    return {};
}

Done SqliteWriter::removeChunk(ChunkId chunk)
{
    ContentHash hash;
    QByteArray text;
    QByteArray embedding;
    std::int64_t model = 0;
    if (Done read = m_sqlite.each("SELECT chunk_hash, text, embedding, model_id FROM chunks WHERE id = ?",
                                  [&](const SqliteRow &row) {
                                      if (const auto found = ContentHash::fromBytes(row.bytes(0)))
                                          hash = *found;
                                      if (auto plain = decompressText(row.bytes(1)))
                                          text = *std::move(plain);
                                      embedding = row.bytes(2).toByteArray();
                                      model = row.integer(3);
                                  },
                                  chunk);
        !read)
        return read;

    const QByteArray terms = indexTerms(text);
    if (Done out = m_sqlite.run("INSERT INTO " + m_fts + '(' + m_fts + ", rowid, text, path) VALUES('delete', ?, ?, ?)",
                                chunk, SqliteText{terms}, SqliteText{m_pathTerms});
        !out)
        return out;
    if (Done cached = m_sqlite.run("INSERT INTO embedding_cache(model_id, chunk_hash, embedding, last_used_at) "
                                   "VALUES(?1, ?2, ?3, ?4) ON CONFLICT DO UPDATE SET last_used_at = ?4",
                                   model, hash, embedding, m_now);
        !cached)
        return cached;
    if (Done coded = m_sqlite.run("DELETE FROM chunk_codes WHERE chunk_id = ?", chunk); !coded)
        return coded;
    m_delta.removed.push_back(chunk);
    ++m_counts.chunksRemoved;
    return m_sqlite.run("DELETE FROM chunks WHERE id = ?", chunk);
}

Result<QByteArray> SqliteWriter::embeddingOf(const ContentHash &hash)
{
    if (const auto given = m_batch.vectors.constFind(hash); given != m_batch.vectors.constEnd())
        return packEmbedding(*given);

    QByteArray packed;
    const auto take = [&](const SqliteRow &row) { packed = row.bytes(0).toByteArray(); };
    if (Done live = m_sqlite.each("SELECT embedding FROM chunks WHERE chunk_hash = ? AND model_id = ? LIMIT 1", take,
                                  hash, m_model);
        !live)
        return live.error();
    if (!packed.isEmpty())
        return packed;
    if (Done cached = m_sqlite.each("UPDATE embedding_cache SET last_used_at = ?3 WHERE model_id = ?1 AND chunk_hash = ?2 "
                                    "RETURNING embedding",
                                    take, m_model, hash, m_now);
        !cached)
        return cached.error();
    if (packed.isEmpty())
        return Error{Error::Kind::Conflict, u"a chunk came without its embedding, which is not in the cache any more"_s};
    return packed;
}

Result<QString> SqliteWriter::pathOf(FileId file)
{
    QString path;
    const Done read = m_sqlite.each("SELECT relative_path FROM indexed_files WHERE id = ?",
                                    [&](const SqliteRow &row) { path = row.text(0); }, file);
    return read ? Result(path) : read.error();
}

Done SqliteWriter::restamp(const FileRecord &record)
{
    return m_sqlite.run("UPDATE indexed_files SET file_size = ?, mtime_ns = ?, ctime_ns = ?, inode = ?, read_at_ns = ? "
                        "WHERE id = ?",
                        record.stat.size, record.stat.mtimeNs, record.stat.ctimeNs, std::int64_t(record.stat.inode),
                        record.readAtNs, record.id);
}

Done SqliteWriter::putProblem(const FileProblem &problem)
{
    // The same reason again keeps the time it began.
    return m_sqlite.run(R"(INSERT INTO file_problems(dataset_id, file_path, relative_path, kind, reason, since, file_size,
                               mtime_ns, ctime_ns, inode, read_at_ns)
                           VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)
                           ON CONFLICT DO UPDATE SET since = CASE WHEN reason = ?5 THEN since ELSE ?6 END, kind = ?4,
                               reason = ?5, file_size = ?7, mtime_ns = ?8, ctime_ns = ?9, inode = ?10, read_at_ns = ?11)",
                        m_row.dataset, absolute(problem.path), problem.path, problemKindName(problem.kind), problem.reason,
                        problem.since.isValid() ? problem.since : m_now, problem.stat.size, problem.stat.mtimeNs,
                        problem.stat.ctimeNs, std::int64_t(problem.stat.inode), problem.readAtNs);
}

Done SqliteWriter::solveProblem(const QString &path)
{
    return m_sqlite.run("DELETE FROM file_problems WHERE dataset_id = ? AND file_path = ?", m_row.dataset,
                        absolute(path));
}

Result<CodeDelta> deleteFolder(Sqlite &sqlite, const FolderScope &folder)
{
    const auto row = datasetRow(sqlite, folder.dataset);
    if (!row)
        return row.error();
    IndexBatch batch{.folder = folder};
    const QString first = firstBelow(folder.root);
    const QString behind = firstBehind(folder.root);
    if (Done read = sqlite.each("SELECT id FROM indexed_files WHERE project_id = ? AND dataset_id = ? "
                                "AND file_path >= ? AND file_path < ?",
                                [&](const SqliteRow &file) { batch.deletes.append(file.id<FileTag>(0)); }, row->project,
                                row->dataset, first, behind);
        !read)
        return read.error();
    const PreparedChunks none;
    SqliteWriter writer(sqlite, batch, none);
    if (Done written = writer.write(); !written)
        return written.error();
    if (Done cleared = sqlite.run("DELETE FROM file_problems WHERE dataset_id = ? AND file_path >= ? AND file_path < ?",
                                  row->dataset, first, behind);
        !cleared)
        return cleared.error();
    return writer.takeDelta();
}

} // namespace vectray
