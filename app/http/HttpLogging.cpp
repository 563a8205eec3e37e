#include "HttpLogging.h"

namespace vectray {

Q_LOGGING_CATEGORY(logHttp, "vectray.http", QtInfoMsg)

} // namespace vectray
