#pragma once

#include "Postgres.h"

namespace vectray {

/// Whether new chunks are to be staged: written past the model's HNSW index, which takes ten times as long to insert a
/// chunk as everything else together, and compared one by one until tendIndexes() has let it have them. False where
/// there is no such index yet, and when so many are staged that more would slow the search down.
Result<bool> isStaging(Postgres &postgres, std::int64_t model);

/// What is done when much has been written: the HNSW indexes get the chunks that are staged; a model that has many
/// chunks and no index gets one, built beside the running work; and the server's statistics, which the search by word
/// lives on, are brought up to date. One instance at a time; the others go on. May take minutes for each million chunks.
Done tendIndexes(Postgres &postgres);

} // namespace vectray
