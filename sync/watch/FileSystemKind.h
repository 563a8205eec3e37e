#pragma once

#include <QString>

namespace vectray {

/// The name of an open file's file system if changes made elsewhere (on a server, by the host, by the
/// program behind it) raise no notification here; empty if notifications can be trusted.
QString blindFileSystem(int fd);

} // namespace vectray
