#include "SqliteSchema.h"

#include "ChunkCodec.h"

#include <sqlite3.h>

#include <array>

namespace vectray {

using namespace Qt::Literals::StringLiterals;

namespace {

// The tables of the contract. Ids are row numbers here, which keeps the tables small; the UUIDs that other
// programs see are beside them. AUTOINCREMENT where a number must never come back: the codes in memory and
// the full-text index are keyed by it.
constexpr char Version1[] = R"(
CREATE TABLE projects(
    id INTEGER PRIMARY KEY AUTOINCREMENT, uuid TEXT NOT NULL UNIQUE, name TEXT NOT NULL UNIQUE,
    description TEXT, created_at TEXT NOT NULL, updated_at TEXT NOT NULL);

CREATE TABLE datasets(
    id INTEGER PRIMARY KEY AUTOINCREMENT, uuid TEXT NOT NULL UNIQUE,
    project_id INTEGER NOT NULL REFERENCES projects(id), name TEXT NOT NULL, description TEXT,
    status TEXT NOT NULL DEFAULT 'active', last_sync_at TEXT, created_at TEXT NOT NULL, updated_at TEXT NOT NULL,
    UNIQUE(project_id, name));

CREATE TABLE watch_configs(
    id TEXT PRIMARY KEY, path TEXT NOT NULL, project_id INTEGER NOT NULL, project_name TEXT NOT NULL,
    dataset_id INTEGER NOT NULL, dataset_name TEXT NOT NULL, enabled INTEGER NOT NULL DEFAULT 1,
    auto_start INTEGER NOT NULL DEFAULT 1, debounce_ms INTEGER NOT NULL DEFAULT 2000,
    created_at TEXT NOT NULL, last_started TEXT,
    include TEXT NOT NULL DEFAULT '[]', exclude TEXT NOT NULL DEFAULT '[]', priority INTEGER NOT NULL DEFAULT 0,
    backend TEXT NOT NULL DEFAULT 'auto',
    UNIQUE(path, project_id, dataset_id));

CREATE TABLE indexed_files(
    id INTEGER PRIMARY KEY AUTOINCREMENT, project_id INTEGER NOT NULL, dataset_id INTEGER NOT NULL,
    file_path TEXT NOT NULL, relative_path TEXT NOT NULL, sha256_hash BLOB NOT NULL, file_size INTEGER NOT NULL,
    mtime_ns INTEGER NOT NULL, ctime_ns INTEGER NOT NULL, inode INTEGER NOT NULL, read_at_ns INTEGER NOT NULL,
    chunk_count INTEGER NOT NULL, language TEXT NOT NULL, last_indexed_at TEXT NOT NULL,
    created_at TEXT NOT NULL, updated_at TEXT NOT NULL,
    UNIQUE(project_id, dataset_id, file_path));

CREATE TABLE embedding_models(
    id INTEGER PRIMARY KEY, provider TEXT NOT NULL, model TEXT NOT NULL, dimension INTEGER NOT NULL,
    prompt_version INTEGER NOT NULL, created_at TEXT NOT NULL,
    UNIQUE(provider, model, dimension, prompt_version));

CREATE TABLE chunks(
    id INTEGER PRIMARY KEY AUTOINCREMENT, file_id INTEGER NOT NULL, dataset_id INTEGER NOT NULL,
    ordinal INTEGER NOT NULL, chunk_hash BLOB NOT NULL, start_line INTEGER NOT NULL, end_line INTEGER NOT NULL,
    symbol TEXT NOT NULL, symbol_kind TEXT NOT NULL, model_id INTEGER NOT NULL,
    text BLOB NOT NULL,        -- zstd
    embedding BLOB NOT NULL);  -- f32 scale, then int8 per dimension
CREATE INDEX chunks_by_file ON chunks(file_id);
CREATE INDEX chunks_by_hash ON chunks(chunk_hash);

-- Two bits a dimension of every embedding, which are held in memory: read whole at start, apart from the bulky rows.
CREATE TABLE chunk_codes(
    chunk_id INTEGER PRIMARY KEY, dataset_id INTEGER NOT NULL, file_id INTEGER NOT NULL, model_id INTEGER NOT NULL,
    code BLOB NOT NULL);

-- Vectors of chunks that are gone for now: a branch switched away, a file cut and not yet pasted.
CREATE TABLE embedding_cache(
    model_id INTEGER NOT NULL, chunk_hash BLOB NOT NULL, embedding BLOB NOT NULL, last_used_at TEXT NOT NULL,
    PRIMARY KEY(model_id, chunk_hash)) WITHOUT ROWID;
CREATE INDEX embedding_cache_by_use ON embedding_cache(last_used_at);

CREATE TABLE file_problems(
    dataset_id INTEGER NOT NULL, file_path TEXT NOT NULL, relative_path TEXT NOT NULL, kind TEXT NOT NULL,
    reason TEXT NOT NULL, since TEXT NOT NULL, file_size INTEGER NOT NULL, mtime_ns INTEGER NOT NULL,
    ctime_ns INTEGER NOT NULL, inode INTEGER NOT NULL, read_at_ns INTEGER NOT NULL,
    PRIMARY KEY(dataset_id, file_path)) WITHOUT ROWID;

CREATE TABLE events(id INTEGER PRIMARY KEY, type TEXT NOT NULL, project TEXT, data TEXT, created_at TEXT NOT NULL);
)";

// Which of the models is searched. An index that was written before this was known is searched by the model that
// most of its chunks are of.
constexpr char Version2[] = R"(
ALTER TABLE embedding_models ADD COLUMN searched INTEGER NOT NULL DEFAULT 0;
UPDATE embedding_models SET searched = 1
    WHERE id = (SELECT model_id FROM chunk_codes GROUP BY model_id ORDER BY count(*) DESC LIMIT 1);
CREATE UNIQUE INDEX one_searched_model ON embedding_models(searched) WHERE searched;
)";

