#pragma once

#include <QDateTime>
#include <QString>

namespace vectray {

/// Whether the index can be asked right now.
struct StoreHealth
{
    QDateTime unreachableSince; ///< UTC; invalid: it can be reached
    QString reason; ///< a sentence; empty while it can be reached

    bool isReachable() const { return !unreachableSince.isValid(); }
    bool operator==(const StoreHealth &) const = default;
};

} // namespace vectray
