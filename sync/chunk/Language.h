#pragma once

#include <QByteArrayView>
#include <QString>

namespace vectray {

/// The language of the file at \a path, by its name, else by what \a head, the file's first few KiB, says of
/// itself (a shebang, an XML declaration); "text" where neither tells. All names are lower-case: "cpp",
/// "csharp", "tsx", "markdown", … A ".h" is "cpp" where it looks like C++, else "c".
QString languageOf(const QString &path, QByteArrayView head);

} // namespace vectray
