#include "PostgresIndexes.h"

#include "PostgresSearch.h"

#include <base/Logging.h>

namespace vectray {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr std::int64_t MaxDimension = 4'000; ///< of an HNSW index on halfvec

struct ModelIndex
{
    std::int64_t model = 0;
    std::int64_t dimension = 0;
    bool exists = false;
    bool isValid = false; ///< a build that was broken off leaves one that is not
    bool hasMany = false;
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
                  (SELECT count(*) FROM (SELECT 1 FROM chunks WHERE model_id = m.id LIMIT $1) c) = $1,
                  NOT EXISTS (SELECT 1 FROM chunks c WHERE c.model_id = m.id)
           FROM embedding_models m
                LEFT JOIN pg_class c ON c.relname = 'chunks_nearest_' || m.id AND c.relnamespace = 'claude_context'::regnamespace
                LEFT JOIN pg_index i ON i.indexrelid = c.oid)",
        [&](const PostgresRow &row) {
            models.append({.model = row.integer(0),
                           .dimension = row.integer(1),
                           .exists = row.integer(2) != 0,
                           .isValid = row.integer(3) != 0,
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

Done buildIndex(Postgres &postgres, const ModelIndex &model)
{
    const QByteArray name = indexName(model.model);
    if (Done dropped = model.exists ? dropIndex(postgres, model) : Done(); !dropped)
        return dropped;
    const QByteArray dimension = QByteArray::number(qlonglong(model.dimension));
    const QByteArray statement = "CREATE INDEX CONCURRENTLY " + name
        + " ON claude_context.chunks USING hnsw ((embedding::halfvec(" + dimension
        + ")) halfvec_cosine_ops) WITH (m = 16, ef_construction = 64) WHERE model_id = "
        + QByteArray::number(qlonglong(model.model));
    qCInfo(logStore).nospace() << "index=building sql=" << statement; // for whoever has the right, if we have not
    return postgres.exec(statement);
}

} // namespace

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
        if (Done room = postgres.exec("SET maintenance_work_mem = '512MB'"); !room)
            return room;
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
        return postgres.exec("ANALYZE claude_context.chunks");
    }();
    std::ignore = postgres.run("SELECT pg_advisory_unlock(hashtextextended('claude_context.indexes', 0))");
    return done;
}

} // namespace vectray
