#include "ExitCode.h"

namespace vectray {

ExitCode exitCodeOf(Error::Kind kind)
{
    switch (kind) {
    case Error::Kind::NotFound:
        return ExitCode::NotFound;
    case Error::Kind::Denied:
        return ExitCode::Denied;
    case Error::Kind::Conflict:
        return ExitCode::Conflict;
    case Error::Kind::Unavailable:
        return ExitCode::NotRunning;
    case Error::Kind::Cancelled:
        return ExitCode::TimedOut;
    case Error::Kind::Invalid:
    case Error::Kind::Internal:
        return ExitCode::Failure;
    }
    Q_UNREACHABLE();
}

Error::Kind errorKindOf(int httpStatus)
{
    switch (httpStatus) {
    case 401:
    case 403:
        return Error::Kind::Denied;
    case 404:
    case 410:
        return Error::Kind::NotFound;
    case 408:
    case 504:
        return Error::Kind::Cancelled;
    case 409:
        return Error::Kind::Conflict;
    default:
        // 503 too: the daemon runs and says that its store does not, which starting it would not cure.
        return httpStatus < 500 ? Error::Kind::Invalid : Error::Kind::Internal;
    }
}

} // namespace vectray
