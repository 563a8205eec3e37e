#pragma once

#include <domain/Result.h>

#include <QByteArray>

#include <vector>

namespace vectray {

class Sqlite;

/// Adds the SQL function text_rank(table, weights) to this connection, for use in a query that MATCHes a full-text
/// table: the BM25 of a row without regard to its length, higher is better. The chunker keeps chunks of one size, and
/// to look up the length of each row costs more than everything else together (see docs/decisions/0009).
///
/// The weights are those of the expression's terms in their order, as packed by rankWeights().
Done installTextRank(Sqlite &sqlite);

/// \a frequencies: how many of \a chunks have each term.
QByteArray rankWeights(const std::vector<std::int64_t> &frequencies, std::int64_t chunks);

} // namespace vectray
