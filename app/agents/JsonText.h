#pragma once

#include <domain/Result.h>

#include <QJsonValue>
#include <QStringList>

namespace vectray {

// Changes single members of a JSON text and leaves everything else as it is: comments, order, white space,
// line ends. Paths lead through objects by their members' names. Invalid: the text is not JSON, or something
// on the path is not an object.

/// The text with that value at the path; what is missing on the way is made.
Result<QString> withMember(const QString &text, const QStringList &path, const QJsonValue &value);

/// The text without the member; the same text if there is none.
Result<QString> withoutMember(const QString &text, const QStringList &path);

/// What stands there, as it is written; empty if there is nothing.
Result<QString> memberText(const QString &text, const QStringList &path);

/// Whether there is something at the path.
Result<bool> hasMember(const QString &text, const QStringList &path);

} // namespace vectray
