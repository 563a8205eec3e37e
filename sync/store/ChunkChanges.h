#pragma once

#include <domain/Chunk.h>
#include <domain/Ids.h>

#include <QList>

#include <vector>

namespace vectray {

/// A chunk's row as it is, without its text and vector.
struct StoredChunk
{
    ChunkId id;
    ContentHash hash;
    std::int64_t model = 0;
    int ordinal = 0;
    int startLine = 0;
    int endLine = 0;
    QString symbol;

    bool isAt(const Chunk &chunk, int place) const
    {
        return ordinal == place && startLine == chunk.startLine && endLine == chunk.endLine
            && symbol == chunk.symbol;
    }
};
using StoredChunks = std::vector<StoredChunk>; ///< a file's, by ordinal

/// What a file's new chunks make of its rows.
struct ChunkChanges
{
    struct Kept
    {
        const StoredChunk *old = nullptr;
        int ordinal = 0; ///< where it is now
    };
    std::vector<Kept> kept; ///< equal text, same model: row and vector stay
    std::vector<ChunkId> gone;
    QList<int> fresh; ///< ordinals of those without a row
};

/// \a old must outlive the answer. Of equal chunks the first stay first.
ChunkChanges compareChunks(const StoredChunks &old, const QList<Chunk> &now, std::int64_t model);
ChunkChanges compareChunks(const StoredChunks &&old, const QList<Chunk> &now, std::int64_t model) = delete;

} // namespace vectray
