#include "Sqlite.h"

#include <base/Logging.h>

#include <sqlite3.h>

#include <QFile>

namespace vectray {

using namespace Qt::Literals::StringLiterals;

namespace {

/// Bound memory outlives the statement's run: it is the caller's argument.
constexpr auto NotCopied = static_cast<sqlite3_destructor_type>(nullptr);

Error::Kind kindOf(int code)
{
    switch (code & 0xff) {
    case SQLITE_FULL:
    case SQLITE_IOERR:
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
    case SQLITE_CANTOPEN:
    case SQLITE_READONLY:
        return Error::Kind::Unavailable;
    case SQLITE_PERM:
    case SQLITE_AUTH:
        return Error::Kind::Denied;
    case SQLITE_CONSTRAINT:
        return Error::Kind::Conflict;
    case SQLITE_INTERRUPT:
        return Error::Kind::Cancelled;
    default:
        return Error::Kind::Internal;
    }
}

QString sentenceFor(int code, const QString &detail)
{
    switch (code & 0xff) {
    case SQLITE_FULL:
        return u"the disk that holds the index is full; indexing goes on when there is room"_s;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
        return u"the index file is damaged (%1); move it away and Vectray builds a new one"_s.arg(detail);
    default:
        return u"the index could not be used: %1"_s.arg(detail);
    }
}

} // namespace

bool SqliteRow::isNull(int column) const
{
    return sqlite3_column_type(m_statement, column) == SQLITE_NULL;
}

std::int64_t SqliteRow::integer(int column) const
{
    return sqlite3_column_int64(m_statement, column);
}

double SqliteRow::real(int column) const
{
    return sqlite3_column_double(m_statement, column);
}

QString SqliteRow::text(int column) const
{
    return QString::fromUtf8(bytes(column));
}

QByteArrayView SqliteRow::bytes(int column) const
{
    const void *data = sqlite3_column_blob(m_statement, column);
    return {static_cast<const char *>(data), sqlite3_column_bytes(m_statement, column)};
}

QDateTime SqliteRow::time(int column) const
{
    return isNull(column) ? QDateTime() : QDateTime::fromString(text(column), Qt::ISODateWithMs);
}

QUuid SqliteRow::uuid(int column) const
{
    return QUuid::fromString(text(column));
}

Result<std::unique_ptr<Sqlite>> Sqlite::open(const QString &file, Access access)
{
    const int flags = access == Access::ReadOnly ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
    sqlite3 *handle = nullptr;
    const int code = sqlite3_open_v2(file.toUtf8().constData(), &handle, flags | SQLITE_OPEN_NOMUTEX, nullptr);
    std::unique_ptr<Sqlite> sqlite(new Sqlite(handle)); // closes the handle, which is there even on failure
    if (code != SQLITE_OK)
        return Error{kindOf(code), u"cannot open the index %1: %2"_s.arg(
                                       file, QString::fromUtf8(sqlite3_errmsg(handle)))};

    sqlite3_extended_result_codes(handle, 1);
    sqlite3_busy_timeout(handle, 10'000);
    sqlite3_db_config(handle, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    sqlite3_db_config(handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
    return sqlite;
}

Sqlite::Sqlite(sqlite3 *handle) : m_handle(handle) {}

Sqlite::~Sqlite()
{
    m_statements.clear();
    sqlite3_close_v2(m_handle);
}

Done Sqlite::exec(const QByteArray &sql)
{
    const int code = sqlite3_exec(m_handle, sql.constData(), nullptr, nullptr, nullptr);
    return code == SQLITE_OK ? Done() : failure(code, sql);
}

std::int64_t Sqlite::lastInsertId() const
{
    return sqlite3_last_insert_rowid(m_handle);
}

int Sqlite::changes() const
{
    return sqlite3_changes(m_handle);
}

void Sqlite::setDeadline(std::function<bool()> expired)
{
    m_expired = std::move(expired);
    int (*const ask)(void *) = [](void *self) { return static_cast<Sqlite *>(self)->m_expired() ? 1 : 0; };
    sqlite3_progress_handler(m_handle, m_expired ? 1000 : 0, m_expired ? ask : nullptr, this);
}

void Sqlite::Finalize::operator()(sqlite3_stmt *statement) const
{
    sqlite3_finalize(statement);
}

Result<sqlite3_stmt *> Sqlite::prepare(const QByteArray &sql)
{
    if (const auto known = m_statements.constFind(sql); known != m_statements.constEnd())
        return known->get();

    sqlite3_stmt *statement = nullptr;
    const int code = sqlite3_prepare_v3(m_handle, sql.constData(), int(sql.size()), SQLITE_PREPARE_PERSISTENT,
                                        &statement, nullptr);
    if (code != SQLITE_OK)
        return failure(code, sql);
    m_statements.insert(sql, std::shared_ptr<sqlite3_stmt>(statement, Finalize()));
    return statement;
}

Done Sqlite::finish(sqlite3_stmt *statement, const std::function<void(const SqliteRow &)> &row)
{
    int code = SQLITE_ROW;
    while ((code = sqlite3_step(statement)) == SQLITE_ROW)
        row(SqliteRow(statement));
    const Done done = code == SQLITE_DONE ? Done() : failure(code, sqlite3_sql(statement));
    sqlite3_reset(statement);
    sqlite3_clear_bindings(statement);
    return done;
}

Error Sqlite::failure(int code, const QByteArray &sql) const
{
    const QString detail = QString::fromUtf8(sqlite3_errmsg(m_handle));
    qCDebug(logStore).nospace() << "sqlite=" << code << " detail=" << detail << " sql=" << sql.left(120);
    return {kindOf(code), sentenceFor(code, detail)};
}

void Sqlite::bind(sqlite3_stmt *statement, int index, std::int64_t value)
{
    sqlite3_bind_int64(statement, index, value);
}

void Sqlite::bind(sqlite3_stmt *statement, int index, const QString &value)
{
    const QByteArray utf8 = value.toUtf8();
    sqlite3_bind_text(statement, index, utf8.constData(), int(utf8.size()), SQLITE_TRANSIENT); // NOLINT
}

void Sqlite::bind(sqlite3_stmt *statement, int index, QByteArrayView blob)
{
    if (blob.isNull())
        sqlite3_bind_null(statement, index);
    else
        sqlite3_bind_blob(statement, index, blob.data(), int(blob.size()), NotCopied);
}

void Sqlite::bind(sqlite3_stmt *statement, int index, SqliteText text)
{
    sqlite3_bind_text(statement, index, text.utf8.data(), int(text.utf8.size()), NotCopied);
}

void Sqlite::bind(sqlite3_stmt *statement, int index, SqlitePointer pointer)
{
    sqlite3_bind_pointer(statement, index, pointer.pointer, pointer.type, nullptr);
}

void Sqlite::bind(sqlite3_stmt *statement, int index, const QDateTime &time)
{
    if (time.isValid())
        bind(statement, index, time.toUTC().toString(Qt::ISODateWithMs));
    else
        sqlite3_bind_null(statement, index);
}

void Sqlite::bind(sqlite3_stmt *statement, int index, const ContentHash &hash)
{
    sqlite3_bind_blob(statement, index, hash.bytes().data(), int(ContentHash::Size), NotCopied);
}

void Sqlite::bind(sqlite3_stmt *statement, int index, const QUuid &uuid)
{
    bind(statement, index, uuid.toString(QUuid::WithoutBraces));
}

SqliteTransaction::~SqliteTransaction()
{
    // Some errors (disk full) have already rolled back; a second ROLLBACK then fails, which is fine.
    if (m_open)
        std::ignore = m_sqlite.exec("ROLLBACK");
}

Done SqliteTransaction::begin(Sqlite::Access access)
{
    const Done begun = m_sqlite.exec(access == Sqlite::Access::ReadWrite ? "BEGIN IMMEDIATE" : "BEGIN");
    m_open = begun.has_value();
    return begun;
}

Done SqliteTransaction::commit()
{
    const Done committed = m_sqlite.exec("COMMIT");
    if (committed)
        m_open = false;
    return committed;
}

} // namespace vectray
