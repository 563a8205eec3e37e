#pragma once

#include <QString>

namespace vectray {

/// The text as one word of a shell's command line, for commands that people are to paste: in quotes where
/// that is needed.
QString shellWord(const QString &text);

/// The text as it stands between two ' of a shell's command line.
QString insideShellQuotes(QString text);

} // namespace vectray
