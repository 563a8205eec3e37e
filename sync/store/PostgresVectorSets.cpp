#include "PostgresVectorSets.h"

#include "ChunkCodec.h"
#include "PostgresRecords.h"

namespace vectray {

using namespace Qt::Literals::StringLiterals;

namespace {

/// Chunks c without a vector of model $1.
constexpr char WithoutVector[] = "c.model_id <> $1 AND NOT EXISTS (SELECT 1 FROM embedding_cache e "
                                 "WHERE e.model_id = $1 AND e.chunk_hash = c.chunk_hash)";

/// What a row of the cache takes beside its vector: headers, the key twice over, and the time.
constexpr std::int64_t RowOverhead = 150;

/// Held to the end of the transaction: who decides which model is searched does so alone.
Done lockSearched(Postgres &postgres)
{
    return postgres.run("SELECT pg_advisory_xact_lock(hashtextextended('claude_context.embedding_models', 0))");
}

} // namespace

Result<std::int64_t> ensureModelRow(Postgres &postgres, const EmbeddingModel &model)
{
    const auto known = modelRow(postgres, model);
    if (!known || *known != 0)
        return known;
    if (Done put = postgres.run("INSERT INTO embedding_models(provider, model, dimension, prompt_version) "
                                "VALUES($1, $2, $3, $4) ON CONFLICT DO NOTHING",
                                model.provider, model.model, model.dimension, model.promptVersion);
        !put)
        return put.error();
    return modelRow(postgres, model);
}

Result<std::int64_t> searchedModelRow(Postgres &postgres)
{
    std::int64_t id = 0;
    const Done read = postgres.each("SELECT id FROM embedding_models WHERE searched",
                                    [&](const PostgresRow &row) { id = row.integer(0); });
    return read ? Result(id) : read.error();
}

Done claimSearched(Postgres &postgres, std::int64_t model)
{
    auto searched = searchedModelRow(postgres);
    if (searched && *searched == 0) {
        if (Done locked = lockSearched(postgres); !locked)
            return locked;
        searched = searchedModelRow(postgres); // again: somebody may have been first
        if (searched && *searched == 0)
            return postgres.run("UPDATE embedding_models SET searched = true WHERE id = $1", model);
    }
    if (!searched)
        return searched.error();
    if (*searched == model)
        return {};
    return Error{Error::Kind::Conflict,
                 u"the index is searched by another model now; what was embedded is thrown away"_s};
}

Result<VectorSetState> readVectorSet(Postgres &postgres, const EmbeddingModel &model)
{
    VectorSetState state;
    if (Done read = postgres.each("SELECT provider, model, dimension, prompt_version FROM embedding_models WHERE searched",
                                  [&](const PostgresRow &row) {
                                      state.searched = EmbeddingModel{.provider = row.text(0),
                                                                      .model = row.text(1),
                                                                      .dimension = int(row.integer(2)),
                                                                      .promptVersion = int(row.integer(3))};
                                  });
        !read)
        return read.error();
    const auto id = modelRow(postgres, model);
    if (!id)
        return id.error();
    if (Done read = postgres.each("SELECT coalesce(sum(chunk_count), 0)::bigint FROM indexed_files",
                                  [&](const PostgresRow &row) { state.chunks = row.integer(0); });
        !read)
        return read.error();
    bool others = false;
    if (Done read = postgres.each("(SELECT 1 FROM chunks WHERE model_id < $1 LIMIT 1) UNION ALL "
                                  "(SELECT 1 FROM chunks WHERE model_id > $1 LIMIT 1)",
                                  [&](const PostgresRow &) { others = true; }, *id);
        !read)
        return read.error();
    if (!others)
        return state; // as at almost every start: the bulky rows need not be looked at
    // A compressed text says how long it was only when it is opened: chunks are of about one size.
    const Done read = postgres.each(
        QByteArray("SELECT count(*), count(DISTINCT c.chunk_hash) FROM chunks c WHERE ") + WithoutVector,
        [&](const PostgresRow &row) {
            constexpr std::int64_t TypicalText = 1'300;
            state.missing = row.integer(0);
            state.missingBytes = row.integer(1) * TypicalText;
        },
        *id);
    return read ? Result(state) : read.error();
}

Result<MissingVectors> readMissingVectors(Postgres &postgres, const EmbeddingModel &model, ChunkId after, int limit)
{
    const auto id = modelRow(postgres, model);
    if (!id)
        return id.error();
    MissingVectors missing;
    Done opened;
    const Done read = postgres.each(QByteArray("SELECT c.id, c.chunk_hash, c.text FROM chunks c WHERE c.id > $2 AND ")
                                        + WithoutVector + " ORDER BY c.id LIMIT $3",
                                    [&](const PostgresRow &row) {
                                        missing.last = row.id<ChunkTag>(0);
                                        auto text = decompressText(row.bytes(2));
                                        if (text)
                                            missing.texts.insert(row.hash(1), *std::move(text));
                                        else
                                            opened = text.error();
                                    },
                                    *id, after, limit);
    if (!read)
        return read.error();
    return opened ? Result(missing) : opened.error();
}

Result<VectorCacheState> readVectorCache(Postgres &postgres)
{
    VectorCacheState state;
    const Done read = postgres.each(
        "SELECT count(*), coalesce(sum(pg_column_size(embedding)), 0)::bigint FROM embedding_cache",
        [&](const PostgresRow &row) {
            state.vectors = row.integer(0);
            state.bytes = row.integer(1) + state.vectors * RowOverhead;
        });
    return read ? Result(state) : read.error();
}

Done addVectors(Postgres &postgres, const EmbeddingModel &model, const QHash<ContentHash, Embedding> &vectors)
{
    const auto id = ensureModelRow(postgres, model);
    if (!id)
        return id.error();
    for (auto vector = vectors.begin(); vector != vectors.end(); ++vector) {
        if (Done put = postgres.run("INSERT INTO embedding_cache(model_id, chunk_hash, embedding) "
                                    "VALUES($1, $2, $3::halfvec) ON CONFLICT DO NOTHING",
                                    *id, vector.key(), HalfVector::of(*vector));
            !put)
            return put;
    }
    return {};
}

Done switchVectorSet(Postgres &postgres, const EmbeddingModel &model)
{
    if (Done locked = lockSearched(postgres); !locked)
        return locked;
    const auto id = ensureModelRow(postgres, model);
    if (!id)
        return id.error();
    // Nobody adds chunks of the old model meanwhile; searches go on.
    if (Done locked = postgres.exec("LOCK TABLE chunks IN SHARE ROW EXCLUSIVE MODE"); !locked)
        return locked;
    bool incomplete = false;
    if (Done read = postgres.each(QByteArray("SELECT 1 FROM chunks c WHERE ") + WithoutVector + " LIMIT 1",
                                  [&](const PostgresRow &) { incomplete = true; }, *id);
        !read)
        return read;
    if (incomplete)
        return Error{Error::Kind::Conflict, u"some chunks have no vector of the new model yet"_s};

    for (const char *step :
         {"INSERT INTO embedding_cache(model_id, chunk_hash, embedding) "
          "SELECT DISTINCT ON (model_id, chunk_hash) model_id, chunk_hash, embedding FROM chunks WHERE model_id <> $1 "
          "ON CONFLICT(model_id, chunk_hash) DO UPDATE SET last_used_at = NOW()",
          "UPDATE chunks c SET model_id = $1, embedding = e.embedding FROM embedding_cache e "
          "WHERE e.model_id = $1 AND e.chunk_hash = c.chunk_hash AND c.model_id <> $1",
          "DELETE FROM embedding_cache e WHERE e.model_id = $1 "
          "AND EXISTS (SELECT 1 FROM chunks c WHERE c.chunk_hash = e.chunk_hash)",
          "UPDATE embedding_models SET searched = (id = $1) WHERE searched <> (id = $1)"}) {
        if (Done done = postgres.run(step, *id); !done)
            return done;
    }
    return {};
}

Done trimVectorCache(Postgres &postgres, const VectorCacheLimits &limits)
{
    std::int64_t building = 0;
    if (limits.building) {
        const auto id = modelRow(postgres, *limits.building);
        if (!id)
            return id.error();
        building = *id;
    }
    const std::int64_t hours = limits.unusedFor.count();
    if (Done trimmed = postgres.run("DELETE FROM embedding_cache WHERE last_used_at < NOW() - make_interval(hours => $1::int) "
                                    "AND model_id <> $2",
                                    hours, building);
        !trimmed)
        return trimmed;
    const auto cache = readVectorCache(postgres);
    if (!cache)
        return cache.error();
    if (cache->bytes <= limits.bytes)
        return {};
    // Whatever was used longest ago, until the rest fits.
    return postgres.run(R"(DELETE FROM embedding_cache WHERE (model_id, chunk_hash) IN (
                               SELECT model_id, chunk_hash FROM (
                                   SELECT model_id, chunk_hash,
                                          sum(pg_column_size(embedding) + $1) OVER (ORDER BY last_used_at DESC, chunk_hash) AS newer
                                   FROM embedding_cache WHERE model_id <> $2) c
                               WHERE newer > greatest(0, $3 - (SELECT coalesce(sum(pg_column_size(embedding) + $1), 0)
                                                               FROM embedding_cache WHERE model_id = $2))))",
                        RowOverhead, building, limits.bytes);
}

} // namespace vectray
