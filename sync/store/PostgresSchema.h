#pragma once

#include "Postgres.h"

namespace vectray {

constexpr int PostgresSchemaVersion = 3;

/// Checks what the store needs of the server (pgvector 0.7), sets the connection up to work in the schema
/// claude_context, and brings that up to PostgresSchemaVersion, one transaction a step; whoever comes at the same time
/// waits. Conflict if a newer program has written it: nothing is changed then. A user who may not change the schema
/// needs no right to when it is up to date.
Done migrate(Postgres &postgres);

/// What stands in migrate()'s way, found out without changing anything: what it tries is rolled back. Returns
/// the version of the schema that is there, 0 for none.
Result<int> tryMigration(Postgres &postgres);

} // namespace vectray
