#pragma once

#include "IndexBatch.h"

#include <QFuture>

class QThreadPool;

namespace vectray {

/// What the SQLite store makes of a chunk's text before it is written.
struct PreparedChunk
{
    QByteArray packed; ///< compressText()
    QByteArray terms; ///< indexTerms()
};

PreparedChunk prepareChunk(const QByteArray &text);

/// The new chunks of one batch, made ready for the store on a pool while they wait for the one thread that
/// writes: it would otherwise spend most of its time on them, with the other processors idle.
class PreparedChunks
{
public:
    PreparedChunks() = default;

    /// Starts with the chunks that come with their vectors; the rest is known text, and most of it is kept as
    /// it is.
    PreparedChunks(QThreadPool &pool, const IndexBatch &batch);

    /// Waits for all of them, once.
    void collect();

    /// Of a chunk that was not prepared, it is made now.
    PreparedChunk of(const Chunk &chunk) const;

private:
    QList<ContentHash> m_hashes;
    QFuture<PreparedChunk> m_future;
    QHash<ContentHash, PreparedChunk> m_chunks;
};

} // namespace vectray
