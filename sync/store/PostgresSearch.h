#pragma once

#include "PostgresNearest.h"

#include <base/Clock.h>
#include <domain/SearchHit.h>
#include <domain/SearchQuery.h>

#include <optional>

namespace vectray {

/// Answers queries: one statement looks for the nearest vectors and for the words, and returns both lists with all
/// that the fusion (RankFusion, RankEvidence) and the answer are made of.
/// What that statement is made of (which words are worth looking for, how much there is to search) is
/// remembered for a while. One thread.
class PostgresSearch
{
    Q_DISABLE_COPY_MOVE(PostgresSearch)

public:
    /// Up to this many chunks are compared one by one, which misses nothing and takes as long as an index
    /// scan. More are found by their codes in memory (PostgresNearest), or else by the server's index.
    static constexpr std::int64_t ExactUpTo = 20'000;

    explicit PostgresSearch(PostgresNearest::Options nearest) : m_nearest(std::move(nearest)) {}

    /// For each new connection.
    Done begin(Postgres &postgres);

    Result<QList<SearchHit>> search(Postgres &postgres, const SearchQuery &query);

private:
    /// Where to look.
    struct Scope
    {
        QList<QUuid> datasets;
        bool isAll = false; ///< those are all datasets there are
        std::optional<QList<FileId>> files; ///< only these; absent: all
        std::int64_t chunks = 0; ///< at most ExactUpTo + 1 are counted
    };
    struct Term
    {
        QByteArray word;
        double having = 0; ///< chunks that have it, about
        double weight = 0; ///< see TextRank::rarity()
    };

    Result<Scope> scopeOf(Postgres &postgres, const SearchQuery &query);
    static Done filterFiles(Postgres &postgres, const SearchQuery &query, Scope &scope);
    Result<std::int64_t> countChunks(Postgres &postgres, const QList<QUuid> &datasets);
    /// Both lists, and what is known of the chunks in them.
    struct Candidates;

    Result<Candidates> candidates(Postgres &postgres, const SearchQuery &query, const QList<QByteArray> &terms);
    static Result<bool> isByVector(Postgres &postgres, const SearchQuery &query, std::int64_t model);
    Result<QList<Term>> worthwhileTerms(Postgres &postgres, const QList<QByteArray> &words);
    Done learnFrequencies(Postgres &postgres);
    Result<PostgresNearest::Found> nearestByCodes(Postgres &postgres, const SearchQuery &query,
                                                  const Scope &scope, std::int64_t model);
    static QByteArray vectorPart(const SearchQuery &query, const Scope &scope, std::int64_t model,
                                 bool byCodes);
    static QByteArray textPart(const QList<Term> &terms, const Scope &scope);

    PostgresNearest m_nearest;
    QHash<QByteArray, double> m_frequencies; ///< share of the chunks that have a frequent word
    double m_leastFrequency = 0; ///< of those; rarer words are not listed
    double m_chunks = 0; ///< in the database, about
    Instant m_frequenciesUntil;
    QHash<QList<QUuid>, std::int64_t> m_counts;
    Instant m_countsUntil;
};

} // namespace vectray
