#pragma once

#include "Session.h"

namespace vectray {

// The commands about one folder, or about all of them.

Result<Answer> answerTo(const command::Add &add, Session &session);
Result<Answer> answerTo(const command::Remove &remove, Session &session);
Result<Answer> answerTo(const command::List &list, Session &session);
Result<Answer> answerTo(const command::Start &start, Session &session);
Result<Answer> answerTo(const command::Stop &stop, Session &session);
Result<Answer> answerTo(const command::Sync &sync, Session &session);
Result<Answer> answerTo(const command::Preview &preview, Session &session);

} // namespace vectray
