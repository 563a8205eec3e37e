#pragma once

#include <QString>

namespace vectray {

/// How other programs reach the server that is running.
struct ApiAccess
{
    QString url; ///< without a slash at its end
    QString token; ///< a secret; lets programs of other users in

    bool operator==(const ApiAccess &) const = default;
};

} // namespace vectray
