#pragma once

#include "Session.h"

namespace vectray {

// The token that lets programs of other users and machines in.

Result<Answer> answerTo(const command::TokenShow &show, Session &session);
Result<Answer> answerTo(const command::TokenRotate &rotate, Session &session);

} // namespace vectray
