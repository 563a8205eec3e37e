#pragma once

#include "Session.h"

namespace vectray {

// The commands that ask about the index, the daemon and the machine.

Result<Answer> answerTo(const command::Status &status, Session &session);
Result<Answer> answerTo(const command::Search &search, Session &session);
Result<Answer> answerTo(const command::Explain &explain, Session &session);
Result<Answer> answerTo(const command::Events &events, Session &session);
Result<Answer> answerTo(const command::ShowPaths &show, Session &session);
Result<Answer> answerTo(const command::Doctor &doctor, Session &session);
Result<Answer> answerTo(const command::Completions &completions, Session &session);

} // namespace vectray
