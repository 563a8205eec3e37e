#pragma once

#include "Postgres.h"

#include <domain/Ids.h>

#include <QSet>

namespace vectray {

/// Which datasets this program has to itself for writing: advisory locks of its writing connection. The
/// server frees them when the connection ends, however it ends, so whoever asks next takes over.
class PostgresLocks
{
    Q_DISABLE_COPY_MOVE(PostgresLocks)

public:
    PostgresLocks() = default;

    /// For each new connection: it holds nothing yet.
    Done begin(Postgres &postgres);

    /// Returns at once where the lock is held already. Unavailable, with the holder's name, while it is
    /// somebody else's.
    Done hold(Postgres &postgres, const DatasetId &dataset);
    Done release(Postgres &postgres, const DatasetId &dataset);

private:
    Error heldByOther(Postgres &postgres, const DatasetId &dataset, const QString &holder) const;

    QSet<DatasetId> m_held;
    std::int64_t m_backend = 0; ///< the server's process of this connection
    QSet<std::int64_t> m_formerBackends; ///< of those before, which may not know yet that we are gone
};

} // namespace vectray
