#pragma once

#include <QRegularExpression>
#include <QString>

namespace vectray {

/// A glob over relative paths as a regular expression: `*` and `?` stay within a component, `**` does not, a
/// pattern without a slash is matched against the file name anywhere. `{a,b}` is either; braces do not nest.
QRegularExpression globExpression(const QString &glob);

/// The same without anchors, in the syntax that PCRE and PostgreSQL's regular expressions share.
QString globPattern(const QString &glob);

} // namespace vectray
