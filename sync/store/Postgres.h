#pragma once

#include "PostgresAddress.h"
#include "PostgresValue.h"

#include <domain/Result.h>

#include <QHash>

#include <chrono>
#include <functional>
#include <memory>

struct pg_conn;
struct pg_result;

namespace vectray {

/// Descriptors (WakeUp) that end all waiting, and with it the connection, once one is readable; -1: none.
struct PostgresInterrupts
{
    int closing = -1;
    int givenUp = -1; ///< not while the connection is being made
};

/// One connection to a PostgreSQL server. Prepared statements are kept and used again. Stays in the thread
/// that opened it.
///
/// libpq and not QPSQL: values travel in binary, COPY is needed for bulk loads, and every wait has an end, so
/// that a server that hangs does not hang its client (docs/decisions).
class Postgres
{
    Q_DISABLE_COPY_MOVE(Postgres)

public:
    /// How long a statement may take before the connection is given up.
    static constexpr std::chrono::milliseconds QuickLimit{10'000};
    static constexpr std::chrono::milliseconds WriteLimit{60'000};

    /// Unavailable where trying again may help; otherwise a sentence says what to set right.
    static Result<std::unique_ptr<Postgres>> open(const PostgresAddress &address,
                                                  std::chrono::milliseconds limit,
                                                  PostgresInterrupts interrupts = {});
    ~Postgres();

    /// Statements without parameters and rows; several, separated by semicolons.
    Done exec(const QByteArray &sql);

    /// A statement whose rows, if any, are not wanted.
    template<typename... Args>
    Done run(const QByteArray &sql, const Args &...args)
    {
        return each(
            sql, [](const PostgresRow &) {}, args...);
    }

    /// Calls row(const PostgresRow &) for each row.
    template<typename F, typename... Args>
    Done each(const QByteArray &sql, F &&row, const Args &...args)
    {
        return ask(sql, {PostgresValue(args)...}, std::ref(row));
    }

    /// COPY … FROM STDIN (FORMAT binary). \a rows comes from PostgresRows::take().
    Done copyIn(const QByteArray &sql, QByteArrayView rows);

    /// Rows that the last run() or each() changed.
    std::int64_t changes() const { return m_changes; }

    /// For statements whose time depends on how much there is. 0: for ever.
    void setLimit(std::chrono::milliseconds limit) { m_limit = limit; }

    /// False once the server or the way to it is gone; nothing works any more then.
    bool isAlive() const;

    /// How many statements have failed because the server cannot do such things now: it has no room, takes no
    /// writes, or somebody holds a lock.
    int hindrances() const { return m_hindrances; }

    /// Sleeps until the server sends something or the time is over, then calls told(channel, payload) for
    /// each notification that has come.
    using Told = std::function<void(const QByteArray &, const QByteArray &)>;
    Done waitForNotifications(std::chrono::milliseconds time, int wakeDescriptor, const Told &told);

private:
    struct Clear
    {
        void operator()(pg_result *result) const;
    };
    using Answer = std::unique_ptr<pg_result, Clear>;
    using Deadline = std::chrono::steady_clock::time_point;

    Postgres(pg_conn *handle, PostgresInterrupts interrupts) : m_handle(handle), m_interrupts(interrupts) {}
    Done ask(const QByteArray &sql, const QList<PostgresValue> &values,
             const std::function<void(const PostgresRow &)> &row);
    Result<QByteArray> prepared(const QByteArray &sql, const QList<PostgresValue> &values);
    Result<Answer> answer();
    bool waitFor(short events, Deadline deadline);
    Done sendCopy(QByteArrayView data, Deadline deadline);
    Deadline deadline() const;
    Error failure(const pg_result *result, const QByteArray &sql);
    Error lost(const QString &why);

    pg_conn *m_handle;
    PostgresInterrupts m_interrupts;
    std::chrono::milliseconds m_limit = QuickLimit;
    bool m_lost = false;
    int m_hindrances = 0;
    std::int64_t m_changes = 0;
    QHash<QByteArray, QByteArray> m_statements; ///< name by text
};

/// Rolls back on destruction unless commit() succeeded.
class PostgresTransaction
{
    Q_DISABLE_COPY_MOVE(PostgresTransaction)

public:
    explicit PostgresTransaction(Postgres &postgres) : m_postgres(postgres) {}
    ~PostgresTransaction();

    Done begin();
    Done commit();

private:
    Postgres &m_postgres;
    bool m_open = false;
};

} // namespace vectray
