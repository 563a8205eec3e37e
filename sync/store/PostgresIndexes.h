#pragma once

#include "Postgres.h"

namespace vectray {

/// What is done when much has been written: an HNSW index for each model that has many chunks and none yet,
/// built beside the running work, and the server's statistics, which the search by word lives on. One
/// instance at a time; the others go on. May take minutes for each million chunks.
Done tendIndexes(Postgres &postgres);

} // namespace vectray
