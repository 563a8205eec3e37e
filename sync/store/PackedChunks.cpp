#include "PackedChunks.h"

#include "ChunkCodec.h"
#include "PostgresTerms.h"

#include <QtConcurrentMap>

namespace vectray {

namespace {

struct Raw
{
    QByteArray text;
    QString path;
};

PackedChunk pack(const Raw &raw)
{
    return {.text = compressText(raw.text), .terms = termVector(raw.text, raw.path)};
}

} // namespace

PackedChunks::PackedChunks(QThreadPool *pool, const IndexBatch &batch)
{
    if (pool == nullptr)
        return;
    QSet<Key> seen;
    QList<Raw> raws;
    for (const FileWrite &file : batch.writes) {
        for (const Chunk &chunk : file.chunks) {
            const Key key(chunk.hash, file.record.path);
            if (!batch.vectors.contains(chunk.hash) || seen.contains(key))
                continue;
            seen.insert(key);
            m_keys.append(key);
            raws.append({chunk.text, file.record.path});
        }
    }
    if (!raws.isEmpty())
        m_future = QtConcurrent::mapped(pool, std::move(raws), pack);
}

void PackedChunks::collect()
{
    const QList<PackedChunk> chunks = m_future.results();
    for (qsizetype i = 0; i < chunks.size(); ++i)
        m_chunks.insert(m_keys.at(i), chunks.at(i));
    m_future = {};
}

PackedChunk PackedChunks::of(const FileWrite &file, int ordinal) const
{
    const Chunk &chunk = file.chunks.at(ordinal);
    const auto found = m_chunks.constFind({chunk.hash, file.record.path});
    return found != m_chunks.constEnd() ? *found : pack({chunk.text, file.record.path});
}

} // namespace vectray
