#pragma once

#include <QByteArray>
#include <QString>

namespace vectray {

/// Where a folder that is reached through a bind mount really lies: the path that the same folder has through
/// the mount of its whole file system. The path itself if there is no such detour, or none that can be seen.
///
/// \a path is canonical; \a mounts the text of /proc/self/mountinfo.
QString mountOrigin(const QString &path, const QByteArray &mounts);

/// The same with the mounts of this process.
QString mountOrigin(const QString &path);

} // namespace vectray
