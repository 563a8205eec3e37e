#include "PostgresSchema.h"

#include <QVersionNumber>

namespace vectray {

using namespace Qt::Literals::StringLiterals;

namespace {

// Every step of the schema in order; what is here is never changed again.
//
// The ids of projects, datasets and configurations are the UUIDs that other programs see; files and chunks
// are numbered. Paths sort by their bytes (COLLATE "C"), whatever the database's language is. Texts are
// compressed by us (zstd), so the server need not try; embeddings stay in the row, where an exact search
// reads them.
constexpr const char *Steps[] = {R"(
CREATE TABLE claude_context.projects(
    id UUID PRIMARY KEY, name TEXT NOT NULL UNIQUE, description TEXT,
    created_at TIMESTAMPTZ NOT NULL DEFAULT NOW(), updated_at TIMESTAMPTZ NOT NULL DEFAULT NOW());

CREATE TABLE claude_context.datasets(
    id UUID PRIMARY KEY, project_id UUID NOT NULL REFERENCES claude_context.projects(id), name TEXT NOT NULL,
    description TEXT, status TEXT NOT NULL DEFAULT 'active', last_sync_at TIMESTAMPTZ,
    created_at TIMESTAMPTZ NOT NULL DEFAULT NOW(), updated_at TIMESTAMPTZ NOT NULL DEFAULT NOW(),
    UNIQUE(project_id, name));

CREATE TABLE claude_context.watch_configs(
    id UUID PRIMARY KEY, path TEXT NOT NULL, project_id UUID NOT NULL, project_name TEXT NOT NULL,
    dataset_id UUID NOT NULL, dataset_name TEXT NOT NULL, enabled BOOLEAN DEFAULT true,
    auto_start BOOLEAN DEFAULT true, debounce_ms INTEGER DEFAULT 2000,
    created_at TIMESTAMPTZ DEFAULT NOW(), last_started TIMESTAMPTZ,
    include TEXT[] NOT NULL DEFAULT '{}', exclude TEXT[] NOT NULL DEFAULT '{}', priority INTEGER NOT NULL DEFAULT 0,
    backend TEXT NOT NULL DEFAULT 'auto',
    instances TEXT[] NOT NULL DEFAULT '{}', -- whose folder it is: user@machine, as the path says nothing elsewhere
    number BIGINT GENERATED ALWAYS AS IDENTITY,
    UNIQUE(path, project_id, dataset_id));

CREATE TABLE claude_context.indexed_files(
    id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY, project_id UUID NOT NULL, dataset_id UUID NOT NULL,
    file_path TEXT COLLATE "C" NOT NULL, relative_path TEXT COLLATE "C" NOT NULL, sha256_hash BYTEA NOT NULL,
    file_size BIGINT NOT NULL, mtime_ns BIGINT NOT NULL, ctime_ns BIGINT NOT NULL, inode BIGINT NOT NULL,
    read_at_ns BIGINT NOT NULL, chunk_count INTEGER NOT NULL, language TEXT NOT NULL,
    last_indexed_at TIMESTAMPTZ NOT NULL DEFAULT NOW(), created_at TIMESTAMPTZ NOT NULL DEFAULT NOW(),
    updated_at TIMESTAMPTZ NOT NULL DEFAULT NOW(),
    UNIQUE(project_id, dataset_id, file_path));

CREATE TABLE claude_context.embedding_models(
    id INTEGER GENERATED ALWAYS AS IDENTITY PRIMARY KEY, provider TEXT NOT NULL, model TEXT NOT NULL,
    dimension INTEGER NOT NULL, prompt_version INTEGER NOT NULL, searched BOOLEAN NOT NULL DEFAULT false,
    created_at TIMESTAMPTZ NOT NULL DEFAULT NOW(),
    UNIQUE(provider, model, dimension, prompt_version));

CREATE TABLE claude_context.chunks(
    id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY, file_id BIGINT NOT NULL, dataset_id UUID NOT NULL,
    ordinal INTEGER NOT NULL, chunk_hash BYTEA NOT NULL, start_line INTEGER NOT NULL, end_line INTEGER NOT NULL,
    symbol TEXT NOT NULL, symbol_kind TEXT NOT NULL, language TEXT NOT NULL, model_id INTEGER NOT NULL,
    text BYTEA NOT NULL, -- zstd
    embedding halfvec NOT NULL,
    terms TSVECTOR NOT NULL); -- of the text with weight A, of the path with weight D
ALTER TABLE claude_context.chunks ALTER text SET STORAGE EXTERNAL, ALTER embedding SET STORAGE PLAIN;
CREATE INDEX chunks_by_file ON claude_context.chunks(file_id);
CREATE INDEX chunks_by_dataset ON claude_context.chunks(dataset_id);
CREATE INDEX chunks_by_model ON claude_context.chunks(model_id);
CREATE INDEX chunks_by_hash ON claude_context.chunks USING hash(chunk_hash);
CREATE INDEX chunks_by_term ON claude_context.chunks USING gin(terms) WITH (gin_pending_list_limit = 1024);
ALTER TABLE claude_context.chunks ALTER terms SET STATISTICS 1000;

CREATE TABLE claude_context.embedding_cache(
    model_id INTEGER NOT NULL, chunk_hash BYTEA NOT NULL, embedding halfvec NOT NULL,
    last_used_at TIMESTAMPTZ NOT NULL DEFAULT NOW(), PRIMARY KEY(model_id, chunk_hash));
CREATE INDEX embedding_cache_by_use ON claude_context.embedding_cache(last_used_at);

CREATE TABLE claude_context.file_problems(
    dataset_id UUID NOT NULL, file_path TEXT COLLATE "C" NOT NULL, relative_path TEXT COLLATE "C" NOT NULL,
    kind TEXT NOT NULL, reason TEXT NOT NULL, since TIMESTAMPTZ NOT NULL, file_size BIGINT NOT NULL,
    mtime_ns BIGINT NOT NULL, ctime_ns BIGINT NOT NULL, inode BIGINT NOT NULL, read_at_ns BIGINT NOT NULL,
    PRIMARY KEY(dataset_id, file_path));

CREATE TABLE claude_context.events(
    id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY, type TEXT NOT NULL, project TEXT, data JSONB,
    created_at TIMESTAMPTZ NOT NULL DEFAULT NOW());
)",
                                 R"(
ALTER TABLE claude_context.chunks ADD COLUMN staged BOOLEAN NOT NULL DEFAULT false; -- see PostgresIndexes
CREATE INDEX chunks_staged ON claude_context.chunks(id) WHERE staged;
DO $$ DECLARE old TEXT; BEGIN -- of all chunks; built anew without those that are staged
    FOR old IN SELECT indexname FROM pg_indexes WHERE schemaname = 'claude_context' AND starts_with(indexname, 'chunks_nearest_')
    LOOP EXECUTE 'DROP INDEX claude_context.' || quote_ident(old); END LOOP;
END $$;
)",
                                 R"(
ALTER TABLE claude_context.chunks ADD COLUMN added_in XID8 NOT NULL DEFAULT pg_current_xact_id(); -- see PostgresCodes
CREATE INDEX chunks_by_transaction ON claude_context.chunks(added_in);
DO $$ BEGIN -- words that a search ranks are unpacked in two thirds of the time; a server may be built without it
    ALTER TABLE claude_context.chunks ALTER terms SET COMPRESSION lz4;
EXCEPTION WHEN feature_not_supported THEN NULL;
END $$;
)"};
static_assert(std::size(Steps) == PostgresSchemaVersion);

