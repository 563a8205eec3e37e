#pragma once

#include <QLoggingCategory>

namespace vectray {

Q_DECLARE_LOGGING_CATEGORY(logHttp)

} // namespace vectray
