#pragma once

#include <base/Descriptor.h>

#include <QByteArray>
#include <QByteArrayView>
#include <QString>

namespace vectray {

/// Opens a directory for listing, never through a symbolic link in its last component. errno tells why not.
Descriptor openDirectory(int parent, const char *name);

/// The same for a path below parent: no component may be a symbolic link. An empty path is parent itself.
Descriptor openDirectoryBeneath(int parent, QByteArrayView path);

/// All of a regular file of at most limit bytes, or a null array. Never follows a link in the last component
/// unless asked to, and never blocks on a FIFO.
enum class Links { Refuse, Follow };
QByteArray readSmallFile(int parent, const char *name, Links links = Links::Refuse);

/// The text for an errno value.
QString errnoText(int error);

} // namespace vectray
