#include "ChunkChanges.h"

#include <QMultiHash>

namespace vectray {

ChunkChanges compareChunks(const StoredChunks &old, const QList<Chunk> &now, std::int64_t model)
{
    ChunkChanges changes;
    QMultiHash<ContentHash, const StoredChunk *> left;
    for (auto chunk = old.rbegin(); chunk != old.rend(); ++chunk) {
        if (chunk->model == model)
            left.insert(chunk->hash, &*chunk); // of equal ones the first is found first
        else
            changes.gone.push_back(chunk->id);
    }
    for (int ordinal = 0; ordinal < now.size(); ++ordinal) {
        const auto known = left.find(now.at(ordinal).hash);
        if (known == left.end()) {
            changes.fresh.append(ordinal);
        } else {
            changes.kept.push_back({*known, ordinal});
            left.erase(known);
        }
    }
    for (const StoredChunk *gone : left)
        changes.gone.push_back(gone->id);
    return changes;
}

} // namespace vectray
