#pragma once

#include "RankEvidence.h"
#include "RankFusion.h"
#include "SharedCodes.h"
#include "Sqlite.h"
#include "SqliteTextRank.h"

#include <domain/SearchHit.h>
#include <domain/SearchQuery.h>

#include <QList>
#include <QSet>
#include <QTimer>

#include <chrono>
#include <memory>

namespace vectray {

/// A reader of the store: a read-only connection, and the codes that all readers share. One thread, with an event loop.
class SqliteSearch
{
    Q_DISABLE_COPY_MOVE(SqliteSearch)

public:
    /// How long the search by word may take before the answer goes without it.
    static constexpr std::chrono::milliseconds TextDeadline{100};

    /// \a codes: of the same file, shared by all who search it.
    static Result<std::unique_ptr<SqliteSearch>> open(const QString &file, std::shared_ptr<SharedCodes> codes);

    /// Everything an answer is made of is read in one state of the database.
    Result<QList<SearchHit>> search(const SearchQuery &query);

    Sqlite &sqlite() { return *m_sqlite; }

private:
    struct Scope
    {
        QList<std::int64_t> datasets;
        std::optional<QSet<FileId>> files; ///< only these; absent: all
    };

    /// The terms of a query that are looked for in a dataset.
    struct Wanted
    {
        QList<RankedTerm> terms; ///< rarest first
        std::int64_t postings = 0; ///< of them all
    };

    /// What was read of chunks on the way, without their paths.
    using Places = QHash<ChunkId, ChunkPlace>;

    SqliteSearch(std::unique_ptr<Sqlite> sqlite, std::shared_ptr<SharedCodes> codes);
    Result<QList<SearchHit>> searchNow(const SearchQuery &query);
    Result<Scope> scopeOf(const SearchQuery &query);
    Result<QSet<FileId>> filteredFiles(const SearchQuery &query, const QList<std::int64_t> &datasets);
    Result<std::vector<ScoredChunk>> byVector(const SearchQuery &query, const Scope &scope, std::size_t wanted, Places &places);
    Result<std::vector<ScoredChunk>> byText(const QList<QByteArray> &terms, const Scope &scope, std::size_t wanted);
    Result<Wanted> wantedTerms(const QList<QByteArray> &terms, std::int64_t dataset);
    Result<std::vector<ScoredChunk>> keepFiltered(std::vector<ScoredChunk> scored, const QSet<FileId> &files, std::size_t wanted);
    Result<std::int64_t> documentFrequency(const QByteArray &term, std::int64_t dataset);
    Result<QHash<ChunkId, ChunkEvidence>> evidenceOf(const QList<QByteArray> &terms, const std::vector<FusedChunk> &chunks,
                                                     const Places &places);
    Result<std::optional<SearchHit>> hitFor(const FusedChunk &chunk);

    QTimer m_rest;
    std::unique_ptr<Sqlite> m_sqlite;
    std::shared_ptr<SharedCodes> m_codes;
    std::int64_t m_model = 0; ///< that the index is searched by, in the moment that is looked at
    QHash<QByteArray, std::int64_t> m_frequencies; ///< by table and term; forgotten now and then
    std::chrono::steady_clock::time_point m_frequenciesSince;
};

} // namespace vectray
