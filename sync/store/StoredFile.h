#pragma once

#include <domain/Chunk.h>
#include <domain/Embedding.h>
#include <domain/FileRecord.h>

#include <QHash>
#include <QList>

namespace vectray {

/// A file with all that the index holds of it, for a copy into another store.
struct StoredFile
{
    QString root; ///< of the folder it lies in
    FileRecord record; ///< its id is of the store it comes from
    EmbeddingModel model; ///< of all its chunks; a default one if it has none
    QList<Chunk> chunks; ///< in order
    QHash<ContentHash, Embedding> vectors; ///< of all its chunks, as exact as the store keeps them
};

/// The folder of an absolute path that ends in a relative one.
inline QString rootOf(const QString &absolute, const QString &relative)
{
    return absolute.chopped(relative.size() + 1);
}

} // namespace vectray
