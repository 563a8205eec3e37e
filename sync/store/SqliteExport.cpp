#include "SqliteExport.h"

#include "ChunkCodec.h"
#include "SqliteConfigs.h"

namespace vectray {

namespace {

Result<EmbeddingModel> modelOf(Sqlite &sqlite, std::int64_t id)
{
    EmbeddingModel model;
    const Done read = sqlite.each(
        "SELECT provider, model, dimension, prompt_version FROM embedding_models WHERE id = ?",
        [&](const SqliteRow &row) {
            model = {.provider = row.text(0),
                     .model = row.text(1),
                     .dimension = int(row.integer(2)),
                     .promptVersion = int(row.integer(3))};
        },
        id);
    return read ? Result(model) : read.error();
}

Done readChunks(Sqlite &sqlite, StoredFile &file)
{
    std::int64_t model = 0;
    Done intact;
    if (Done read = sqlite.each(
            "SELECT chunk_hash, start_line, end_line, symbol, symbol_kind, text, embedding, model_id "
            "FROM chunks WHERE file_id = ? ORDER BY ordinal",
            [&](const SqliteRow &row) {
                const auto hash = ContentHash::fromBytes(row.bytes(0));
                auto text = decompressText(row.bytes(5));
                if (!hash || !text) {
                    intact = hash ? text.error() : hash.error();
                    return;
                }
                file.chunks.append({.hash = *hash,
                                    .startLine = int(row.integer(1)),
                                    .endLine = int(row.integer(2)),
                                    .symbol = row.text(3),
                                    .symbolKind = row.text(4),
                                    .text = *std::move(text)});
                file.vectors.insert(*hash, unpackEmbedding(row.bytes(6)));
                model = row.integer(7);
            },
            file.record.id);
        !read)
        return read;
    if (!intact || file.chunks.isEmpty())
        return intact;
    auto found = modelOf(sqlite, model);
    if (!found)
        return found.error();
    file.model = *std::move(found);
    return {};
}

} // namespace

Result<QList<StoredFile>> readStoredFiles(Sqlite &sqlite, const DatasetId &dataset, FileId after, int limit)
{
    const auto row = datasetRow(sqlite, dataset);
    if (!row)
        return row.error();
    QList<StoredFile> files;
    if (Done read = sqlite.each(
            "SELECT id, relative_path, sha256_hash, file_size, mtime_ns, ctime_ns, inode, read_at_ns, "
            "chunk_count, language, file_path FROM indexed_files WHERE dataset_id = ? AND id > ? "
            "ORDER BY id LIMIT ?",
            [&](const SqliteRow &file) {
                const auto hash = ContentHash::fromBytes(file.bytes(2));
                files.append({.root = rootOf(file.text(10), file.text(1)),
                              .record = {.id = file.id<FileTag>(0),
                                         .path = file.text(1),
                                         .hash = hash ? *hash : ContentHash(),
                                         .stat = {.size = file.integer(3),
                                                  .mtimeNs = file.integer(4),
                                                  .ctimeNs = file.integer(5),
                                                  .inode = std::uint64_t(file.integer(6))},
                                         .readAtNs = file.integer(7),
                                         .chunkCount = int(file.integer(8)),
                                         .language = file.text(9)}});
            },
            row->dataset, after, limit);
        !read)
        return read.error();
    for (StoredFile &file : files) {
        if (Done read = readChunks(sqlite, file); !read)
            return read.error();
    }
    return files;
}

} // namespace vectray
