#pragma once

#include <domain/Folder.h>

#include <QJsonArray>
#include <QJsonObject>

namespace vectray {

/// A folder as agents are told of it.
QJsonObject folderReport(const Folder &folder);

QJsonArray folderReports(const QList<Folder> &folders);

/// The same of folders that are indexed, with a sentence on each.
QJsonObject indexReport(const QList<Folder> &folders);

/// How far its index is, in a sentence.
QString folderSentence(const Folder &folder);

/// Waiting will not make it fresher: nobody watches it.
bool isAtRest(const Folder &folder);

} // namespace vectray
