#pragma once

#include "ContentHash.h"

#include <QByteArray>
#include <QString>

namespace vectray {

/// A piece of a file that is embedded and found as a whole. The chunks of a file follow each other
/// without gaps: their texts put together are the file's text.
struct Chunk
{
    ContentHash hash; ///< SHA-256 of text
    int startLine = 1; ///< 1-based
    int endLine = 1; ///< inclusive
    QString symbol; ///< the enclosing symbols, outermost first: "Store::put", "Setup > Linux"; may be empty
    QString symbolKind; ///< "function", "class", "method", "heading", …; empty where symbol is
    QByteArray text; ///< UTF-8

    bool operator==(const Chunk &) const = default;
};

} // namespace vectray
