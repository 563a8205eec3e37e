#pragma once

#include "Session.h"

namespace vectray {

// The commands that hold indexing back, and let it go on.

Result<Answer> answerTo(const command::Pause &pause, Session &session);
Result<Answer> answerTo(const command::Resume &resume, Session &session);

} // namespace vectray
