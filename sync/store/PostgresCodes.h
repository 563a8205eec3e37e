#pragma once

#include "Postgres.h"
#include "VectorScan.h"

#include <domain/Ids.h>

#include <memory>
#include <optional>

class QThreadPool;

namespace vectray {

/// The codes (VectorCode) of all chunks of some datasets in memory, so that the nearest are found as in the
/// local store (VectorScan), which misses fewer than pgvector's index does: see docs/decisions/0016. One
/// thread at a time.
///
/// They are of a moment of the database, which update() moves on. Who writes leaves the number of his
/// transaction in chunks.added_in; what a transaction added is new here if its number is not in the snapshot
/// of our moment. That is exact, in whatever order transactions end. A chunk that is gone is noticed when
/// somebody looks for it.
class PostgresCodes
{
public:
    struct Wanted
    {
        std::int64_t model = 0; ///< row
        int dimension = 0;
        QList<QUuid> datasets; ///< all of them, or nothing is read
        QList<QUuid> also; ///< those that there is room for as well
        std::int64_t mostBytes = 0;
    };

    /// Null if that takes too much memory. \a pool: see VectorScan.
    static Result<std::shared_ptr<PostgresCodes>> read(Postgres &postgres, const Wanted &wanted,
                                                       QThreadPool *pool);

    bool has(std::int64_t model, const QList<QUuid> &datasets) const;
    QList<QUuid> datasets() const { return m_numbers.keys(); }
    std::int64_t chunks() const; ///< with those that are gone without being noticed

    /// They have grown by so much since they were read that it is time to read them anew, without what is
    /// gone.
    bool isOverdue() const;

    /// See VectorScan::nearest().
    std::vector<ChunkId> nearest(const CodeQuery &query, const QList<QUuid> &datasets, std::size_t wanted,
                                 const VectorScan::FileFilter &filter) const;

    struct Update
    {
        bool hasNew = false;
        bool hasGone = false; ///< of those that were looked up
        bool isTooMuch = false; ///< these codes are of no more use; others have to be read
    };

    /// Takes in what was committed since, and lets go of those of \a lookedUp that are gone.
    Result<Update> update(Postgres &postgres, const QList<ChunkId> &lookedUp);

private:
    PostgresCodes(const Wanted &wanted, QThreadPool *pool);

    Done readAll(Postgres &postgres, const QHash<QUuid, std::int64_t> &counts);
    CodeColumn &columnOf(const QUuid &dataset);
    void add(const PostgresRow &row, int column);

    std::int64_t m_model;
    int m_dimension;
    QHash<QUuid, std::int64_t> m_numbers; ///< of the datasets, for the scan
    VectorScan m_scan;
    QString m_moment; ///< a pg_snapshot
    std::int64_t m_read = 0; ///< chunks, at first
    std::int64_t m_added = 0; ///< since then
};

} // namespace vectray
