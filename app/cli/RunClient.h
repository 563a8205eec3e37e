#pragma once

#include "Command.h"

namespace vectray {

class Console;
struct Paths;

/// Does what the command says and returns the exit code of the process: ExitCode as a number. Writes to
/// standard output and error. Needs a QCoreApplication, in whose thread it must be called, and blocks it.
int runClient(const ClientCommand &command);

/// The same with another console, and another place for endpoint.json.
int runClient(const ClientCommand &command, const Paths &paths, Console &console);

} // namespace vectray
