#include "SqliteConfigs.h"

#include "SqliteSchema.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace vectray {

using namespace Qt::Literals::StringLiterals;

namespace {

QString toJson(const QStringList &list)
{
    return QString::fromUtf8(QJsonDocument(QJsonArray::fromStringList(list)).toJson(QJsonDocument::Compact));
}

QStringList fromJson(QByteArrayView json)
{
    QStringList list;
    for (const QJsonValue value : QJsonDocument::fromJson(json.toByteArray()).array())
        list.append(value.toString());
    return list;
}

constexpr char SelectConfigs[] = R"(
    SELECT w.id, w.path, w.project_name, w.dataset_name, p.uuid, d.uuid, w.enabled, w.auto_start, w.debounce_ms,
           w.include, w.exclude, w.priority, w.backend, w.created_at, w.last_started
    FROM watch_configs w JOIN projects p ON p.id = w.project_id JOIN datasets d ON d.id = w.dataset_id)";

WatchConfig configFrom(const SqliteRow &row)
{
    return {.id = {row.uuid(0)},
            .key = {.path = row.text(1), .project = row.text(2), .dataset = row.text(3)},
            .projectId = {row.uuid(4)},
            .datasetId = {row.uuid(5)},
            .enabled = row.integer(6) != 0,
            .autoStart = row.integer(7) != 0,
            .debounce = std::chrono::milliseconds(row.integer(8)),
            .include = fromJson(row.bytes(9)),
            .exclude = fromJson(row.bytes(10)),
            .priority = int(row.integer(11)),
            .backend = row.text(12),
            .createdAt = row.time(13),
            .lastStarted = row.time(14)};
}

Result<DatasetRow> ensureDataset(Sqlite &sqlite, const WatchConfig::Key &key)
{
    const QDateTime now = QDateTime::currentDateTimeUtc();
    DatasetRow found;
    if (Done made = sqlite.run("INSERT INTO projects(uuid, name, created_at, updated_at) VALUES(?1, ?2, ?3, ?3) "
                               "ON CONFLICT(name) DO NOTHING",
                               QUuid::createUuid(), key.project, now);
        !made)
        return made.error();
    if (Done read = sqlite.each("SELECT id FROM projects WHERE name = ?",
                                [&](const SqliteRow &row) { found.project = row.integer(0); }, key.project);
        !read)
        return read.error();
    if (Done made = sqlite.run("INSERT INTO datasets(uuid, project_id, name, created_at, updated_at) "
                               "VALUES(?1, ?2, ?3, ?4, ?4) ON CONFLICT(project_id, name) DO NOTHING",
                               QUuid::createUuid(), found.project, key.dataset, now);
        !made)
        return made.error();
    const bool isNew = sqlite.changes() > 0;
    if (Done read = sqlite.each("SELECT id FROM datasets WHERE project_id = ? AND name = ?",
                                [&](const SqliteRow &row) { found.dataset = row.integer(0); }, found.project,
                                key.dataset);
        !read)
        return read.error();
    if (isNew) {
        if (Done made = createFtsTable(sqlite, found.dataset); !made)
            return made.error();
    }
    return found;
}

} // namespace

Result<QList<WatchConfig>> readWatchConfigs(Sqlite &sqlite)
{
    QList<WatchConfig> configs;
    const Done read = sqlite.each(QByteArray(SelectConfigs) + " ORDER BY w.created_at, w.rowid",
                                  [&](const SqliteRow &row) { configs.append(configFrom(row)); });
    return read ? Result(configs) : read.error();
}

Result<WatchConfig> putWatchConfig(Sqlite &sqlite, WatchConfig config)
{
    SqliteTransaction transaction(sqlite);
    if (Done begun = transaction.begin(); !begun)
        return begun.error();
    const auto row = ensureDataset(sqlite, config.key);
    if (!row)
        return row.error();
    if (!config.createdAt.isValid())
        config.createdAt = QDateTime::currentDateTimeUtc();

    const Done put = sqlite.run(
        R"(INSERT INTO watch_configs(id, path, project_id, project_name, dataset_id, dataset_name, enabled, auto_start,
                                     debounce_ms, include, exclude, priority, backend, created_at, last_started)
           VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)
           ON CONFLICT(path, project_id, dataset_id) DO UPDATE SET enabled = ?7, auto_start = ?8, debounce_ms = ?9,
               include = ?10, exclude = ?11, priority = ?12, backend = ?13, last_started = ?15)",
        config.id.isNull() ? QUuid::createUuid() : config.id.value, config.key.path, row->project, config.key.project,
        row->dataset, config.key.dataset, config.enabled, config.autoStart, std::int64_t(config.debounce.count()),
        toJson(config.include), toJson(config.exclude), config.priority, config.backend, config.createdAt,
        config.lastStarted);
    if (!put)
        return put.error();

    WatchConfig stored;
    const Done read = sqlite.each(QByteArray(SelectConfigs) + " WHERE w.path = ? AND w.project_id = ? AND w.dataset_id = ?",
                                  [&](const SqliteRow &found) { stored = configFrom(found); }, config.key.path,
                                  row->project, row->dataset);
    if (!read)
        return read.error();
    if (Done committed = transaction.commit(); !committed)
        return committed.error();
    return stored;
}

Done removeWatchConfig(Sqlite &sqlite, const WatchConfig::Key &key)
{
    if (Done removed = sqlite.run("DELETE FROM watch_configs WHERE path = ? AND project_name = ? AND dataset_name = ?",
                                  key.path, key.project, key.dataset);
        !removed)
        return removed;
    if (sqlite.changes() == 0)
        return Error{Error::Kind::NotFound,
                     u"%1 is not watched for project %2, dataset %3"_s.arg(key.path, key.project, key.dataset)};
    return {};
}

Result<FolderScope> ensureFolderScope(Sqlite &sqlite, const WatchConfig::Key &key)
{
    SqliteTransaction transaction(sqlite);
    if (Done begun = transaction.begin(); !begun)
        return begun.error();
    const auto row = ensureDataset(sqlite, key);
    if (!row)
        return row.error();

    FolderScope scope{.root = key.path};
    const Done read = sqlite.each("SELECT p.uuid, d.uuid FROM projects p, datasets d WHERE p.id = ? AND d.id = ?",
                                  [&](const SqliteRow &found) {
                                      scope.project = {found.uuid(0)};
                                      scope.dataset = {found.uuid(1)};
                                  },
                                  row->project, row->dataset);
    if (!read)
        return read.error();
    if (Done committed = transaction.commit(); !committed)
        return committed.error();
    return scope;
}

Result<DatasetRow> datasetRow(Sqlite &sqlite, const DatasetId &dataset)
{
    DatasetRow found;
    const Done read = sqlite.each("SELECT project_id, id FROM datasets WHERE uuid = ?",
                                  [&](const SqliteRow &row) {
                                      found = {.project = row.integer(0), .dataset = row.integer(1)};
                                  },
                                  dataset.value);
    if (!read)
        return read.error();
    if (found.dataset == 0)
        return Error{Error::Kind::NotFound, u"the dataset %1 does not exist"_s.arg(dataset.toString())};
    return found;
}

} // namespace vectray
