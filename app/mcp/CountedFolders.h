#pragma once

#include <domain/Folder.h>
#include <domain/Result.h>

#include <QFuture>
#include <QList>

class QObject;

namespace vectray {

class IndexStore;

/// The folders with what the store counts now; the manager's own counts come a moment after a sync. Completes
/// in the context's thread, if that is still there.
QFuture<Result<QList<Folder>>> countedFolders(IndexStore &store, const QList<Folder> &folders,
                                              QObject *context);

} // namespace vectray
