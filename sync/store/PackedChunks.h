#pragma once

#include "IndexBatch.h"
#include "PostgresValue.h"

#include <QFuture>

class QThreadPool;

namespace vectray {

/// What the PostgreSQL store makes of a chunk's text before it is written.
struct PackedChunk
{
    QByteArray text; ///< compressText()
    TermVector terms;
};

/// The new chunks of one batch, made ready on a pool while the batch waits for the one thread that writes.
class PackedChunks
{
public:
    PackedChunks() = default;

    /// Starts with the chunks that come with their vectors. \a pool null: nothing is made before it is needed.
    PackedChunks(QThreadPool *pool, const IndexBatch &batch);

    /// Waits for all of them, once.
    void collect();

    /// Of a chunk that was not made ready, it is made now.
    PackedChunk of(const FileWrite &file, int ordinal) const;

private:
    using Key = std::pair<ContentHash, QString>; ///< text and path, which is searched for, too

    QList<Key> m_keys;
    QFuture<PackedChunk> m_future;
    QHash<Key, PackedChunk> m_chunks;
};

} // namespace vectray
