#pragma once

#include <domain/ContentHash.h>
#include <domain/Ids.h>
#include <domain/Result.h>

#include <QByteArrayView>
#include <QDateTime>
#include <QHash>
#include <QString>

#include <functional>
#include <memory>

struct sqlite3;
struct sqlite3_stmt;

namespace vectray {

/// UTF-8 that is bound as text, where a QByteArrayView would be bound as a blob.
struct SqliteText
{
    QByteArrayView utf8;
};

/// What a function in SQL of ours gets, and nothing that is written in SQL could be: see sqlite3_value_pointer().
struct SqlitePointer
{
    void *pointer = nullptr;
    const char *type = nullptr; ///< a name of ours that lives for ever
};

/// The current row of a query; valid only inside the call it is given to.
class SqliteRow
{
public:
    explicit SqliteRow(sqlite3_stmt *statement) : m_statement(statement) {}

    bool isNull(int column) const;
    std::int64_t integer(int column) const;
    double real(int column) const;
    QString text(int column) const;
    QByteArrayView bytes(int column) const; ///< of a blob or a text; not copied
    QDateTime time(int column) const; ///< UTC; invalid for NULL
    QUuid uuid(int column) const;
    template<typename Tag>
    Id<Tag> id(int column) const
    {
        return {integer(column)};
    }

private:
    sqlite3_stmt *m_statement;
};

/// One SQLite connection. Prepared statements are kept and used again. Stays in the thread that opened it.
///
/// The C API and not QSQLITE: blobs are read and bound without copies, which is where the time of a bulk
/// load and of rescoring goes.
class Sqlite
{
    Q_DISABLE_COPY_MOVE(Sqlite)

public:
    enum class Access { ReadWrite, ReadOnly };

    static Result<std::unique_ptr<Sqlite>> open(const QString &file, Access access);
    ~Sqlite();

    /// Statements without parameters and rows; several, separated by semicolons.
    Done exec(const QByteArray &sql);

    /// A statement whose rows, if any, are not wanted.
    template<typename... Args>
    Done run(const QByteArray &sql, const Args &...args)
    {
        return each(sql, [](const SqliteRow &) {}, args...);
    }

    /// Calls row(const SqliteRow &) for each row.
    template<typename F, typename... Args>
    Done each(const QByteArray &sql, F &&row, const Args &...args)
    {
        const auto statement = prepare(sql);
        if (!statement)
            return statement.error();
        int index = 0;
        (bind(*statement, ++index, args), ...);
        return finish(*statement, std::ref(row));
    }

    std::int64_t lastInsertId() const;
    int changes() const;

    /// For what SQLite lets programs add to it; to be closed by nobody else.
    sqlite3 *handle() const { return m_handle; }

    /// Makes running queries fail with Cancelled once \a expired says so; an empty function: never.
    void setDeadline(std::function<bool()> expired);

private:
    explicit Sqlite(sqlite3 *handle);
    Result<sqlite3_stmt *> prepare(const QByteArray &sql);
    Done finish(sqlite3_stmt *statement, const std::function<void(const SqliteRow &)> &row);
    Error failure(int code, const QByteArray &sql) const;

    static void bind(sqlite3_stmt *statement, int index, std::int64_t value);
    static void bind(sqlite3_stmt *statement, int index, int value) { bind(statement, index, std::int64_t(value)); }
    static void bind(sqlite3_stmt *statement, int index, bool value) { bind(statement, index, std::int64_t(value)); }
    static void bind(sqlite3_stmt *statement, int index, const QString &value);
    static void bind(sqlite3_stmt *statement, int index, QByteArrayView blob);
    static void bind(sqlite3_stmt *statement, int index, const QByteArray &blob)
    {
        bind(statement, index, QByteArrayView(blob));
    }
    static void bind(sqlite3_stmt *statement, int index, SqliteText text);
    static void bind(sqlite3_stmt *statement, int index, SqlitePointer pointer);
    static void bind(sqlite3_stmt *statement, int index, const QDateTime &time);
    static void bind(sqlite3_stmt *statement, int index, const ContentHash &hash);
    static void bind(sqlite3_stmt *statement, int index, const QUuid &uuid);
    template<typename Tag>
    static void bind(sqlite3_stmt *statement, int index, Id<Tag> id)
    {
        bind(statement, index, id.value);
    }

    struct Finalize
    {
        void operator()(sqlite3_stmt *statement) const;
    };

    sqlite3 *m_handle = nullptr;
    QHash<QByteArray, std::shared_ptr<sqlite3_stmt>> m_statements;
    std::function<bool()> m_expired;
};

/// Rolls back on destruction unless commit() succeeded.
class SqliteTransaction
{
    Q_DISABLE_COPY_MOVE(SqliteTransaction)

public:
    explicit SqliteTransaction(Sqlite &sqlite) : m_sqlite(sqlite) {}
    ~SqliteTransaction();

    /// ReadOnly: all reads until the end see one state of the database.
    Done begin(Sqlite::Access access = Sqlite::Access::ReadWrite);
    Done commit();

private:
    Sqlite &m_sqlite;
    bool m_open = false;
};

} // namespace vectray
