#pragma once

#include "Outline.h"

#include <domain/Chunk.h>

#include <QList>

namespace vectray {

/// The chunks that end at \a ends, as chooseEnds() gives them, with lines, hashes and symbols.
///
/// A chunk's symbol is the innermost definition it is about: the one that it lies in, or the only one in it,
/// or the one that makes up at least half of it (but not of a chunk that is the whole file).
QList<Chunk> assembleChunks(const QByteArray &text, const std::vector<qsizetype> &ends,
                            const Outline &outline);

} // namespace vectray
