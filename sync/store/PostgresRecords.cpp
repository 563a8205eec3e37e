#include "PostgresRecords.h"

#include "PathRange.h"
#include "ProblemKind.h"

namespace vectray {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr char SelectRecords[] =
    "SELECT id, relative_path, sha256_hash, file_size, mtime_ns, ctime_ns, inode, "
    "read_at_ns, chunk_count, language FROM indexed_files ";

FileStat statFrom(const PostgresRow &row, int column)
{
    return {.size = row.integer(column),
            .mtimeNs = row.integer(column + 1),
            .ctimeNs = row.integer(column + 2),
            .inode = std::uint64_t(row.integer(column + 3))};
}

FileRecord recordFrom(const PostgresRow &row)
{
    return {.id = row.id<FileTag>(0),
            .path = row.text(1),
            .hash = row.hash(2),
            .stat = statFrom(row, 3),
            .readAtNs = row.integer(7),
            .chunkCount = int(row.integer(8)),
            .language = row.text(9)};
}

} // namespace

Result<FileTable> readFileTable(Postgres &postgres, const FolderScope &folder)
{
    FileTable table;
    const QString first = firstBelow(folder.root);
    const QString behind = firstBehind(folder.root);
    // What was read and found unfit need not be read again either until it changes.
    const Done read = postgres.each(
        R"(SELECT relative_path, file_size, mtime_ns, ctime_ns, inode, read_at_ns, id FROM indexed_files
           WHERE project_id = $1 AND dataset_id = $2 AND file_path >= $3 AND file_path < $4
           UNION ALL
           SELECT relative_path, file_size, mtime_ns, ctime_ns, inode, read_at_ns, 0 FROM file_problems
           WHERE dataset_id = $2 AND file_path >= $3 AND file_path < $4 AND kind = 'skipped' AND read_at_ns > 0)",
        [&](const PostgresRow &row) {
            table.add(row.bytes(0),
                      {.stat = statFrom(row, 1), .id = row.id<FileTag>(6), .readAtNs = row.integer(5)});
        },
        folder.project.value, folder.dataset.value, first, behind);
    if (!read)
        return read.error();
    table.sort();
    return table;
}

Result<QList<FileRecord>> readRecords(Postgres &postgres, const QList<FileId> &ids)
{
    QList<FileRecord> records;
    if (ids.isEmpty())
        return records;
    const Done read = postgres.each(
        QByteArray(SelectRecords) + "WHERE id = ANY($1)",
        [&](const PostgresRow &row) { records.append(recordFrom(row)); }, ids);
    return read ? Result(records) : read.error();
}

Result<QList<FileRecord>> readRecordsAt(Postgres &postgres, const FolderScope &folder,
                                        const QStringList &paths)
{
    QStringList exact;
    QStringList first;
    QStringList behind;
    for (const QString &path : paths) {
        exact.append(path.isEmpty() ? folder.root : folder.root + u'/' + path);
        first.append(firstBelow(exact.constLast()));
        behind.append(firstBehind(exact.constLast()));
    }
    QList<FileRecord> records;
    QSet<FileId> seen;
    const Done read = postgres.each(
        QByteArray(SelectRecords)
            + "f WHERE project_id = $1 AND dataset_id = $2 AND file_path = ANY($3) UNION ALL "
            + QByteArray(SelectRecords).replace("SELECT id", "SELECT f.id")
            + "f JOIN unnest($4::text[] COLLATE \"C\", $5::text[] COLLATE \"C\") r(first, behind) "
              "ON f.file_path >= r.first AND f.file_path < r.behind WHERE project_id = $1 AND dataset_id = "
              "$2",
        [&](const PostgresRow &row) {
            if (seen.contains(row.id<FileTag>(0)))
                return;
            seen.insert(row.id<FileTag>(0));
            records.append(recordFrom(row));
        },
        folder.project.value, folder.dataset.value, exact, first, behind);
    if (!read)
        return read.error();
    std::ranges::sort(records, {}, &FileRecord::path);
    return records;
}

Result<std::int64_t> modelRow(Postgres &postgres, const EmbeddingModel &model)
{
    std::int64_t id = 0;
    const Done read = postgres.each(
        "SELECT id FROM embedding_models WHERE provider = $1 AND model = $2 "
        "AND dimension = $3 AND prompt_version = $4",
        [&](const PostgresRow &row) { id = row.integer(0); }, model.provider, model.model, model.dimension,
        model.promptVersion);
    return read ? Result(id) : read.error();
}

Result<QSet<ContentHash>> readKnownChunks(Postgres &postgres, const EmbeddingModel &model,
                                          const QList<ContentHash> &hashes)
{
    const auto id = modelRow(postgres, model);
    if (!id)
        return id.error();
    QSet<ContentHash> known;
    if (*id == 0)
        return known;
    const Done read = postgres.each(
        R"(SELECT h.hash FROM unnest($1) h(hash)
           WHERE EXISTS (SELECT 1 FROM chunks c WHERE c.chunk_hash = h.hash AND c.model_id = $2)
              OR EXISTS (SELECT 1 FROM embedding_cache e WHERE e.model_id = $2 AND e.chunk_hash = h.hash))",
        [&](const PostgresRow &row) { known.insert(row.hash(0)); }, hashes, *id);
    return read ? Result(known) : read.error();
}

