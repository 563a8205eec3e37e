#include "PostgresConfigs.h"

namespace vectray {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr char SelectConfigs[] = R"(
    SELECT id, path, project_name, dataset_name, project_id, dataset_id, enabled, auto_start, debounce_ms, include,
           exclude, priority, backend, created_at, last_started
    FROM watch_configs)";

WatchConfig configFrom(const PostgresRow &row)
{
    return {.id = {row.uuid(0)},
            .key = {.path = row.text(1), .project = row.text(2), .dataset = row.text(3)},
            .projectId = {row.uuid(4)},
            .datasetId = {row.uuid(5)},
            .enabled = row.integer(6) != 0,
            .autoStart = row.integer(7) != 0,
            .debounce = std::chrono::milliseconds(row.integer(8)),
            .include = row.texts(9),
            .exclude = row.texts(10),
            .priority = int(row.integer(11)),
            .backend = row.text(12),
            .createdAt = row.time(13),
            .lastStarted = row.time(14)};
}

Result<FolderScope> ensureDataset(Postgres &postgres, const WatchConfig::Key &key)
{
    FolderScope scope{.root = key.path};
    if (Done made = postgres.run("INSERT INTO projects(id, name) VALUES($1, $2) ON CONFLICT(name) DO NOTHING",
                                 QUuid::createUuid(), key.project);
        !made)
        return made.error();
    // Locked, so that nobody takes the empty project away before its dataset is there.
    if (Done read = postgres.each(
            "SELECT id FROM projects WHERE name = $1 FOR SHARE",
            [&](const PostgresRow &row) { scope.project = {row.uuid(0)}; }, key.project);
        !read)
        return read.error();
    if (Done made = postgres.run("INSERT INTO datasets(id, project_id, name) VALUES($1, $2, $3) "
                                 "ON CONFLICT(project_id, name) DO NOTHING",
                                 QUuid::createUuid(), scope.project.value, key.dataset);
        !made)
        return made.error();
    if (Done read = postgres.each(
            "SELECT id FROM datasets WHERE project_id = $1 AND name = $2",
            [&](const PostgresRow &row) { scope.dataset = {row.uuid(0)}; }, scope.project.value, key.dataset);
        !read)
        return read.error();
    if (scope.project.isNull() || scope.dataset.isNull())
        return Error{Error::Kind::Unavailable,
                     u"project “%1” was being removed by somebody else; try again"_s.arg(key.project)};
    return scope;
}

} // namespace

Result<QList<WatchConfig>> readWatchConfigs(Postgres &postgres, const QString &instance)
{
    QList<WatchConfig> configs;
    const Done read = postgres.each(
        QByteArray(SelectConfigs) + " WHERE $1 = ANY(instances) ORDER BY created_at, number",
        [&](const PostgresRow &row) { configs.append(configFrom(row)); }, instance);
    return read ? Result(configs) : read.error();
}

Result<WatchConfig> putWatchConfig(Postgres &postgres, const QString &instance, WatchConfig config)
{
    PostgresTransaction transaction(postgres);
    if (Done begun = transaction.begin(); !begun)
        return begun.error();
    const auto scope = ensureDataset(postgres, config.key);
    if (!scope)
        return scope.error();
    if (!config.createdAt.isValid())
        config.createdAt = QDateTime::currentDateTimeUtc();

    const Done put = postgres.run(
        R"(INSERT INTO watch_configs AS w(id, path, project_id, project_name, dataset_id, dataset_name, enabled,
                auto_start, debounce_ms, include, exclude, priority, backend, created_at, last_started, instances)
           VALUES($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, ARRAY[$16])
           ON CONFLICT(path, project_id, dataset_id) DO UPDATE SET enabled = $7, auto_start = $8, debounce_ms = $9,
               include = $10, exclude = $11, priority = $12, backend = $13, last_started = $15,
               instances = CASE WHEN $16 = ANY(w.instances) THEN w.instances ELSE w.instances || $16 END)",
        config.id.isNull() ? QUuid::createUuid() : config.id.value, config.key.path, scope->project.value,
        config.key.project, scope->dataset.value, config.key.dataset, config.enabled, config.autoStart,
        std::int64_t(config.debounce.count()), config.include, config.exclude, config.priority,
        config.backend, config.createdAt, config.lastStarted, instance);
    if (!put)
        return put.error();

    WatchConfig stored;
    const Done read = postgres.each(
        QByteArray(SelectConfigs) + " WHERE path = $1 AND project_id = $2 AND dataset_id = $3",
        [&](const PostgresRow &row) { stored = configFrom(row); }, config.key.path, scope->project.value,
        scope->dataset.value);
    if (!read)
        return read.error();
    if (Done committed = transaction.commit(); !committed)
        return committed.error();
    return stored;
}

Done removeWatchConfig(Postgres &postgres, const QString &instance, const WatchConfig::Key &key)
{
    PostgresTransaction transaction(postgres);
    if (Done begun = transaction.begin(); !begun)
        return begun;
    if (Done removed = postgres.run(
            "UPDATE watch_configs SET instances = array_remove(instances, $4) "
            "WHERE path = $1 AND project_name = $2 AND dataset_name = $3 AND $4 = ANY(instances)",
            key.path, key.project, key.dataset, instance);
        !removed)
        return removed;
    if (postgres.changes() == 0)
        return Error{
            Error::Kind::NotFound,
            u"%1 is not watched for project %2, dataset %3"_s.arg(key.path, key.project, key.dataset)};
    if (Done removed = postgres.run(
            "DELETE FROM watch_configs WHERE path = $1 AND project_name = $2 AND dataset_name = $3 "
            "AND instances = '{}'",
            key.path, key.project, key.dataset);
        !removed)
        return removed;
    return transaction.commit();
}

Result<FolderScope> ensureFolderScope(Postgres &postgres, const WatchConfig::Key &key)
{
    PostgresTransaction transaction(postgres);
    if (Done begun = transaction.begin(); !begun)
        return begun.error();
    auto scope = ensureDataset(postgres, key);
    if (!scope)
        return scope;
    if (Done committed = transaction.commit(); !committed)
        return committed.error();
    return scope;
}

} // namespace vectray
