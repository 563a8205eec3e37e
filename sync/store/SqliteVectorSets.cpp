#include "SqliteVectorSets.h"

#include "ChunkCodec.h"
#include "SqliteRecords.h"

#include <base/Logging.h>

namespace vectray {

using namespace Qt::Literals::StringLiterals;

namespace {

/// Chunks c without a vector of model ?1.
constexpr char WithoutVector[] = "c.model_id <> ?1 AND NOT EXISTS (SELECT 1 FROM embedding_cache e "
                                 "WHERE e.model_id = ?1 AND e.chunk_hash = c.chunk_hash)";

/// What a row of the cache takes beside its vector: the key twice over, and the time.
constexpr std::int64_t RowOverhead = 120;

/// The codes of all vectors that are still those of another model.
Done rewriteCodes(Sqlite &sqlite, std::int64_t model)
{
    Done written;
    const Done read = sqlite.each(
        "SELECT c.id, c.embedding FROM chunk_codes k JOIN chunks c ON c.id = k.chunk_id WHERE k.model_id <> "
        "?",
        [&](const SqliteRow &row) {
            const VectorCode code = vectorCodeOfPacked(row.bytes(1));
            if (Done done = sqlite.run("UPDATE chunk_codes SET model_id = ?2, code = ?3 WHERE chunk_id = ?1",
                                       row.id<ChunkTag>(0), model, bytesOf(code));
                !done && written)
                written = std::move(done);
        },
        model);
    return read ? written : read;
}

} // namespace

Result<std::int64_t> ensureModelRow(Sqlite &sqlite, const EmbeddingModel &model)
{
    if (Done put =
            sqlite.run("INSERT INTO embedding_models(provider, model, dimension, prompt_version, created_at) "
                       "VALUES(?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
                       model.provider, model.model, model.dimension, model.promptVersion,
                       QDateTime::currentDateTimeUtc());
        !put)
        return put.error();
    return modelRow(sqlite, model);
}

Result<std::int64_t> searchedModelRow(Sqlite &sqlite)
{
    std::int64_t id = 0;
    const Done read = sqlite.each("SELECT id FROM embedding_models WHERE searched",
                                  [&](const SqliteRow &row) { id = row.integer(0); });
    return read ? Result(id) : read.error();
}

Done claimSearched(Sqlite &sqlite, std::int64_t model)
{
    const auto searched = searchedModelRow(sqlite);
    if (!searched)
        return searched.error();
    if (*searched == model)
        return {};
    if (*searched == 0)
        return sqlite.run("UPDATE embedding_models SET searched = 1 WHERE id = ?", model);
    return Error{Error::Kind::Conflict,
                 u"the index is searched by another model now; what was embedded is thrown away"_s};
}

Result<VectorSetState> readVectorSet(Sqlite &sqlite, const EmbeddingModel &model)
{
    VectorSetState state;
    if (Done read = sqlite.each(
            "SELECT provider, model, dimension, prompt_version FROM embedding_models WHERE searched",
            [&](const SqliteRow &row) {
                state.searched = EmbeddingModel{.provider = row.text(0),
                                                .model = row.text(1),
                                                .dimension = int(row.integer(2)),
                                                .promptVersion = int(row.integer(3))};
            });
        !read)
        return read.error();
    const auto id = modelRow(sqlite, model);
    if (!id)
        return id.error();
    std::int64_t others = 0;
    if (Done read = sqlite.each("SELECT count(*), coalesce(sum(model_id <> ?), 0) FROM chunk_codes",
                                [&](const SqliteRow &row) {
                                    state.chunks = row.integer(0);
                                    others = row.integer(1);
                                },
                                *id);
        !read)
        return read.error();
    if (others == 0)
        return state; // as at almost every start: the bulky rows need not be looked at
    // A compressed text says how long it was only when it is opened: chunks are of about one size.
    const Done read = sqlite.each(
        QByteArray("SELECT count(*), count(DISTINCT c.chunk_hash) FROM chunks c WHERE ") + WithoutVector,
        [&](const SqliteRow &row) {
            constexpr std::int64_t TypicalText = 1'300;
            state.missing = row.integer(0);
            state.missingBytes = row.integer(1) * TypicalText;
        },
        *id);
    return read ? Result(state) : read.error();
}

Result<MissingVectors> readMissingVectors(Sqlite &sqlite, const EmbeddingModel &model, ChunkId after,
                                          int limit)
{
    const auto id = modelRow(sqlite, model);
    if (!id)
        return id.error();
    MissingVectors missing;
    Done opened;
    const Done read = sqlite.each(
        QByteArray("SELECT c.id, c.chunk_hash, c.text FROM chunks c WHERE c.id > ?2 AND ") + WithoutVector
            + " ORDER BY c.id LIMIT ?3",
        [&](const SqliteRow &row) {
            missing.last = row.id<ChunkTag>(0);
            const auto hash = ContentHash::fromBytes(row.bytes(1));
            auto text = decompressText(row.bytes(2));
            if (hash && text)
                missing.texts.insert(*hash, *std::move(text));
            else
                opened = Error{Error::Kind::Internal, u"the text of a chunk in the index is damaged"_s};
        },
        *id, after, limit);
    if (!read)
        return read.error();
    return opened ? Result(missing) : opened.error();
}

Result<VectorCacheState> readVectorCache(Sqlite &sqlite)
{
    VectorCacheState state;
    const Done read = sqlite.each("SELECT count(*), coalesce(sum(length(embedding)), 0) FROM embedding_cache",
                                  [&](const SqliteRow &row) {
                                      state.vectors = row.integer(0);
                                      state.bytes = row.integer(1) + state.vectors * RowOverhead;
                                  });
    return read ? Result(state) : read.error();
}

Done addVectors(Sqlite &sqlite, const EmbeddingModel &model, const QHash<ContentHash, Embedding> &vectors)
{
    const auto id = ensureModelRow(sqlite, model);
    if (!id)
        return id.error();
    const QDateTime now = QDateTime::currentDateTimeUtc();
    for (auto vector = vectors.begin(); vector != vectors.end(); ++vector) {
        if (Done put =
                sqlite.run("INSERT INTO embedding_cache(model_id, chunk_hash, embedding, last_used_at) "
                           "VALUES(?, ?, ?, ?) ON CONFLICT DO NOTHING",
                           *id, vector.key(), packEmbedding(*vector), now);
            !put)
            return put;
    }
    return {};
}

Done switchVectorSet(Sqlite &sqlite, const EmbeddingModel &model)
{
    const auto id = ensureModelRow(sqlite, model);
    if (!id)
        return id.error();
    bool incomplete = false;
    if (Done read = sqlite.each(
            QByteArray("SELECT 1 FROM chunks c WHERE ") + WithoutVector + " LIMIT 1",
            [&](const SqliteRow &) { incomplete = true; }, *id);
        !read)
        return read;
    if (incomplete)
        return Error{Error::Kind::Conflict, u"some chunks have no vector of the new model yet"_s};

    if (Done kept = sqlite.run("INSERT INTO embedding_cache(model_id, chunk_hash, embedding, last_used_at) "
                               "SELECT model_id, chunk_hash, embedding, ?2 FROM chunks WHERE model_id <> ?1 "
                               "ON CONFLICT DO UPDATE SET last_used_at = ?2",
                               *id, QDateTime::currentDateTimeUtc());
        !kept)
        return kept;
    if (Done moved = sqlite.run(
            "UPDATE chunks SET model_id = ?1, embedding = (SELECT e.embedding FROM embedding_cache e "
            "WHERE e.model_id = ?1 AND e.chunk_hash = chunks.chunk_hash) WHERE model_id <> ?1",
            *id);
        !moved)
        return moved;
    if (Done coded = rewriteCodes(sqlite, *id); !coded)
        return coded;
    if (Done live = sqlite.run("DELETE FROM embedding_cache WHERE model_id = ? "
                               "AND chunk_hash IN (SELECT chunk_hash FROM chunks)",
                               *id);
        !live)
        return live;
    if (Done left = sqlite.exec("UPDATE embedding_models SET searched = 0 WHERE searched"); !left)
        return left;
    return sqlite.run("UPDATE embedding_models SET searched = 1 WHERE id = ?", *id);
}

Done trimVectorCache(Sqlite &sqlite, const VectorCacheLimits &limits)
{
    std::int64_t building = 0;
    if (limits.building) {
        const auto id = modelRow(sqlite, *limits.building);
        if (!id)
            return id.error();
        building = *id;
    }
    const QDateTime oldest =
        QDateTime::currentDateTimeUtc().addSecs(-qint64(limits.unusedFor.count()) * 3600);
    if (Done trimmed = sqlite.run("DELETE FROM embedding_cache WHERE last_used_at < ? AND model_id <> ?",
                                  oldest, building);
        !trimmed)
        return trimmed;

    const auto cache = readVectorCache(sqlite);
    if (!cache)
        return cache.error();
    if (cache->bytes <= limits.bytes)
        return {};
    std::int64_t excess = cache->bytes - limits.bytes;
    std::int64_t rows = 0;
    if (Done read = sqlite.each(
            "SELECT length(embedding) FROM embedding_cache WHERE model_id <> ? ORDER BY last_used_at",
            [&](const SqliteRow &row) {
                if (excess <= 0)
                    return;
                excess -= row.integer(0) + RowOverhead;
                ++rows;
            },
            building);
        !read)
        return read;
    qCInfo(logStore).nospace() << "event=cache-trimmed vectors=" << rows;
    return sqlite.run(
        "DELETE FROM embedding_cache WHERE (model_id, chunk_hash) IN (SELECT model_id, chunk_hash "
        "FROM embedding_cache WHERE model_id <> ? ORDER BY last_used_at LIMIT ?)",
        building, rows);
}

} // namespace vectray
