#include "PostgresIndexes.h"

#include "PostgresSearch.h"

#include <base/Logging.h>

namespace vectray {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr std::int64_t MaxDimension = 4'000; ///< of an HNSW index on halfvec
constexpr std::int64_t MostStaged = PostgresSearch::ExactUpTo;
constexpr int PlacedAtOnce = 200; ///< chunks; somebody who writes may wait for them, half a second

struct ModelIndex
{
    std::int64_t model = 0;
    std::int64_t dimension = 0;
    bool exists = false;
    bool isValid = false; ///< a build that was broken off leaves one that is not
    std::int64_t chunks = 0; ///< about, if many
    bool hasMany = false; ///< that an index is worth it; also where there is one
    bool isUnused = false; ///< no chunk has a vector of it any more
};

QByteArray indexName(std::int64_t model)
{
    return "chunks_nearest_" + QByteArray::number(qlonglong(model));
}

Result<QList<ModelIndex>> readModels(Postgres &postgres)
{
    QList<ModelIndex> models;
    const Done read = postgres.each(
        R"(SELECT m.id, m.dimension, i.indexrelid IS NOT NULL, coalesce(i.indisvalid, false),
                  CASE WHEN i.indisvalid THEN true -- not counted after each saved file
                       ELSE (SELECT count(*) FROM (SELECT 1 FROM chunks WHERE model_id = m.id LIMIT $1) c) = $1 END,
                  NOT EXISTS (SELECT 1 FROM chunks c WHERE c.model_id = m.id),
                  (SELECT reltuples::bigint FROM pg_class WHERE oid = 'claude_context.chunks'::regclass)
           FROM embedding_models m
                LEFT JOIN pg_class c ON c.relname = 'chunks_nearest_' || m.id AND c.relnamespace = 'claude_context'::regnamespace
                LEFT JOIN pg_index i ON i.indexrelid = c.oid)",
        [&](const PostgresRow &row) {
            models.append({.model = row.integer(0),
                           .dimension = row.integer(1),
                           .exists = row.integer(2) != 0,
                           .isValid = row.integer(3) != 0,
                           .chunks = row.integer(6),
                           .hasMany = row.integer(4) != 0,
                           .isUnused = row.integer(5) != 0});
        },
        PostgresSearch::ExactUpTo + 1);
    return read ? Result(models) : read.error();
}

Done dropIndex(Postgres &postgres, const ModelIndex &model)
{
    return postgres.exec("DROP INDEX CONCURRENTLY claude_context." + indexName(model.model));
}

/// An index that does not fit into this memory takes many times as long to build. As much as it needs, then, up to what
/// the server's administrator lets it keep in memory anyway.
Done makeRoom(Postgres &postgres, const ModelIndex &model)
{
    constexpr std::int64_t Always = 512LL << 20U;
    constexpr std::int64_t BytesBesideVector = 600;
    const std::int64_t needed = model.chunks * (2 * model.dimension + BytesBesideVector);
    return postgres.run("SELECT set_config('maintenance_work_mem', greatest(pg_size_bytes(current_setting('maintenance_work_mem')), "
                        "$1::bigint, least($2::bigint, pg_size_bytes(current_setting('shared_buffers')))) / 1024 || 'kB', false)",
                        Always, needed);
}

Done buildIndex(Postgres &postgres, const ModelIndex &model)
{
    const QByteArray name = indexName(model.model);
    if (Done dropped = model.exists ? dropIndex(postgres, model) : Done(); !dropped)
        return dropped;
    if (Done room = makeRoom(postgres, model); !room)
        return room;
    const QByteArray dimension = QByteArray::number(qlonglong(model.dimension));
    const QByteArray statement = "CREATE INDEX CONCURRENTLY " + name
        + " ON claude_context.chunks USING hnsw ((embedding::halfvec(" + dimension
        + ")) halfvec_cosine_ops) WITH (m = 16, ef_construction = 64) WHERE model_id = "
        + QByteArray::number(qlonglong(model.model)) + " AND NOT staged";
    qCInfo(logStore).nospace() << "index=building sql=" << statement; // for whoever has the right, if we have not
    return postgres.exec(statement);
}

/// Takes them in, a few at a time. Who is writing one of them is not waited for: it comes back.
Done placeStaged(Postgres &postgres)
{
    do {
        if (Done placed = postgres.run("UPDATE chunks SET staged = false WHERE id IN "
                                       "(SELECT id FROM chunks WHERE staged ORDER BY id LIMIT $1 FOR UPDATE SKIP LOCKED)",
                                       std::int64_t(PlacedAtOnce));
            !placed)
            return placed;
    } while (postgres.changes() > 0);
    return {};
}

/// Looking at the words of a table takes seconds for each million rows, so it is not done for each saved file.
Done lookAtWords(Postgres &postgres)
{
    bool isDue = false;
    if (Done read = postgres.each(
            "SELECT last_analyze IS NULL AND last_autoanalyze IS NULL OR n_mod_since_analyze > 1000 + n_live_tup / 10 "
            "FROM pg_stat_user_tables WHERE relid = 'claude_context.chunks'::regclass",
            [&](const PostgresRow &row) { isDue = row.integer(0) != 0; });
        !read)
        return read;
    return isDue ? postgres.exec("ANALYZE claude_context.chunks") : Done();
}

} // namespace

Result<bool> isStaging(Postgres &postgres, std::int64_t model)
{
    bool staging = false;
    const Done read = postgres.each("SELECT to_regclass('claude_context.' || $1) IS NOT NULL "
                                    "AND (SELECT count(*) FROM (SELECT 1 FROM chunks WHERE staged LIMIT $2) c) < $2",
                                    [&](const PostgresRow &row) { staging = row.integer(0) != 0; },
                                    QString::fromLatin1(indexName(model)), MostStaged);
    return read ? Result(staging) : read.error();
}

Done tendIndexes(Postgres &postgres)
{
    bool alone = false;
    if (Done locked =
            postgres.each("SELECT pg_try_advisory_lock(hashtextextended('claude_context.indexes', 0))",
                          [&](const PostgresRow &row) { alone = row.integer(0) != 0; });
        !locked)
        return locked;
    if (!alone)
        return {};
    const Done done = [&]() -> Done {
        if (Done placed = placeStaged(postgres); !placed)
            return placed;
        if (Done looked = lookAtWords(postgres); !looked)
            return looked;
        const auto models = readModels(postgres);
        if (!models)
            return models.error();
        for (const ModelIndex &model : *models) {
            if (model.exists && model.isUnused) {
                if (Done dropped = dropIndex(postgres, model); !dropped)
                    return dropped;
                continue;
            }
            if (!model.hasMany || model.isValid || model.dimension > MaxDimension)
                continue;
            if (Done built = buildIndex(postgres, model); !built)
                return built;
            qCInfo(logStore).nospace() << "index=built name=" << indexName(model.model);
        }
        return {};
    }();
    std::ignore = postgres.run("SELECT pg_advisory_unlock(hashtextextended('claude_context.indexes', 0))");
    return done;
}

} // namespace vectray
