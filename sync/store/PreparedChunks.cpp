#include "PreparedChunks.h"

#include "ChunkCodec.h"
#include "SearchTerms.h"

#include <QtConcurrentMap>

namespace vectray {

PreparedChunk prepareChunk(const QByteArray &text)
{
    return {.packed = compressText(text), .terms = indexTerms(text)};
}

PreparedChunks::PreparedChunks(QThreadPool &pool, const IndexBatch &batch)
{
    QSet<ContentHash> seen;
    QList<QByteArray> texts;
    for (const FileWrite &file : batch.writes) {
        for (const Chunk &chunk : file.chunks) {
            if (!batch.vectors.contains(chunk.hash) || seen.contains(chunk.hash))
                continue;
            seen.insert(chunk.hash);
            m_hashes.append(chunk.hash);
            texts.append(chunk.text);
        }
    }
    if (!texts.isEmpty())
        m_future = QtConcurrent::mapped(&pool, std::move(texts), prepareChunk);
}

void PreparedChunks::collect()
{
    const QList<PreparedChunk> chunks = m_future.results();
    for (qsizetype i = 0; i < chunks.size(); ++i)
        m_chunks.insert(m_hashes.at(i), chunks.at(i));
    m_future = {};
}

PreparedChunk PreparedChunks::of(const Chunk &chunk) const
{
    const auto found = m_chunks.constFind(chunk.hash);
    return found != m_chunks.constEnd() ? *found : prepareChunk(chunk.text);
}

} // namespace vectray
