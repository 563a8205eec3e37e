#pragma once

#include "RankEvidence.h"
#include "RankFusion.h"
#include "Sqlite.h"
#include "VectorScan.h"

#include <domain/SearchHit.h>
#include <domain/SearchQuery.h>

#include <QList>
#include <QSet>

#include <chrono>

namespace vectray {

/// The reading half of the store: a read-only connection and the codes in memory. One thread.
class SqliteSearch
{
    Q_DISABLE_COPY_MOVE(SqliteSearch)

public:
    /// How long the search by word may take before the answer goes without it.
    static constexpr std::chrono::milliseconds TextDeadline{100};

    static Result<std::unique_ptr<SqliteSearch>> open(const QString &file);

    /// Everything an answer is made of is read in one state of the database.
    Result<QList<SearchHit>> search(const SearchQuery &query);

    /// Reads the codes of the model that is searched, if it is another one than they are of.
    Done followModel();
    void apply(const CodeDelta &delta) { m_scan.apply(delta); }
    Sqlite &sqlite() { return *m_sqlite; }

private:
    struct Scope
    {
        QList<std::int64_t> datasets;
        std::optional<QSet<FileId>> files; ///< only these; absent: all
    };

    /// What is asked of a full-text table.
    struct Match
    {
        QByteArray expression; ///< empty: nothing of it is in the index
        QByteArray weights; ///< see SqliteTextRank
    };

    explicit SqliteSearch(std::unique_ptr<Sqlite> sqlite) : m_sqlite(std::move(sqlite)) {}
    Done loadCodes();
    Result<QList<SearchHit>> searchNow(const SearchQuery &query);
    Result<Scope> scopeOf(const SearchQuery &query);
    Result<QSet<FileId>> filteredFiles(const SearchQuery &query, const QList<std::int64_t> &datasets);
    Result<std::vector<ScoredChunk>> byVector(const SearchQuery &query, const Scope &scope, std::size_t wanted);
    Result<std::vector<ScoredChunk>> byText(const SearchQuery &query, const Scope &scope, std::size_t wanted);
    Result<Match> matchFor(const QList<QByteArray> &terms, std::int64_t dataset);
    Result<std::int64_t> documentFrequency(const QByteArray &term, std::int64_t dataset);
    Result<QHash<ChunkId, ChunkEvidence>> evidenceOf(const SearchQuery &query,
                                                     const std::vector<FusedChunk> &chunks);
    Result<std::optional<SearchHit>> hitFor(const FusedChunk &chunk);

    std::unique_ptr<Sqlite> m_sqlite;
    VectorScan m_scan;
    std::int64_t m_model = 0; ///< what the scan's codes are of; 0: none yet
    QHash<QByteArray, std::int64_t> m_frequencies; ///< by table and term; forgotten now and then
    std::chrono::steady_clock::time_point m_frequenciesSince;
};

} // namespace vectray
