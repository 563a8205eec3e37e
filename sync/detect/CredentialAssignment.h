#pragma once

#include <QByteArrayView>

#include <span>

namespace vectray {

/// Whether a value stands in quotes, or a line's rest is one as well (".ini", ".yaml", ".properties").
enum class Quoting { Quoted, Bare };

Quoting quotingOf(QByteArrayView path);

/// Parts of the names that credentials are assigned to.
std::span<const QByteArrayView> assignmentAnchors();

/// The rule's name if the identifier around that place is a credential's and gets a value that looks like
/// one:
///     db_password = "…"   "apiKey": "…"   AWS_SECRET_ACCESS_KEY=…   define('AUTH_KEY', '…')
/// Null if not.
const char *assignedCredential(QByteArrayView text, qsizetype at, Quoting quoting);

} // namespace vectray
