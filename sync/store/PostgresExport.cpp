#include "PostgresExport.h"

#include "ChunkCodec.h"

#include <map>

namespace vectray {

namespace {

/// All models there have ever been: a handful.
Result<std::map<std::int64_t, EmbeddingModel>> readModels(Postgres &postgres)
{
    std::map<std::int64_t, EmbeddingModel> models;
    const Done read =
        postgres.each("SELECT id, provider, model, dimension, prompt_version FROM embedding_models",
                      [&](const PostgresRow &row) {
                          models[row.integer(0)] = {.provider = row.text(1),
                                                    .model = row.text(2),
                                                    .dimension = int(row.integer(3)),
                                                    .promptVersion = int(row.integer(4))};
                      });
    return read ? Result(models) : read.error();
}

Done readChunks(Postgres &postgres, const QHash<FileId, StoredFile *> &byId)
{
    const auto models = readModels(postgres);
    if (!models)
        return models.error();
    Done intact;
    const Done read = postgres.each(
        "SELECT file_id, chunk_hash, start_line, end_line, symbol, symbol_kind, text, embedding, model_id "
        "FROM chunks "
        "WHERE file_id = ANY($1) ORDER BY file_id, ordinal",
        [&](const PostgresRow &row) {
            StoredFile &file = *byId.value(row.id<FileTag>(0));
            auto text = decompressText(row.bytes(6));
            if (!text) {
                intact = text.error();
                return;
            }
            file.chunks.append({.hash = row.hash(1),
                                .startLine = int(row.integer(2)),
                                .endLine = int(row.integer(3)),
                                .symbol = row.text(4),
                                .symbolKind = row.text(5),
                                .text = *std::move(text)});
            file.vectors.insert(row.hash(1), row.halfVector(7).toEmbedding());
            if (const auto model = models->find(row.integer(8)); model != models->end())
                file.model = model->second;
        },
        byId.keys());
    return read ? intact : read;
}

} // namespace

Result<QList<StoredFile>> readStoredFiles(Postgres &postgres, const DatasetId &dataset, FileId after,
                                          int limit)
{
    QList<StoredFile> files;
    if (Done read = postgres.each(
            "SELECT id, relative_path, sha256_hash, file_size, mtime_ns, ctime_ns, inode, read_at_ns, "
            "chunk_count, language, file_path FROM indexed_files WHERE dataset_id = $1 AND id > $2 "
            "ORDER BY id LIMIT $3",
            [&](const PostgresRow &row) {
                files.append({.root = rootOf(row.text(10), row.text(1)),
                              .record = {.id = row.id<FileTag>(0),
                                         .path = row.text(1),
                                         .hash = row.hash(2),
                                         .stat = {.size = row.integer(3),
                                                  .mtimeNs = row.integer(4),
                                                  .ctimeNs = row.integer(5),
                                                  .inode = std::uint64_t(row.integer(6))},
                                         .readAtNs = row.integer(7),
                                         .chunkCount = int(row.integer(8)),
                                         .language = row.text(9)}});
            },
            dataset.value, after, limit);
        !read)
        return read.error();
    QHash<FileId, StoredFile *> byId;
    for (StoredFile &file : files)
        byId.insert(file.record.id, &file);
    if (Done read = files.isEmpty() ? Done() : readChunks(postgres, byId); !read)
        return read.error();
    return files;
}

} // namespace vectray
