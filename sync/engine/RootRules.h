#pragma once

#include <domain/Result.h>

#include <QStringList>

namespace vectray {

/// Which folders may be watched.
struct RootRules
{
    QStringList ownFolders; ///< the program's data, config, state and cache
    QStringList watched; ///< the roots there are
    QString home;
    QStringList
        allowed; ///< dangerous folders that the owner permits all the same, with what lies below; absolute

    /// The canonical path of a folder that may become a root. Invalid, with the reason, where it may not: it is
    /// missing, relative, no readable directory, dangerous to index, or overlaps another root (the same root again
    /// is fine) or the program's own files.
    Result<QString> check(const QString &path) const;
};

/// Whether \a path is \a folder or lies below it.
bool isWithin(const QString &path, const QString &folder);

/// 1 … 200 characters without control characters, slashes, quotes and the like; the reason if not.
/// \a what begins the sentence: "project", "dataset".
Done checkName(const QString &name, const QString &what);

} // namespace vectray
