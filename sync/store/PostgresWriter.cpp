#include "PostgresWriter.h"

#include "FileColumns.h"
#include "PathRange.h"
#include "PostgresIndexes.h"
#include "PostgresPaths.h"
#include "PostgresTerms.h"
#include "PostgresVectorSets.h"
#include "ProblemKind.h"

namespace vectray {

using namespace Qt::Literals::StringLiterals;

PostgresWriter::PostgresWriter(Postgres &postgres, const IndexBatch &batch, const PackedChunks &packed)
    : m_postgres(postgres)
    , m_batch(batch)
    , m_packed(packed)
{}

Done PostgresWriter::write()
{
    for (Done (PostgresWriter::*part)() :
         {&PostgresWriter::prepare, &PostgresWriter::deleteFiles, &PostgresWriter::moveFiles,
          &PostgresWriter::writeFiles, &PostgresWriter::restampFiles, &PostgresWriter::putProblems}) {
        if (Done done = (this->*part)(); !done)
            return done;
    }
    return solveProblems(m_batch.solved);
}

Done PostgresWriter::prepare()
{
    bool there = false;
    // Locked, so that nobody removes the dataset as empty while it is being filled.
    if (Done read = m_postgres.each(
            "SELECT 1 FROM datasets WHERE id = $1 FOR SHARE", [&](const PostgresRow &) { there = true; },
            m_batch.folder.dataset.value);
        !read)
        return read;
    if (!there)
        return Error{Error::Kind::NotFound,
                     u"the dataset %1 does not exist"_s.arg(m_batch.folder.dataset.toString())};

    if (m_batch.model == EmbeddingModel())
        return {}; // nothing is going to be written
    const auto id = ensureModelRow(m_postgres, m_batch.model);
    if (!id)
        return id.error();
    m_model = *id;
    return m_batch.writes.isEmpty() ? Done() : claimSearched(m_postgres, m_model);
}

Done PostgresWriter::deleteFiles()
{
    if (m_batch.deletes.isEmpty())
        return {};
    QList<std::int64_t> ids;
    for (const FileId id : m_batch.deletes)
        ids.append(id.value);
    if (Done removed = removeChunks("file_id", ids); !removed)
        return removed;
    QStringList paths;
    if (Done deleted = m_postgres.each(
            "DELETE FROM indexed_files WHERE id = ANY($1) RETURNING relative_path",
            [&](const PostgresRow &row) { paths.append(row.text(0)); }, ids);
        !deleted)
        return deleted;
    return solveProblems(paths);
}

Done PostgresWriter::removeChunks(const QByteArray &condition, const QList<std::int64_t> &ids)
{
    if (ids.isEmpty())
        return {};
    return m_postgres.each(R"(WITH gone AS (DELETE FROM chunks WHERE )" + condition
                               + R"( = ANY($1) RETURNING model_id, chunk_hash, embedding),
           kept AS (INSERT INTO embedding_cache(model_id, chunk_hash, embedding)
                    SELECT DISTINCT ON (model_id, chunk_hash) model_id, chunk_hash, embedding FROM gone
                    ORDER BY model_id, chunk_hash
                    ON CONFLICT(model_id, chunk_hash) DO UPDATE SET last_used_at = NOW())
           SELECT count(*) FROM gone)",
                           [&](const PostgresRow &row) { m_counts.chunksRemoved += row.integer(0); }, ids);
}

Done PostgresWriter::moveFiles()
{
    if (m_batch.moves.isEmpty())
        return {};
    FileColumns columns;
    QList<TermVector> terms;
    for (const FileMove &move : m_batch.moves) {
        columns.add(move.record, absolute(move.record.path), move.record.chunkCount);
        terms.append(pathTermVector(move.record.path));
    }
    QStringList solved = columns.relatives;
    if (Done read = m_postgres.each(
            "SELECT relative_path FROM indexed_files WHERE id = ANY($1)",
            [&](const PostgresRow &row) { solved.append(row.text(0)); }, columns.ids);
        !read)
        return read;
    if (Done moved = m_postgres.run(
            R"(UPDATE indexed_files f SET file_path = m.absolute, relative_path = m.relative, sha256_hash = m.hash,
                   file_size = m.size, mtime_ns = m.mtime, ctime_ns = m.ctime, inode = m.inode, read_at_ns = m.read_at,
                   language = m.language, last_indexed_at = NOW(), updated_at = NOW()
               FROM unnest($1::bigint[], $2::text[], $3::text[], $4::bytea[], $5::bigint[], $6::bigint[], $7::bigint[],
                           $8::bigint[], $9::bigint[], $10::text[])
                   m(id, absolute, relative, hash, size, mtime, ctime, inode, read_at, language)
               WHERE f.id = m.id)",
            columns.ids, columns.absolutes, columns.relatives, columns.hashes, columns.sizes, columns.mtimes,
            columns.ctimes, columns.inodes, columns.readTimes, columns.languages);
        !moved)
        return moved;
    // The path is searchable too: its words have a weight of their own, so they can be exchanged.
    if (Done renamed =
            m_postgres.run("UPDATE chunks c SET terms = ts_filter(c.terms, '{a}') || m.terms "
                           "FROM unnest($1::bigint[], $2::tsvector[]) m(id, terms) WHERE c.file_id = m.id",
                           columns.ids, terms);
        !renamed)
        return renamed;
    m_counts.chunksUnchanged += m_postgres.changes();
    return solveProblems(solved);
}

