#pragma once

#include <QString>

namespace vectray {

/// Text from a file, a file's name or the daemon, made fit for a terminal: control characters (ESC and
/// the C1 ones too), characters that turn the direction of text, invisible ones and tags become visible
/// as \x1b or \u{202e}. One line: a newline becomes \n.
QString safeLine(QStringView text);

/// The same for text of several lines: newlines stay, tabs become spaces.
QString safeText(QStringView text);

} // namespace vectray
