#pragma once

#include <cmath>

namespace vectray {

/// How both stores weigh the words of a chunk: BM25 without regard to its length, because the chunker keeps chunks of
/// one size (Robertson & Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond", 2009).
namespace TextRank {

constexpr double Saturation = 1.2; ///< k1, as Lucene has it
constexpr double InPath = 0.5; ///< a word there says what a file is about, but not which chunk of it

/// What a word is worth that so many of the chunks have.
inline double rarity(double having, double chunks)
{
    return std::log(1 + (chunks - having + 0.5) / (having + 0.5));
}

} // namespace TextRank

} // namespace vectray
