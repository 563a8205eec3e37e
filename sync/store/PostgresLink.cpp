#include "PostgresLink.h"

#include "PostgresSchema.h"

#include <base/Logging.h>

namespace vectray {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr std::chrono::milliseconds FirstPause{250};
constexpr std::chrono::milliseconds LongestPause{1'000};

} // namespace

Result<Postgres *> PostgresLink::connection()
{
    if (m_postgres) {
        m_postgres->setLimit(isAway() ? std::min(AwayLimit, m_options.limit) : m_options.limit);
        return m_postgres.get();
    }
    if (steadyNow() < m_nextAttempt)
        return m_trouble;

    auto opened = connect();
    if (!opened) {
        m_trouble = opened.error();
        if (m_options.line)
            m_options.line->end();
        report(m_trouble);
        if (m_trouble.kind == Error::Kind::Unavailable)
            m_trouble.message += u"; Vectray tries again"_s;
        m_pause = std::clamp(m_pause * 2, FirstPause, LongestPause);
        m_nextAttempt = steadyNow() + m_pause;
        return m_trouble;
    }
    m_pause = {};
    m_postgres = *std::move(opened);
    report({});
    return m_postgres.get();
}

Result<std::unique_ptr<Postgres>> PostgresLink::connect() const
{
    PostgresAddress address = m_options.address;
    address.parameters["application_name"] += ' ' + m_options.purpose;
    const int givenUp = m_options.line ? m_options.line->givenUp() : -1;
    const bool isKnownToBeAway = m_options.health && m_options.health->isAway(); // told by the listener, which has time
    const std::chrono::milliseconds limit = isKnownToBeAway ? AwayConnectLimit : ConnectLimit;
    auto opened =
        Postgres::open(address, limit, {.closing = m_options.closing, .givenUp = givenUp});
    if (!opened)
        return opened;
    Postgres &postgres = **opened;
    postgres.setLimit(limit);
    if (Done settled = settle(postgres); !settled)
        return settled.error();
    postgres.setLimit(Postgres::WriteLimit); // a migration may wait for another one
    if (Done migrated = migrate(postgres); !migrated)
        return migrated.error();
    if (Done begun = m_options.begin ? m_options.begin(postgres) : Done(); !begun)
        return begun.error();
    // The server ends what waits for too long, so that a connection need not be given up for it.
    if (Done set = postgres.exec("SET lock_timeout = " + QByteArray::number(qlonglong(m_options.lockLimit.count())));
        !set)
        return set.error();
    postgres.setLimit(m_options.limit);
    qCDebug(logStore).nospace() << "postgres=connected purpose=" << m_options.purpose;
    return opened;
}

/// Lets others know which process of the server serves us: the number in the handle may be a connection pooler's.
Done PostgresLink::settle(Postgres &postgres) const
{
    if (Done read = postgres.each("SELECT pg_backend_pid()",
                                  [&](const PostgresRow &row) {
                                      if (m_options.line)
                                          m_options.line->begin(row.integer(0));
                                  });
        !read)
        return read;
    // Whoever is gone is waited for no longer. Not every system the server may run on can tell.
    const Done set = postgres.exec("SET client_connection_check_interval = 2000");
    return postgres.isAlive() ? Done() : set;
}

bool PostgresLink::isAway() const
{
    return m_options.isHasty && m_options.health && m_options.health->isAway();
}

void PostgresLink::report(const Done &outcome) const
{
    if (m_options.health)
        m_options.health->report(m_options.part, outcome);
}

bool PostgresLink::dropIfBroken()
{
    if (m_postgres->isAlive())
        return false;
    close();
    retryNow();
    return true;
}

void PostgresLink::close()
{
    m_postgres.reset();
    if (m_options.line)
        m_options.line->end();
}

} // namespace vectray