Done PostgresWriter::writeFiles()
{
    if (m_batch.writes.isEmpty())
        return {};
    const auto files = putFileRows();
    if (!files)
        return files.error();
    const auto old = oldChunks(files->values());
    if (!old)
        return old.error();

    const StoredChunks none;
    Moved moved;
    QList<std::int64_t> gone;
    QList<Fresh> fresh;
    QStringList paths;
    for (const FileWrite &write : m_batch.writes) {
        paths.append(write.record.path);
        const FileId file = files->value(write.record.path);
        const auto known = old->find(file);
        const ChunkChanges changes = compareChunks(known == old->end() ? none : known->second, write.chunks, m_model);
        m_counts.chunksUnchanged += std::int64_t(changes.kept.size());
        for (const auto &[chunk, ordinal] : changes.kept) {
            const Chunk &now = write.chunks.at(ordinal);
            if (chunk->isAt(now, ordinal))
                continue;
            moved.ids.append(chunk->id);
            moved.ordinals.append(ordinal);
            moved.startLines.append(now.startLine);
            moved.endLines.append(now.endLine);
            moved.symbols.append(now.symbol);
            moved.symbolKinds.append(now.symbolKind);
        }
        for (const ChunkId chunk : changes.gone)
            gone.append(chunk.value);
        for (const int ordinal : changes.fresh)
            fresh.append({file, &write, ordinal});
    }
    if (Done placed = placeChunks(moved); !placed)
        return placed;
    // First out, then in: a removed vector goes to the cache, where an inserted one may find it.
    if (Done removed = removeChunks("id", gone); !removed)
        return removed;
    if (Done inserted = insertChunks(fresh); !inserted)
        return inserted;
    return solveProblems(paths);
}

Result<QHash<QString, FileId>> PostgresWriter::putFileRows()
{
    FileColumns columns;
    for (const FileWrite &write : m_batch.writes)
        columns.add(write.record, absolute(write.record.path), int(write.chunks.size()));
    QHash<QString, FileId> ids;
    const Done put = m_postgres.each(
        R"(INSERT INTO indexed_files AS f(project_id, dataset_id, file_path, relative_path, sha256_hash, file_size, mtime_ns,
                                          ctime_ns, inode, read_at_ns, chunk_count, language)
           SELECT $1, $2, w.* FROM unnest($3::text[], $4::text[], $5::bytea[], $6::bigint[], $7::bigint[], $8::bigint[],
                                          $9::bigint[], $10::bigint[], $11::bigint[], $12::text[]) w
           ON CONFLICT(project_id, dataset_id, file_path) DO UPDATE SET sha256_hash = excluded.sha256_hash,
               file_size = excluded.file_size, mtime_ns = excluded.mtime_ns, ctime_ns = excluded.ctime_ns,
               inode = excluded.inode, read_at_ns = excluded.read_at_ns, chunk_count = excluded.chunk_count,
               language = excluded.language, last_indexed_at = NOW(), updated_at = NOW()
           RETURNING f.id, f.relative_path)",
        [&](const PostgresRow &row) { ids.insert(row.text(1), row.id<FileTag>(0)); },
        m_batch.folder.project.value, m_batch.folder.dataset.value, columns.absolutes, columns.relatives,
        columns.hashes, columns.sizes, columns.mtimes, columns.ctimes, columns.inodes, columns.readTimes,
        columns.chunkCounts, columns.languages);
    return put ? Result(ids) : put.error();
}

