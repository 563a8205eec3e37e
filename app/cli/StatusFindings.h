#pragma once

#include "Doctor.h"

#include <QJsonObject>

#include <optional>

namespace vectray {

/// What the answer of GET /status says of the daemon: its version, its store, whether it is paused, files
/// that failed.
QList<Finding> examineStatus(const QJsonObject &status);

/// Where the index is, by the same answer; none where it is no file.
std::optional<QString> folderOfIndex(const QJsonObject &status);

/// Whether the settings make sense, in the file and in the environment.
Finding examineSettings(const Paths &paths);

} // namespace vectray
