#pragma once

#include "Outline.h"

namespace vectray {

/// Headings (both kinds of CommonMark) are definitions that reach up to the next of the same or a higher
/// rank. Code blocks and front matter have none.
Outline markdownOutline(QByteArrayView text);

} // namespace vectray
