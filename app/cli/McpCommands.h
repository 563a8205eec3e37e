#pragma once

#include "Session.h"

namespace vectray {

// The commands for AI agents.

Result<Answer> answerTo(const command::Mcp &mcp, Session &session);
Result<Answer> answerTo(const command::McpInstall &install, Session &session);

} // namespace vectray
