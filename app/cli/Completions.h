#pragma once

#include "Command.h"

#include <QString>

namespace vectray {

/// A script for the shell that completes our commands, options and paths.
QString completionsFor(command::Completions::Shell shell);

} // namespace vectray
