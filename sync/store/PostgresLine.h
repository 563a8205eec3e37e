#pragma once

#include "WakeUp.h"

#include <atomic>
#include <cstdint>

namespace vectray {

/// What others may know of a connection and do to it. Any thread.
class PostgresLine
{
    Q_DISABLE_COPY_MOVE(PostgresLine)

public:
    PostgresLine() = default;

    /// The connection is there: the server's process \a backend serves it.
    void begin(std::int64_t backend) { m_backend = backend; }

    /// There is none any more, and nothing that was asked on it is waited for.
    void end()
    {
        m_backend = 0;
        m_givenUp.clear();
    }

    std::int64_t backend() const { return m_backend; } ///< 0: there is no connection

    /// Whoever waits for the server there waits no more, and the connection is exchanged.
    void giveUp() { m_givenUp.wake(); }

    int givenUp() const { return m_givenUp.descriptor(); } ///< readable once it was given up

private:
    std::atomic<std::int64_t> m_backend = 0;
    WakeUp m_givenUp;
};

} // namespace vectray
