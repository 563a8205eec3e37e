#pragma once

#include "Grammar.h"

#include <QByteArrayView>

#include <tree_sitter/api.h>

namespace vectray {

/// The name that \a node has by \a rule; empty where it defines nothing after all (a struct that is only
/// mentioned, a variable that is no function). \a text is what was parsed.
QString definitionName(TSNode node, const NodeRule &rule, QByteArrayView text);

} // namespace vectray
