#pragma once

#include <domain/Folder.h>
#include <domain/FileProblem.h>
#include <domain/IndexSummary.h>
#include <domain/SearchHit.h>
#include <domain/SyncEvent.h>
#include <engine/PauseFile.h>

#include <QJsonArray>
#include <QJsonObject>

namespace vectray {

// How the domain's values look to programs. The names are public: add, never rename.

QJsonValue toJson(const QDateTime &time); ///< RFC 3339 in UTC, or null
QJsonObject toJson(const WatchConfig &config);
QJsonObject toJson(const WatcherHealth &health);
QJsonObject toJson(const PauseState &pause);
QJsonObject toJson(const SyncStats &stats);
QJsonObject toJson(const SearchHit &hit);
QJsonObject toJson(const FileProblem &problem);
QJsonObject toJson(const ProjectSummary &project);

/// An element of watch/list.
QJsonObject watcherJson(const Folder &folder);

/// "project:dataset:path".
QString watcherId(const WatchConfig::Key &key);

QString stateName(Folder::State state);
QString stateName(WatcherHealth::State state);

/// How an event is called and what it carries.
struct NamedEvent
{
    QString type;
    QString project;
    QJsonObject data;
};
NamedEvent namedEvent(const SyncEvent &event);

} // namespace vectray
