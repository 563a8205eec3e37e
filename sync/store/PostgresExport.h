#pragma once

#include "Postgres.h"
#include "StoredFile.h"

namespace vectray {

/// The next files of a dataset behind \a after, by id.
Result<QList<StoredFile>> readStoredFiles(Postgres &postgres, const DatasetId &dataset, FileId after,
                                          int limit);

} // namespace vectray
