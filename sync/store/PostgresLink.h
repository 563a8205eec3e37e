#pragma once

#include "Postgres.h"
#include "PostgresHealth.h"
#include "PostgresLine.h"

#include <base/Clock.h>

#include <functional>

namespace vectray {

/// A connection that comes back: made when it is needed, and made again after it broke. While the server is
/// away each use fails at once with the reason, and a new attempt is made now and then. One thread.
class PostgresLink
{
    Q_DISABLE_COPY_MOVE(PostgresLink)

public:
    /// How long a server may take to let us in.
    static constexpr std::chrono::milliseconds ConnectLimit{5'000};
    /// The same while the server is known to be away.
    static constexpr std::chrono::milliseconds AwayConnectLimit{1'000};
    /// How long a statement may take then for which somebody waits.
    static constexpr std::chrono::milliseconds AwayLimit{2'000};

    struct Options
    {
        PostgresAddress address;
        QByteArray purpose; ///< "write", "read", …: what pg_stat_activity shows behind the instance
        std::chrono::milliseconds limit = Postgres::QuickLimit; ///< of a statement
        std::chrono::milliseconds lockLimit{0}; ///< how long a statement may wait for a lock; 0: no less
        int closing = -1; ///< see PostgresInterrupts
        std::shared_ptr<PostgresLine> line; ///< may be empty
        PostgresHealth *health = nullptr; ///< is told whether there is a connection; may be null
        PostgresHealth::Part part = PostgresHealth::Part::Listening; ///< there
        bool isHasty = false; ///< somebody waits for it: see AwayLimit
        std::function<Done(Postgres &)> begin; ///< for each new connection; empty: nothing more
    };

    explicit PostgresLink(Options options) : m_options(std::move(options)) {}

    /// Runs work(Postgres &) -> Result<T>, which must be safe to run twice: once more where a connection that
    /// had worked before turns out to be broken.
    template<typename Work, typename R = std::invoke_result_t<Work &, Postgres &>>
    R use(Work work)
    {
        const bool wasOpen = m_postgres != nullptr;
        Result<Postgres *> open = connection();
        if (!open)
            return open.error();
        R result = work(**open);
        if (!dropIfBroken() || !wasOpen || isAway())
            return result;
        open = connection();
        if (!open)
            return open.error();
        result = work(**open);
        dropIfBroken();
        return result;
    }

    /// Until it is needed again.
    void close();

    /// Forgets how long to wait before the next attempt.
    void retryNow() { m_nextAttempt = {}; }

private:
    Result<Postgres *> connection();
    Result<std::unique_ptr<Postgres>> connect() const;
    Done settle(Postgres &postgres) const;
    bool isAway() const;
    void report(const Done &outcome) const;
    bool dropIfBroken();

    Options m_options;
    std::unique_ptr<Postgres> m_postgres;
    Error m_trouble;
    Instant m_nextAttempt;
    std::chrono::milliseconds m_pause{0};
};

} // namespace vectray
