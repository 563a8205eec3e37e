#pragma once

#include <QtGlobal>

#include <chrono>

namespace vectray {

/// How big chunks are and how long a parser may take. The defaults are Vectray's; tests cut smaller.
struct ChunkLimits
{
    qsizetype max = 3000; ///< bytes; no chunk is longer
    qsizetype merge =
        2700; ///< bytes; neighbours that are no longer together are one chunk: about 1,500 on average
    qsizetype min = 500; ///< bytes; a cut that leaves less on one side is made only where nothing else helps
    qsizetype parse = 4 * 1024 * 1024; ///< bytes; a longer file is cut by lines, a tree needs 20 × its size
    qsizetype parseMemory = 128 * 1024 * 1024; ///< bytes, of a parser and its tree
    std::chrono::milliseconds parseTime{
        1000}; ///< CPU time of a file, so that a busy machine cuts as an idle one

    bool operator==(const ChunkLimits &) const = default;
};

} // namespace vectray
