#pragma once

#include "ChunkLimits.h"
#include "Grammar.h"
#include "Outline.h"

#include <QByteArray>

#include <optional>

namespace vectray {

/// The outline of \a text, which must be UTF-8, as \a grammar sees it; none where parsing it goes beyond
/// \a limits. See TreeReader for what is looked into.
std::optional<Outline> syntaxOutline(const QByteArray &text, const Grammar &grammar,
                                     const ChunkLimits &limits);

} // namespace vectray