Result<QList<FileProblem>> readProblems(Postgres &postgres, const FolderScope &folder)
{
    QList<FileProblem> problems;
    const Done read = postgres.each(
        "SELECT kind, relative_path, reason, since FROM file_problems "
        "WHERE dataset_id = $1 AND file_path >= $2 AND file_path < $3 ORDER BY file_path",
        [&](const PostgresRow &row) {
            problems.append({.kind = problemKind(row.text(0)),
                             .path = row.text(1),
                             .reason = row.text(2),
                             .since = row.time(3)});
        },
        folder.dataset.value, firstBelow(folder.root), firstBehind(folder.root));
    return read ? Result(problems) : read.error();
}

Result<QList<ProjectSummary>> readSummaries(Postgres &postgres)
{
    QList<ProjectSummary> projects;
    const Done read = postgres.each(
        R"(SELECT p.id, p.name, d.id, d.name, coalesce(f.files, 0), coalesce(f.chunks, 0), coalesce(f.bytes, 0),
                  coalesce(x.skipped, 0), coalesce(x.failed, 0), d.last_sync_at
           FROM projects p JOIN datasets d ON d.project_id = p.id
                LEFT JOIN (SELECT dataset_id, count(*) files, sum(chunk_count) chunks, sum(file_size)::bigint bytes
                           FROM indexed_files GROUP BY dataset_id) f ON f.dataset_id = d.id
                LEFT JOIN (SELECT dataset_id, count(*) FILTER (WHERE kind = 'skipped') skipped,
                                  count(*) FILTER (WHERE kind = 'failed') failed
                           FROM file_problems GROUP BY dataset_id) x ON x.dataset_id = d.id
           ORDER BY p.name COLLATE "C", d.name COLLATE "C")",
        [&](const PostgresRow &row) {
            if (projects.isEmpty() || projects.constLast().name != row.text(1))
                projects.append({.id = {row.uuid(0)}, .name = row.text(1)});
            projects.last().datasets.append({.id = {row.uuid(2)},
                                             .name = row.text(3),
                                             .files = row.integer(4),
                                             .chunks = row.integer(5),
                                             .bytes = row.integer(6),
                                             .skipped = row.integer(7),
                                             .failed = row.integer(8),
                                             .lastSync = row.time(9)});
        });
    return read ? Result(projects) : read.error();
}

Result<FilePage> readFiles(Postgres &postgres, const FilesQuery &query)
{
    bool known = false;
    if (Done read = postgres.each(
            "SELECT 1 FROM projects p JOIN datasets d ON d.project_id = p.id "
            "WHERE p.name = $1 AND ($2 = '' OR d.name = $2) LIMIT 1",
            [&](const PostgresRow &) { known = true; }, query.project, query.dataset);
        !read)
        return read.error();
    if (!known)
        return Error{Error::Kind::NotFound,
                     query.dataset.isEmpty()
                         ? u"there is no project “%1”"_s.arg(query.project)
                         : u"there is no dataset “%1” in project “%2”"_s.arg(query.dataset, query.project)};

    FilePage page;
    const Done read = postgres.each(
        R"(SELECT f.id, f.relative_path, f.sha256_hash, f.file_size, f.chunk_count, f.language, f.file_path, d.name,
                  f.last_indexed_at
           FROM indexed_files f JOIN datasets d ON d.id = f.dataset_id JOIN projects p ON p.id = d.project_id
           WHERE p.name = $1 AND ($2 = '' OR d.name = $2) AND starts_with(f.relative_path, $3)
                 AND (f.file_path || chr(10) || d.name) COLLATE "C" > $4
           ORDER BY (f.file_path || chr(10) || d.name) COLLATE "C" LIMIT $5)",
        [&](const PostgresRow &row) {
            page.files.append({.record = {.id = row.id<FileTag>(0),
                                          .path = row.text(1),
                                          .hash = row.hash(2),
                                          .stat = {.size = row.integer(3)},
                                          .chunkCount = int(row.integer(4)),
                                          .language = row.text(5)},
                               .filePath = row.text(6),
                               .dataset = row.text(7),
                               .lastIndexedAt = row.time(8)});
        },
        query.project, query.dataset, query.prefix, query.after, query.limit + 1);
    if (!read)
        return read.error();
    if (page.files.size() > query.limit) {
        page.files.removeLast();
        page.next = page.files.constLast().filePath + u'\n' + page.files.constLast().dataset;
    }
    return page;
}

Result<std::int64_t> readSizeBytes(Postgres &postgres)
{
    std::int64_t bytes = 0;
    const Done read =
        postgres.each("SELECT coalesce(sum(pg_total_relation_size(c.oid)), 0)::bigint FROM pg_class c "
                      "JOIN pg_namespace n ON n.oid = c.relnamespace "
                      "WHERE n.nspname = 'claude_context' AND c.relkind = 'r'",
                      [&](const PostgresRow &row) { bytes = row.integer(0); });
    return read ? Result(bytes) : read.error();
}

} // namespace vectray
