#pragma once

#include "Session.h"

namespace vectray {

/// Gathers what helps to find out why something does not work, with secrets taken out and names disguised,
/// and writes it to one file for its user only. Works without a running daemon too; then it has less.
Result<Answer> answerTo(const command::DebugArchive &archive, Session &session);

} // namespace vectray
