#pragma once

#include <domain/Result.h>

#include <QByteArray>
#include <QString>

namespace vectray {

// Files that hold a secret: for the user alone (0600), and never reached through a link that somebody else
// put there.

/// NotFound: there is none. Denied: it is no regular file, somebody else's, or others may read it; the
/// sentence says what to do.
Result<QByteArray> readPrivateFile(const QString &path);

/// Puts it in the place of what was there, as a whole or not at all.
Done writePrivateFile(const QString &path, const QByteArray &bytes);

} // namespace vectray
