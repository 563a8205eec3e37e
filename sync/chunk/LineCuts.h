#pragma once

#include "Outline.h"

namespace vectray {

/// The cuts of a text of which nothing is known but its lines: before each line that is not blank. Paragraphs
/// are parted before lines, and what is indented less before what is indented more.
std::vector<CutPoint> lineCuts(QByteArrayView text);

/// The key of a cut before \a following: of its first line, without the space around it.
quint32 lineKey(QByteArrayView following);

} // namespace vectray
