#pragma once

#include "ChunkLimits.h"
#include "Outline.h"

#include <span>

namespace vectray {

/// Chooses, of the places where \a text may be cut, those where it is. Returns the pieces' ends, the last of
/// which is the text's; none for an empty text.
///
/// A text that is too long is cut at its cut of the lowest level, of these at the one with the highest key,
/// and so on with both parts. The keys are as good as random, so pieces come out between limits.min and
/// limits.merge long; and as each depends only on what stands at the cut, an edit moves no cuts but those
/// around it. Counting bytes from the start, and cutting whenever there are enough, would move all that
/// follow.
///
/// Where no cut fits, a piece longer than limits.max is cut at its lines, and a line that long within itself,
/// never within a UTF-8 sequence.
std::vector<qsizetype> chooseEnds(QByteArrayView text, std::span<const CutPoint> cuts,
                                  const ChunkLimits &limits);

} // namespace vectray
