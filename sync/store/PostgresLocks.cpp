#include "PostgresLocks.h"

namespace vectray {

using namespace Qt::Literals::StringLiterals;

namespace {

QString lockName(const DatasetId &dataset)
{
    return u"claude_context.datasets "_s + dataset.toString();
}

Result<bool> tryLock(Postgres &postgres, const DatasetId &dataset)
{
    bool got = false;
    const Done asked = postgres.each(
        "SELECT pg_try_advisory_lock(hashtextextended($1, 0))",
        [&](const PostgresRow &row) { got = row.integer(0) != 0; }, lockName(dataset));
    return asked ? Result(got) : asked.error();
}

} // namespace

Done PostgresLocks::begin(Postgres &postgres)
{
    m_held.clear();
    if (m_backend != 0)
        m_formerBackends.insert(m_backend);
    return postgres.each("SELECT pg_backend_pid()", [&](const PostgresRow &row) {
        m_backend = row.integer(0);
        m_formerBackends.remove(m_backend); // numbers are used again
    });
}

Done PostgresLocks::hold(Postgres &postgres, const DatasetId &dataset)
{
    if (m_held.contains(dataset))
        return {};
    auto got = tryLock(postgres, dataset);
    if (got && !*got) {
        QString holder;
        std::int64_t former = 0; ///< our own broken connection, which the server still believes in
        const Done read = postgres.each(
            R"(SELECT a.application_name, a.pid::bigint, a.application_name = current_setting('application_name') FROM pg_locks l JOIN pg_stat_activity a ON a.pid = l.pid
               WHERE l.locktype = 'advisory' AND l.granted AND l.objsubid = 1
                 AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
                 AND ((l.classid::bigint << 32) | l.objid::bigint) = hashtextextended($1, 0))",
            [&](const PostgresRow &row) {
                holder = row.text(0);
                if (row.integer(2) != 0 && m_formerBackends.contains(row.integer(1)))
                    former = row.integer(1);
            },
            lockName(dataset));
        if (!read)
            return read;
        if (former == 0)
            return heldByOther(postgres, dataset, holder);
        if (Done ended = postgres.run("SELECT pg_terminate_backend($1::int, 2000)", former); !ended)
            return ended;
        m_formerBackends.remove(former);
        got = tryLock(postgres, dataset);
        if (got && !*got)
            return heldByOther(postgres, dataset, holder);
    }
    if (!got)
        return got.error();
    m_held.insert(dataset);
    return {};
}

Done PostgresLocks::release(Postgres &postgres, const DatasetId &dataset)
{
    if (!m_held.remove(dataset))
        return {};
    return postgres.run("SELECT pg_advisory_unlock(hashtextextended($1, 0))", lockName(dataset));
}

Error PostgresLocks::heldByOther(Postgres &postgres, const DatasetId &dataset, const QString &holder) const
{
    QString project;
    QString name;
    std::ignore = postgres.each(
        "SELECT p.name, d.name FROM datasets d JOIN projects p ON p.id = d.project_id WHERE d.id = $1",
        [&](const PostgresRow &row) {
            project = row.text(0);
            name = row.text(1);
        },
        dataset.value);
    // "vectray user@machine write"
    const QString who =
        holder.section(u' ', 1, 1).isEmpty() ? u"another program"_s : holder.section(u' ', 1, 1);
    return {Error::Kind::Unavailable,
            u"dataset “%1” of project “%2” is being indexed by %3; this Vectray searches it, and takes over "
            u"when that "
            "ends"_s.arg(name, project, who)};
}

} // namespace vectray
