#pragma once

#include <QString>

namespace vectray {

struct CommandSpec;

/// What --help prints.
QString helpFor(const CommandSpec &command);

} // namespace vectray
