#pragma once

#include "Console.h"

#include <QJsonObject>
#include <QList>

namespace vectray {

class Client;
struct Paths;

/// One thing that was looked at.
struct Finding
{
    enum class State { Good, Poor, Bad };

    QString about; ///< "daemon", "disk", a folder's path
    State state = State::Good;
    QString detail; ///< a sentence
    QString cure; ///< what to do about it; empty where nothing has to be done

    bool operator==(const Finding &) const = default;
};

/// The kernel's limits in that directory (/proc/sys/fs/inotify).
QList<Finding> examineLimits(const QString &directory);

/// Room where the index is, or would be.
Finding examineSpace(const QString &path);

/// Whether the daemon answers, and if it does, how each folder is watched.
QList<Finding> examineDaemon(Client &client);

/// Modes and owner of our directories and of endpoint.json.
QList<Finding> examineFiles(const Paths &paths);

Finding::State worstOf(const QList<Finding> &findings);

QJsonObject toJson(const QList<Finding> &findings);
QString findingsView(const QList<Finding> &findings, const Style &style);

} // namespace vectray
