#pragma once

#include "Sqlite.h"
#include "StoredFile.h"

namespace vectray {

/// The next files of a dataset behind \a after, by id.
Result<QList<StoredFile>> readStoredFiles(Sqlite &sqlite, const DatasetId &dataset, FileId after, int limit);

} // namespace vectray