Result<std::map<FileId, StoredChunks>> PostgresWriter::oldChunks(const QList<FileId> &files)
{
    std::map<FileId, StoredChunks> chunks;
    const Done read = m_postgres.each(
        "SELECT file_id, id, chunk_hash, model_id, ordinal, start_line, end_line, symbol FROM chunks "
        "WHERE file_id = ANY($1) ORDER BY file_id, ordinal",
        [&](const PostgresRow &row) {
            chunks[row.id<FileTag>(0)].push_back({.id = row.id<ChunkTag>(1),
                                                  .hash = row.hash(2),
                                                  .model = row.integer(3),
                                                  .ordinal = int(row.integer(4)),
                                                  .startLine = int(row.integer(5)),
                                                  .endLine = int(row.integer(6)),
                                                  .symbol = row.text(7)});
        },
        files);
    return read ? Result(chunks) : read.error();
}

Done PostgresWriter::placeChunks(const Moved &moved)
{
    if (moved.ids.isEmpty())
        return {};
    return m_postgres.run(
        R"(UPDATE chunks c SET ordinal = m.ordinal, start_line = m.first, end_line = m.last, symbol = m.symbol, symbol_kind = m.kind
           FROM unnest($1::bigint[], $2::bigint[], $3::bigint[], $4::bigint[], $5::text[], $6::text[])
               m(id, ordinal, first, last, symbol, kind)
           WHERE c.id = m.id)",
        moved.ids, moved.ordinals, moved.startLines, moved.endLines, moved.symbols, moved.symbolKinds);
}

Result<QHash<ContentHash, HalfVector>> PostgresWriter::embeddingsFor(const QList<Fresh> &fresh)
{
    QHash<ContentHash, HalfVector> vectors;
    QSet<ContentHash> wanted;
    for (const Fresh &chunk : fresh) {
        const ContentHash &hash = chunk.write->chunks.at(chunk.ordinal).hash;
        if (const auto given = m_batch.vectors.constFind(hash); given != m_batch.vectors.constEnd())
            vectors.insert(hash, HalfVector::of(*given));
        else
            wanted.insert(hash);
    }
    if (wanted.isEmpty())
        return vectors;
    const Done read = m_postgres.each(
        R"(WITH cached AS (UPDATE embedding_cache SET last_used_at = NOW() WHERE model_id = $2 AND chunk_hash = ANY($1)
                           RETURNING chunk_hash, embedding)
           SELECT chunk_hash, embedding FROM cached
           UNION ALL
           SELECT h.hash, c.embedding FROM unnest($1) h(hash) CROSS JOIN LATERAL
               (SELECT embedding FROM chunks WHERE chunk_hash = h.hash AND model_id = $2 LIMIT 1) c)",
        [&](const PostgresRow &row) { vectors.insert(row.hash(0), row.halfVector(1)); }, wanted.values(),
        m_model);
    if (!read)
        return read.error();
    for (const ContentHash &hash : wanted) {
        if (!vectors.contains(hash))
            return Error{Error::Kind::Conflict,
                         u"a chunk came without its embedding, which is not in the cache any more"_s};
    }
    return vectors;
}

Done PostgresWriter::insertChunks(const QList<Fresh> &fresh)
{
    if (fresh.isEmpty())
        return {};
    const auto vectors = embeddingsFor(fresh);
    if (!vectors)
        return vectors.error();
    const auto staged = isStaging(m_postgres, m_model);
    if (!staged)
        return staged.error();
    m_hasStaged = *staged;
    PostgresRows rows;
    for (const auto &[file, write, ordinal] : fresh) {
        const Chunk &chunk = write->chunks.at(ordinal);
        const PackedChunk packed = m_packed.of(*write, ordinal);
        rows.add({file, m_batch.folder.dataset.value, PostgresRows::int4(ordinal), chunk.hash,
                  PostgresRows::int4(chunk.startLine), PostgresRows::int4(chunk.endLine), chunk.symbol,
                  chunk.symbolKind, write->record.language, PostgresRows::int4(int(m_model)),
                  packed.text, vectors->value(chunk.hash), packed.terms, *staged});
    }
    if (Done copied = m_postgres.copyIn(
            "COPY chunks(file_id, dataset_id, ordinal, chunk_hash, start_line, end_line, symbol, "
            "symbol_kind, language, model_id, text, embedding, terms, staged) "
            "FROM STDIN (FORMAT binary)",
            rows.take());
        !copied)
        return copied;
    m_counts.chunksAdded += fresh.size();
    return {};
}

