#pragma once

#include "RankFusion.h"

#include <domain/Result.h>

#include <QByteArray>
#include <QList>

#include <chrono>
#include <vector>

namespace vectray {

class Sqlite;

/// A word of a query and how many of the chunks have it.
struct RankedTerm
{
    QByteArray term; ///< as the full-text table has it; no quotes in it
    std::int64_t frequency = 0;
};

/// Ranks the rows of full-text tables by BM25 without regard to their length. The chunker keeps chunks of one size, and
/// to look up the length of each row costs more than everything else together (see docs/decisions/0009).
///
/// The rows of each term are gone through inside of FTS5, by an SQL function of ours: handing each of them out as a row
/// of a statement took twice the time.
class SqliteTextRank
{
public:
    using Deadline = std::chrono::steady_clock::time_point;

    /// Adds the function to this connection; once.
    static Done install(Sqlite &sqlite);

    /// All rows of \a table that have one of the terms, by growing row. \a chunks: how many there are at all. After the
    /// deadline nothing more is looked at.
    static Result<std::vector<ScoredChunk>> rank(Sqlite &sqlite, const QByteArray &table, const QList<RankedTerm> &terms,
                                                 std::int64_t chunks, Deadline deadline);
};

} // namespace vectray
