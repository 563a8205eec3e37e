#pragma once

#include "AutoWatchManager.h"

#include <QFuture>

namespace vectray {

/// Whether an answer from the index is the newest truth.
struct Freshness
{
    bool fresh = true; ///< everything that was touched is indexed, and the watchers see
    std::int64_t pending = 0; ///< files, at least
    QDateTime asOf; ///< UTC: what was saved before this is in the index; now, if fresh

    bool operator==(const Freshness &) const = default;
};

/// Of the folders that feed these datasets; an empty project or no datasets: of all.
Freshness freshnessOf(const QList<Folder> &folders, const QString &project, const QStringList &datasets);

/// The freshness as soon as it is fresh, or when \a patience is over. In the manager's thread.
QFuture<Freshness> waitFresh(AutoWatchManager &manager, const QString &project, const QStringList &datasets,
                             std::chrono::milliseconds patience);

} // namespace vectray
