#pragma once

#include "Command.h"

#include <domain/Result.h>

namespace vectray {

/// What the user asks for. \a args are those of the process without its name. Relative paths are made
/// absolute from the current directory.
///
/// An error is always a mistake in the command line: one sentence for standard error, after which the
/// process ends with ExitCode::Usage.
Result<Invocation> parseCommandLine(const QStringList &args);

} // namespace vectray
