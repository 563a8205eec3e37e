#pragma once

#include <QString>

namespace vectray {

/// The text on one line, with nothing in it that could hide, reorder or forge what people read:
/// control characters, line breaks and invisible direction marks become U+FFFD. For names of files
/// and folders, which may contain anything.
QString oneLine(QStringView text);

/// The same for program text of several lines: tabs become blanks, line breaks stay.
QString plainLines(QStringView text);

} // namespace vectray
