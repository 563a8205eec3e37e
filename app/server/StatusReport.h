#pragma once

#include <domain/Folder.h>
#include <domain/Result.h>

#include <QJsonObject>
#include <QStringList>

namespace vectray {

class Embedder;
class IndexStore;
struct RootRules;

/// A folder that somebody thinks of adding.
struct FolderChoice
{
    QString path = {};
    QStringList include = {};
    QStringList exclude = {};
};

// Answers that are put together from several questions to the store. They block: for a pool's thread.

/// What a project's datasets hold and lack, counted in the store. NotFound if there is no such project.
Result<QJsonObject> projectStatus(IndexStore &store, const QList<Folder> &folders, const QString &project);

/// What would be indexed of a folder, which must be one that may be watched, and what the embedder makes of
/// it.
Result<QJsonObject> previewReport(const RootRules &rules, const FolderChoice &choice,
                                  const Embedder &embedder);

/// Whether a file is indexed, and which rule decides. NotFound if no folder contains it.
Result<QJsonObject> explainPath(IndexStore &store, const QList<Folder> &folders, const QString &path);

} // namespace vectray
