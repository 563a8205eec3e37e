#pragma once

#include <QLoggingCategory>

namespace vectray {

// Messages are key=value. Per-file lines are debug; info and above stay readable with 100k files.
Q_DECLARE_LOGGING_CATEGORY(logWatch)
Q_DECLARE_LOGGING_CATEGORY(logDetect)
Q_DECLARE_LOGGING_CATEGORY(logChunk)
Q_DECLARE_LOGGING_CATEGORY(logEmbed)
Q_DECLARE_LOGGING_CATEGORY(logStore)
Q_DECLARE_LOGGING_CATEGORY(logEngine)
Q_DECLARE_LOGGING_CATEGORY(logMcp) // one line for each call of a tool

} // namespace vectray
