#pragma once

#include <domain/Folder.h>
#include <domain/Result.h>

#include <QList>

namespace vectray {

/// Where a path that somebody names lies among the folders that are indexed.
struct IndexedPlace
{
    QString path = {}; ///< canonical if it exists
    QList<Folder> folders = {}; ///< those that it is, or is in; else those that lie in it; may be empty
    QString prefix = {}; ///< of the relative paths in the folder that it is in; empty: all of it

    bool operator==(const IndexedPlace &) const = default;
};

/// Takes "~/…" as well. Invalid: a path that is not absolute.
Result<IndexedPlace> placeOf(const QString &path, const QList<Folder> &folders);

} // namespace vectray