/// One connection at a time, whoever has it. Locked before a transaction begins: only its beginning makes the server
/// forget that it has looked for the tables and not found them.
template<typename Work>
Done runAlone(Postgres &postgres, Work work)
{
    constexpr char Name[] = "(hashtextextended('claude_context.schema_migrations', 0))";
    if (Done locked = postgres.run(QByteArray("SELECT pg_advisory_lock") + Name); !locked)
        return locked;
    const Done done = work(postgres);
    std::ignore = postgres.run(QByteArray("SELECT pg_advisory_unlock") + Name);
    return done;
}

/// Not at the same time as somebody else: the second CREATE EXTENSION fails, with IF NOT EXISTS as well.
Done addExtension(Postgres &postgres)
{
    return runAlone(postgres,
                    [](Postgres &open) { return open.exec("CREATE EXTENSION IF NOT EXISTS vector"); });
}

Done checkExtension(Postgres &postgres)
{
    QString version;
    if (Done read = postgres.each("SELECT extversion FROM pg_extension WHERE extname = 'vector'",
                                  [&](const PostgresRow &row) { version = row.text(0); });
        !read)
        return read;
    if (!version.isEmpty() && QVersionNumber::fromString(version) < QVersionNumber(0, 7))
        return Error{
            Error::Kind::Invalid,
            u"the extension pgvector %1 is too old; the team store needs 0.7 or newer. When it is installed: "
            "ALTER EXTENSION vector UPDATE"_s.arg(version)};
    if (!version.isEmpty())
        return {};

    bool available = false;
    if (Done read = postgres.each("SELECT 1 FROM pg_available_extensions WHERE name = 'vector'",
                                  [&](const PostgresRow &) { available = true; });
        !read)
        return read;
    if (!available)
        return Error{
            Error::Kind::Invalid,
            u"the PostgreSQL server lacks the extension pgvector; install it on the server (package "
            "postgresql-NN-pgvector, or the container image pgvector/pgvector), then run: CREATE EXTENSION vector"_s};
    if (Done made = addExtension(postgres); !made)
        return Error{
            made.error().kind == Error::Kind::Unavailable ? Error::Kind::Unavailable : Error::Kind::Denied,
            u"the extension pgvector is not in this database yet, and this user may not add it; a superuser "
            "runs there once: CREATE EXTENSION vector"_s};
    return {};
}

