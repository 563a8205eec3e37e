#pragma once

#include <domain/Result.h>

namespace vectray {

/// What a process tells its caller. Public: scripts depend on the numbers.
enum class ExitCode {
    Ok = 0,
    Failure = 1,
    Usage = 2, ///< the command line makes no sense
    NotRunning = 3, ///< no daemon answers
    NotFound = 4,
    Conflict = 5,
    Denied = 6,
    Degraded = 7, ///< it works, but not as it should
    TimedOut = 124,
};

constexpr int toInt(ExitCode code)
{
    return static_cast<int>(code);
}

/// Of an error that happened after the command line was understood.
ExitCode exitCodeOf(Error::Kind kind);

/// What kind of error an HTTP status of 400 or more is.
Error::Kind errorKindOf(int httpStatus);

} // namespace vectray
