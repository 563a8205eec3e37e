#include "Logging.h"

namespace vectray {

Q_LOGGING_CATEGORY(logWatch, "vectray.watch", QtInfoMsg)
Q_LOGGING_CATEGORY(logDetect, "vectray.detect", QtInfoMsg)
Q_LOGGING_CATEGORY(logChunk, "vectray.chunk", QtInfoMsg)
Q_LOGGING_CATEGORY(logEmbed, "vectray.embed", QtInfoMsg)
Q_LOGGING_CATEGORY(logStore, "vectray.store", QtInfoMsg)
Q_LOGGING_CATEGORY(logEngine, "vectray.engine", QtInfoMsg)
Q_LOGGING_CATEGORY(logMcp, "vectray.mcp", QtInfoMsg)

} // namespace vectray
