#pragma once

#include <domain/Result.h>
#include <domain/Settings.h>

namespace vectray {

struct DaemonOptions;
struct Paths;

/// Command line before environment before the settings file before default, with nothing left open: paths are
/// absolute, the store is named. Invalid, with the reason, where a value makes no sense; Unavailable where
/// the file cannot be read.
Result<Settings> effectiveSettings(const DaemonOptions &options, const Paths &paths);

/// The built-in model that came with the program.
QString shippedModel();

/// The file of a store "sqlite:PATH"; empty for another store.
QString databaseFile(const Settings &settings);

/// Where what belongs to the index is kept on this machine.
QString folderOfIndex(const Settings &settings, const Paths &paths);

} // namespace vectray