// Before, a code had the signs alone.
constexpr char Version3[] = R"(
UPDATE chunk_codes SET code = (SELECT vector_code(embedding) FROM chunks WHERE id = chunk_id);
)";

constexpr std::array<const char *, SqliteSchemaVersion> Steps{Version1, Version2, Version3};

/// vector_code(embedding) in SQL.
void vectorCodeInSql(sqlite3_context *answer, int, sqlite3_value **values)
{
    const QByteArrayView packed(static_cast<const char *>(sqlite3_value_blob(values[0])), sqlite3_value_bytes(values[0]));
    const VectorCode code = vectorCodeOfPacked(packed);
    const QByteArrayView bytes = bytesOf(code);
    sqlite3_result_blob(answer, bytes.data(), int(bytes.size()), SQLITE_TRANSIENT);
}

} // namespace

Done migrate(Sqlite &sqlite)
{
    std::int64_t version = 0;
    if (Done read = sqlite.each("PRAGMA user_version", [&](const SqliteRow &row) { version = row.integer(0); });
        !read)
        return read;
    if (version > SqliteSchemaVersion)
        return Error{Error::Kind::Conflict,
                     u"this index was written by a newer Vectray (schema %1, this program knows %2); "
                     "use that version, or move the index file away to build a new one"_s.arg(version)
                         .arg(SqliteSchemaVersion)};
    if (version == SqliteSchemaVersion)
        return {};

    constexpr int Pure = SQLITE_UTF8 | SQLITE_DETERMINISTIC;
    sqlite3_create_function(sqlite.handle(), "vector_code", 1, Pure, nullptr, vectorCodeInSql, nullptr, nullptr);
    SqliteTransaction transaction(sqlite);
    if (Done begun = transaction.begin(); !begun)
        return begun;
    for (auto step = std::size_t(version); step < Steps.size(); ++step) {
        if (Done made = sqlite.exec(Steps[step]); !made)
            return made;
    }
    if (Done stamped = sqlite.exec("PRAGMA user_version=" + QByteArray::number(SqliteSchemaVersion)); !stamped)
        return stamped;
    return transaction.commit();
}

QByteArray ftsTable(std::int64_t dataset)
{
    return "fts_" + QByteArray::number(qlonglong(dataset));
}

Done createFtsTable(Sqlite &sqlite, std::int64_t dataset)
{
    // Contentless: the text is already in chunks, compressed. Terms come ready from SearchTerms.
    const QByteArray table = ftsTable(dataset);
    return sqlite.exec("CREATE VIRTUAL TABLE " + table
                       + " USING fts5(text, path, content='', tokenize=\"unicode61 tokenchars '_'\")");
}

Done dropFtsTable(Sqlite &sqlite, std::int64_t dataset)
{
    return sqlite.exec("DROP TABLE IF EXISTS " + ftsTable(dataset));
}

} // namespace vectray
