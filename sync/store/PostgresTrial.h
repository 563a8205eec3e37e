#pragma once

#include "PostgresAddress.h"

#include <chrono>

namespace vectray {

/// What a look at a server showed that can keep the index.
struct PostgresTrial
{
    QString location; ///< without secrets
    QString server; ///< its version, as it says it
    QString extension; ///< pgvector's version; empty: it is there to be added at first use
    int schemaVersion = 0; ///< 0: the schema is made at first use
    std::chrono::microseconds latency{0}; ///< of a question and its answer
};

/// Whether a store could be opened there, and what to set right if not; changes nothing. Blocks for the
/// network, some seconds at most. Errors as of PostgresStore.
Result<PostgresTrial> tryPostgres(const PostgresAddress &address);

} // namespace vectray
