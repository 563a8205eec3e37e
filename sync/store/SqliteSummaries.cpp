#include "SqliteSummaries.h"

namespace vectray {

using namespace Qt::Literals::StringLiterals;

Result<QList<ProjectSummary>> readSummaries(Sqlite &sqlite)
{
    QList<ProjectSummary> projects;
    const Done read = sqlite.each(
        R"(SELECT p.uuid, p.name, d.uuid, d.name, coalesce(f.files, 0), coalesce(f.chunks, 0), coalesce(f.bytes, 0),
                  (SELECT count(*) FROM file_problems x WHERE x.dataset_id = d.id AND x.kind = 'skipped'),
                  (SELECT count(*) FROM file_problems x WHERE x.dataset_id = d.id AND x.kind = 'failed'), d.last_sync_at
           FROM projects p JOIN datasets d ON d.project_id = p.id
                LEFT JOIN (SELECT dataset_id, count(*) files, sum(chunk_count) chunks, sum(file_size) bytes
                           FROM indexed_files GROUP BY dataset_id) f ON f.dataset_id = d.id
           ORDER BY p.name, d.name)",
        [&](const SqliteRow &row) {
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

Result<FilePage> readFiles(Sqlite &sqlite, const FilesQuery &query)
{
    bool known = false;
    if (Done read = sqlite.each("SELECT 1 FROM projects p JOIN datasets d ON d.project_id = p.id "
                                "WHERE p.name = ?1 AND (?2 = '' OR d.name = ?2)",
                                [&](const SqliteRow &) { known = true; }, query.project, query.dataset);
        !read)
        return read.error();
    if (!known)
        return Error{Error::Kind::NotFound,
                     query.dataset.isEmpty()
                         ? u"there is no project “%1”"_s.arg(query.project)
                         : u"there is no dataset “%1” in project “%2”"_s.arg(query.dataset, query.project)};

    FilePage page;
    const Done read = sqlite.each(
        R"(SELECT f.id, f.relative_path, f.sha256_hash, f.file_size, f.chunk_count, f.language, f.file_path, d.name,
                  f.last_indexed_at, f.dataset_id
           FROM indexed_files f JOIN datasets d ON d.id = f.dataset_id JOIN projects p ON p.id = d.project_id
           WHERE p.name = ?1 AND (?2 = '' OR d.name = ?2) AND (?3 = '' OR substr(f.relative_path, 1, length(?3)) = ?3)
                 AND f.file_path || char(10) || d.name > ?4
           ORDER BY f.file_path || char(10) || d.name LIMIT ?5)",
        [&](const SqliteRow &row) {
            const auto hash = ContentHash::fromBytes(row.bytes(2));
            page.files.append({.record = {.id = row.id<FileTag>(0),
                                          .path = row.text(1),
                                          .hash = hash ? *hash : ContentHash(),
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

Result<std::int64_t> readSizeBytes(Sqlite &sqlite)
{
    std::int64_t bytes = 0;
    const Done read = sqlite.each("SELECT page_count * page_size FROM pragma_page_count, pragma_page_size",
                                  [&](const SqliteRow &row) { bytes = row.integer(0); });
    return read ? Result(bytes) : read.error();
}

} // namespace vectray
