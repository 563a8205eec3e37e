#pragma once

#include "IndexStore.h"
#include "Sqlite.h"

namespace vectray {

/// What status routes and lists show. On the reading connection.
Result<QList<ProjectSummary>> readSummaries(Sqlite &sqlite);
Result<FilePage> readFiles(Sqlite &sqlite, const FilesQuery &query);
Result<std::int64_t> readSizeBytes(Sqlite &sqlite);

} // namespace vectray