Done PostgresWriter::restampFiles()
{
    if (m_batch.restamps.isEmpty())
        return {};
    FileColumns columns;
    for (const FileRecord &record : m_batch.restamps)
        columns.add(record, QString(), record.chunkCount);
    return m_postgres.run(
        R"(UPDATE indexed_files f SET file_size = m.size, mtime_ns = m.mtime, ctime_ns = m.ctime,
                                 inode = m.inode, read_at_ns = m.read_at
                             FROM unnest($1::bigint[], $2::bigint[], $3::bigint[], $4::bigint[], $5::bigint[], $6::bigint[])
                                 m(id, size, mtime, ctime, inode, read_at)
                             WHERE f.id = m.id)",
        columns.ids, columns.sizes, columns.mtimes, columns.ctimes, columns.inodes, columns.readTimes);
}

Done PostgresWriter::putProblems()
{
    if (m_batch.problems.isEmpty())
        return {};
    QMap<QString, FileProblem> byPath; // an INSERT may not meet the same row twice; the last one counts
    for (const FileProblem &problem : m_batch.problems)
        byPath.insert(problem.path, problem);
    FileColumns columns;
    QStringList kinds;
    QStringList reasons;
    QList<QDateTime> sinces;
    for (const FileProblem &problem : std::as_const(byPath)) {
        columns.absolutes.append(problemKey(absolute(problem.path)));
        columns.relatives.append(problem.path);
        columns.addStat(problem.stat, problem.readAtNs);
        kinds.append(problemKindName(problem.kind));
        reasons.append(problem.reason);
        sinces.append(problem.since.isValid() ? problem.since : QDateTime::currentDateTimeUtc());
    }
    // The same reason again keeps the time it began.
    return m_postgres.run(
        R"(INSERT INTO file_problems AS p(dataset_id, file_path, relative_path, kind, reason, since, file_size, mtime_ns,
                                          ctime_ns, inode, read_at_ns)
           SELECT $1, w.* FROM unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::timestamptz[], $7::bigint[],
                                      $8::bigint[], $9::bigint[], $10::bigint[], $11::bigint[]) w
           ON CONFLICT(dataset_id, file_path) DO UPDATE SET
               since = CASE WHEN p.reason = excluded.reason THEN p.since ELSE excluded.since END,
               kind = excluded.kind, reason = excluded.reason, file_size = excluded.file_size, mtime_ns = excluded.mtime_ns,
               ctime_ns = excluded.ctime_ns, inode = excluded.inode, read_at_ns = excluded.read_at_ns)",
        m_batch.folder.dataset.value, columns.absolutes, columns.relatives, kinds, reasons, sinces,
        columns.sizes, columns.mtimes, columns.ctimes, columns.inodes, columns.readTimes);
}

Done PostgresWriter::solveProblems(const QStringList &paths)
{
    if (paths.isEmpty())
        return {};
    QStringList absolutes;
    for (const QString &path : paths)
        absolutes.append(problemKey(absolute(path)));
    return m_postgres.run("DELETE FROM file_problems WHERE dataset_id = $1 AND file_path = ANY($2)",
                          m_batch.folder.dataset.value, absolutes);
}

Done deleteFolder(Postgres &postgres, const FolderScope &folder)
{
    IndexBatch batch{.folder = folder};
    const QUuid dataset = folder.dataset.value;
    const QString first = firstBelow(folder.root);
    const QString behind = firstBehind(folder.root);
    if (Done read = postgres.each(
            "SELECT id FROM indexed_files WHERE project_id = $1 AND dataset_id = $2 "
            "AND file_path >= $3 AND file_path < $4",
            [&](const PostgresRow &row) { batch.deletes.append(row.id<FileTag>(0)); }, folder.project.value,
            dataset, first, behind);
        !read)
        return read;
    const PackedChunks none;
    PostgresWriter writer(postgres, batch, none);
    if (Done written = writer.write(); !written)
        return written;
    if (Done cleared = postgres.run(
            "DELETE FROM file_problems WHERE dataset_id = $1 AND file_path >= $2 AND file_path < $3", dataset,
            first, behind);
        !cleared)
        return cleared;
    // A dataset that no folder feeds any more goes, and so does a project without datasets.
    if (Done removed = postgres.run(R"(DELETE FROM datasets d WHERE id = $1
                                       AND NOT EXISTS (SELECT 1 FROM indexed_files f WHERE f.project_id = d.project_id AND f.dataset_id = d.id)
                                       AND NOT EXISTS (SELECT 1 FROM watch_configs w WHERE w.project_id = d.project_id AND w.dataset_id = d.id))",
                                    dataset);
        !removed)
        return removed;
    return postgres.run("DELETE FROM projects p WHERE id = $1 "
                        "AND NOT EXISTS (SELECT 1 FROM datasets d WHERE d.project_id = p.id)",
                        folder.project.value);
}

} // namespace vectray
