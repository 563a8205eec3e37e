#pragma once

#include "ChunkLimits.h"
#include "Grammar.h"
#include "Outline.h"

#include <tree_sitter/api.h>

namespace vectray {

/// The outline of a parsed text. Only nodes that are longer than limits.max are cut at their children, and
/// only these are looked into for definitions, and what wraps definitions; so a function that fits stays
/// whole.
Outline syntaxOutline(const TSTree *tree, QByteArrayView text, const Grammar &grammar,
                      const ChunkLimits &limits);

} // namespace vectray
