#pragma once

#include "Ids.h"

#include <QDateTime>
#include <QStringList>

#include <chrono>

namespace vectray {

/// A folder the user asked to keep in the index, and how.
struct WatchConfig
{
    /// What tells one configuration from another.
    struct Key
    {
        QString path; ///< absolute and canonical, without a trailing slash
        QString project;
        QString dataset;

        bool operator==(const Key &) const = default;
        friend std::size_t qHash(const Key &key, std::size_t seed = 0)
        {
            return qHashMulti(seed, key.path, key.project, key.dataset);
        }
    };

    ConfigId id;
    Key key;
    ProjectId projectId;
    DatasetId datasetId;
    bool enabled = true; ///< off: not watched, the index stays
    bool autoStart = true; ///< watched again when the program starts
    std::chrono::milliseconds debounce{2000}; ///< how long a file must be quiet before it is indexed
    QStringList include; ///< globs; empty: everything
    QStringList exclude; ///< globs; these win over include
    int priority = 0; ///< bulk work of a higher one goes first
    QString backend = QStringLiteral("auto"); ///< auto, inotify, qt or poll
    QDateTime createdAt; ///< UTC
    QDateTime lastStarted; ///< UTC; invalid: never

    bool operator==(const WatchConfig &) const = default;
};

} // namespace vectray
