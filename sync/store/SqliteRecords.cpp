#include "SqliteRecords.h"

#include "PathRange.h"
#include "ProblemKind.h"
#include "SqliteConfigs.h"

namespace vectray {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr char SelectRecords[] = "SELECT id, relative_path, sha256_hash, file_size, mtime_ns, ctime_ns, inode, "
                                 "read_at_ns, chunk_count, language FROM indexed_files ";

FileStat statFrom(const SqliteRow &row, int column)
{
    return {.size = row.integer(column),
            .mtimeNs = row.integer(column + 1),
            .ctimeNs = row.integer(column + 2),
            .inode = std::uint64_t(row.integer(column + 3))};
}

FileRecord recordFrom(const SqliteRow &row)
{
    FileRecord record{.id = row.id<FileTag>(0),
                      .path = row.text(1),
                      .stat = statFrom(row, 3),
                      .readAtNs = row.integer(7),
                      .chunkCount = int(row.integer(8)),
                      .language = row.text(9)};
    if (const auto hash = ContentHash::fromBytes(row.bytes(2)))
        record.hash = *hash; // else the null hash, which no file has: it will be read again
    return record;
}

} // namespace

Result<FileTable> readFileTable(Sqlite &sqlite, const FolderScope &folder)
{
    const auto row = datasetRow(sqlite, folder.dataset);
    if (!row)
        return row.error();

    FileTable table;
    const Done read = sqlite.each(
        "SELECT id, relative_path, file_size, mtime_ns, ctime_ns, inode, read_at_ns FROM indexed_files "
        "WHERE project_id = ? AND dataset_id = ? AND file_path >= ? AND file_path < ?",
        [&](const SqliteRow &file) {
            table.add(file.bytes(1),
                      {.stat = statFrom(file, 2), .id = file.id<FileTag>(0), .readAtNs = file.integer(6)});
        },
        row->project, row->dataset, firstBelow(folder.root), firstBehind(folder.root));
    if (!read)
        return read.error();
    // What was read and found unfit need not be read again either until it changes.
    const Done skipped = sqlite.each(
        "SELECT relative_path, file_size, mtime_ns, ctime_ns, inode, read_at_ns FROM file_problems "
        "WHERE dataset_id = ? AND file_path >= ? AND file_path < ? AND kind = 'skipped' AND read_at_ns > 0",
        [&](const SqliteRow &file) {
            table.add(file.bytes(0), {.stat = statFrom(file, 1), .readAtNs = file.integer(5)});
        },
        row->dataset, firstBelow(folder.root), firstBehind(folder.root));
    if (!skipped)
        return skipped.error();
    table.sort();
    return table;
}

Result<QList<FileRecord>> readRecords(Sqlite &sqlite, const FolderScope & /*folder*/, const QList<FileId> &ids)
{
    QList<FileRecord> records;
    for (const FileId id : ids) {
        if (Done read = sqlite.each(QByteArray(SelectRecords) + "WHERE id = ?",
                                    [&](const SqliteRow &row) { records.append(recordFrom(row)); }, id);
            !read)
            return read.error();
    }
    return records;
}

Result<QList<FileRecord>> readRecordsAt(Sqlite &sqlite, const FolderScope &folder, const QStringList &paths)
{
    const auto row = datasetRow(sqlite, folder.dataset);
    if (!row)
        return row.error();

    QList<FileRecord> records;
    QSet<FileId> seen;
    const auto take = [&](const SqliteRow &file) {
        if (seen.contains(file.id<FileTag>(0)))
            return;
        records.append(recordFrom(file));
        seen.insert(records.constLast().id);
    };
    for (const QString &path : paths) {
        const QString absolute = path.isEmpty() ? folder.root : folder.root + u'/' + path;
        if (Done at = sqlite.each(QByteArray(SelectRecords) + "WHERE project_id = ? AND dataset_id = ? AND file_path = ?",
                                  take, row->project, row->dataset, absolute);
            !at)
            return at.error();
        if (Done below = sqlite.each(QByteArray(SelectRecords)
                                         + "WHERE project_id = ? AND dataset_id = ? AND file_path >= ? AND file_path < ?",
                                     take, row->project, row->dataset, firstBelow(absolute), firstBehind(absolute));
            !below)
            return below.error();
    }
    std::ranges::sort(records, {}, &FileRecord::path);
    return records;
}

Result<std::int64_t> modelRow(Sqlite &sqlite, const EmbeddingModel &model)
{
    std::int64_t id = 0;
    const Done read = sqlite.each("SELECT id FROM embedding_models WHERE provider = ? AND model = ? AND dimension = ? "
                                  "AND prompt_version = ?",
                                  [&](const SqliteRow &row) { id = row.integer(0); }, model.provider, model.model,
                                  model.dimension, model.promptVersion);
    return read ? Result(id) : read.error();
}

Result<QSet<ContentHash>> readKnownChunks(Sqlite &sqlite, const EmbeddingModel &model, const QList<ContentHash> &hashes)
{
    const auto id = modelRow(sqlite, model);
    if (!id)
        return id.error();

    QSet<ContentHash> known;
    for (const ContentHash &hash : hashes) {
        const auto take = [&](const SqliteRow &) { known.insert(hash); };
        if (Done live = sqlite.each("SELECT 1 FROM chunks WHERE chunk_hash = ? AND model_id = ? LIMIT 1", take, hash, *id);
            !live)
            return live.error();
        if (known.contains(hash))
            continue;
        if (Done cached = sqlite.each("SELECT 1 FROM embedding_cache WHERE model_id = ? AND chunk_hash = ?", take, *id,
                                      hash);
            !cached)
            return cached.error();
    }
    return known;
}

Result<QList<FileProblem>> readProblems(Sqlite &sqlite, const FolderScope &folder)
{
    const auto row = datasetRow(sqlite, folder.dataset);
    if (!row)
        return row.error();
    QList<FileProblem> problems;
    const Done read = sqlite.each(
        "SELECT kind, relative_path, reason, since FROM file_problems "
        "WHERE dataset_id = ? AND file_path >= ? AND file_path < ? ORDER BY file_path",
        [&](const SqliteRow &problem) {
            problems.append({.kind = problemKind(problem.text(0)),
                             .path = problem.text(1),
                             .reason = problem.text(2),
                             .since = problem.time(3)});
        },
        row->dataset, firstBelow(folder.root), firstBehind(folder.root));
    return read ? Result(problems) : read.error();
}

} // namespace vectray
