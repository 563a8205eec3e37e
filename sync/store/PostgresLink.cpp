#include "PostgresLink.h"

#include "PostgresSchema.h"

#include <base/Logging.h>

namespace vectray {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr std::chrono::milliseconds FirstPause{250};
constexpr std::chrono::milliseconds LongestPause{2'000};

} // namespace

Result<Postgres *> PostgresLink::connection()
{
    if (m_postgres)
        return m_postgres.get();
    if (steadyNow() < m_nextAttempt)
        return m_trouble;

    auto opened = connect();
    if (!opened) {
        m_trouble = opened.error();
        if (m_trouble.kind == Error::Kind::Unavailable)
            m_trouble.message += u"; Vectray tries again"_s;
        m_pause = std::clamp(m_pause * 2, FirstPause, LongestPause);
        m_nextAttempt = steadyNow() + m_pause;
        return m_trouble;
    }
    m_pause = {};
    m_postgres = *std::move(opened);
    return m_postgres.get();
}

Result<std::unique_ptr<Postgres>> PostgresLink::connect() const
{
    PostgresAddress address = m_options.address;
    address.parameters["application_name"] += ' ' + m_options.purpose;
    auto opened = Postgres::open(address, ConnectLimit, m_options.interrupt);
    if (!opened)
        return opened;
    Postgres &postgres = **opened;
    postgres.setLimit(Postgres::WriteLimit); // a migration may wait for another one
    if (Done migrated = migrate(postgres); !migrated)
        return migrated.error();
    if (Done begun = m_options.begin ? m_options.begin(postgres) : Done(); !begun)
        return begun.error();
    postgres.setLimit(m_options.limit);
    qCDebug(logStore).nospace() << "postgres=connected purpose=" << m_options.purpose;
    return opened;
}

bool PostgresLink::dropIfBroken()
{
    if (m_postgres->isAlive())
        return false;
    m_postgres.reset();
    retryNow();
    return true;
}

} // namespace vectray
