#pragma once

#include <domain/Folder.h>
#include <domain/Result.h>

#include <QJsonObject>

namespace vectray {

class IndexStore;

// Answers that are put together from several questions to the store. They block: for a pool's thread.

/// What a project's datasets hold and lack, counted in the store. NotFound if there is no such project.
Result<QJsonObject> projectStatus(IndexStore &store, const QList<Folder> &folders, const QString &project);

/// What would be indexed of a folder.
Result<QJsonObject> previewReport(const QString &path, const QStringList &include, const QStringList &exclude);

/// Whether a file is indexed, and which rule decides. NotFound if no folder contains it.
Result<QJsonObject> explainPath(IndexStore &store, const QList<Folder> &folders, const QString &path);

} // namespace vectray
