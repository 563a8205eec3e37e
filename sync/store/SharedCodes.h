#pragma once

#include "VectorScan.h"

#include <domain/Result.h>

#include <shared_mutex>

namespace vectray {

class Sqlite;

/// The codes of the model that the index is searched by, in memory once for all that search. For any thread.
class SharedCodes
{
public:
    /// \a pool: see VectorScan.
    explicit SharedCodes(QThreadPool &pool) : m_pool(pool), m_scan(&pool) {}

    /// Reads the codes anew if the index is searched by another model than they are of. \a sqlite has no open
    /// transaction.
    Done follow(Sqlite &sqlite);

    /// To be called after each commit that changed codes, and before anybody hears of it.
    void apply(const CodeDelta &delta);

    std::int64_t model() const; ///< its row; 0: none yet
    std::size_t size(const QList<VectorScan::Key> &keys) const; ///< chunks

    /// See VectorScan::nearest(). Nothing if the codes went over to another model meanwhile: ask model() afterwards.
    std::vector<ChunkId> nearest(const CodeQuery &query, const QList<VectorScan::Key> &keys, std::size_t wanted,
                                 const VectorScan::FileFilter &filter) const;

private:
    mutable std::shared_mutex m_mutex;
    QThreadPool &m_pool;
    VectorScan m_scan;
    std::int64_t m_model = 0;
};

} // namespace vectray