Result<int> schemaVersion(Postgres &postgres)
{
    bool there = false;
    if (Done read = postgres.each("SELECT to_regclass('claude_context.schema_migrations') IS NOT NULL",
                                  [&](const PostgresRow &row) { there = row.integer(0) != 0; });
        !read)
        return read.error();
    int version = 0;
    if (there) {
        if (Done read =
                postgres.each("SELECT coalesce(max(version), 0) FROM claude_context.schema_migrations",
                              [&](const PostgresRow &row) { version = int(row.integer(0)); });
            !read)
            return read.error();
    }
    if (version > PostgresSchemaVersion)
        return Error{
            Error::Kind::Conflict,
            u"this index was written by a newer Vectray (schema %1, this program knows %2); update this one"_s
                .arg(version)
                .arg(PostgresSchemaVersion)};
    return version;
}

Done runSteps(Postgres &postgres)
{
    PostgresTransaction transaction(postgres);
    if (Done begun = transaction.begin(); !begun)
        return begun;
    const auto version = schemaVersion(postgres); // again: somebody may have been first
    if (!version)
        return version.error();
    if (Done made = postgres.exec("CREATE SCHEMA IF NOT EXISTS claude_context; "
                                  "CREATE TABLE IF NOT EXISTS claude_context.schema_migrations("
                                  "version INTEGER PRIMARY KEY, applied_at TIMESTAMPTZ NOT NULL DEFAULT NOW())");
        !made)
        return made;
    for (int step = *version; step < PostgresSchemaVersion; ++step) {
        if (Done made = postgres.exec(Steps[step]); !made)
            return made;
        if (Done stamped = postgres.run("INSERT INTO claude_context.schema_migrations(version) VALUES($1)", step + 1);
            !stamped)
            return stamped;
    }
    return transaction.commit();
}

/// The schema to look in, and how long the server bears with us.
Done beginSession(Postgres &postgres)
{
    // The types and operators of pgvector may live in a schema of their own.
    return postgres.run(R"(
        SELECT set_config('search_path', 'claude_context, public'
                   || coalesce((SELECT ', ' || quote_ident(n.nspname) FROM pg_extension e
                                JOIN pg_namespace n ON n.oid = e.extnamespace WHERE e.extname = 'vector'), ''), false),
               set_config('tcp_keepalives_idle', '10', false), set_config('tcp_keepalives_interval', '5', false),
               set_config('tcp_keepalives_count', '3', false),
               set_config('idle_in_transaction_session_timeout', '120s', false),
               set_config('jit', 'off', false))");
}

} // namespace

Done migrate(Postgres &postgres)
{
    const auto version = schemaVersion(postgres);
    if (!version)
        return version.error();
    if (Done there = checkExtension(postgres); !there)
        return there;
    if (Done begun = beginSession(postgres); !begun)
        return begun;
    return *version == PostgresSchemaVersion ? Done() : runAlone(postgres, runSteps);
}

Result<int> tryMigration(Postgres &postgres)
{
    const auto version = schemaVersion(postgres);
    if (!version)
        return version;
    PostgresTransaction transaction(postgres); // never committed
    if (Done begun = transaction.begin(); !begun)
        return begun.error();
    if (Done there = checkExtension(postgres); !there)
        return there.error();
    if (*version < PostgresSchemaVersion) {
        if (Done made = postgres.exec("CREATE SCHEMA IF NOT EXISTS claude_context; "
                                      "CREATE TABLE claude_context.vectray_trial(nothing INTEGER)");
            !made)
            return made.error();
    }
    return version;
}

} // namespace vectray
