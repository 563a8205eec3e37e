#pragma once

#include "Session.h"

namespace vectray {

// The settings, in the file and in the environment. No daemon is needed.

Result<Answer> answerTo(const command::ConfigGet &get, Session &session);
Result<Answer> answerTo(const command::ConfigSet &set, Session &session);

} // namespace vectray
