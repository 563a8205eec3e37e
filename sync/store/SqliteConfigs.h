#pragma once

#include "IndexBatch.h"
#include "Sqlite.h"

#include <domain/WatchConfig.h>

namespace vectray {

/// A dataset's row numbers in this database.
struct DatasetRow
{
    std::int64_t project = 0;
    std::int64_t dataset = 0;
};

/// Projects, datasets and watch configurations. In the writer's thread.
Result<QList<WatchConfig>> readWatchConfigs(Sqlite &sqlite);
Result<WatchConfig> putWatchConfig(Sqlite &sqlite, WatchConfig config);
Done removeWatchConfig(Sqlite &sqlite, const WatchConfig::Key &key);
Result<FolderScope> ensureFolderScope(Sqlite &sqlite, const WatchConfig::Key &key);

/// NotFound if the dataset is gone.
Result<DatasetRow> datasetRow(Sqlite &sqlite, const DatasetId &dataset);

} // namespace vectray
