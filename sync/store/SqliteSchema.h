#pragma once

#include "Sqlite.h"

namespace vectray {

constexpr int SqliteSchemaVersion = 3;

/// Brings the database up to SqliteSchemaVersion, one transaction a step. Conflict if a newer program
/// has written it: nothing is changed then.
Done migrate(Sqlite &sqlite);

/// The full-text index of one dataset: a table of its own, so that its statistics are its own and it goes
/// in one statement.
QByteArray ftsTable(std::int64_t dataset);
Done createFtsTable(Sqlite &sqlite, std::int64_t dataset);
Done dropFtsTable(Sqlite &sqlite, std::int64_t dataset);

} // namespace vectray
