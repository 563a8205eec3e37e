#pragma once

#include "IndexBatch.h"
#include "Postgres.h"

#include <domain/WatchConfig.h>

namespace vectray {

/// Projects, datasets and watch configurations. A configuration belongs to the instances (user@machine) whose
/// folder it is; the others do not see it.
Result<QList<WatchConfig>> readWatchConfigs(Postgres &postgres, const QString &instance);
Result<WatchConfig> putWatchConfig(Postgres &postgres, const QString &instance, WatchConfig config);
Done removeWatchConfig(Postgres &postgres, const QString &instance, const WatchConfig::Key &key);
Result<FolderScope> ensureFolderScope(Postgres &postgres, const WatchConfig::Key &key);

} // namespace vectray
