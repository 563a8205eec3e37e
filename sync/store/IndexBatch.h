#pragma once

#include <domain/Chunk.h>
#include <domain/Embedding.h>
#include <domain/FileProblem.h>
#include <domain/FileRecord.h>

#include <QHash>
#include <QList>
#include <QStringList>

namespace vectray {

/// One folder's part of a dataset. A dataset may be fed by several folders.
struct FolderScope
{
    ProjectId project;
    DatasetId dataset;
    QString root; ///< absolute, without a trailing slash

    bool operator==(const FolderScope &) const = default;
};

/// A file's new state: its record and all its chunks, in order. Rows of chunks it had before, by hash,
/// are kept with their vectors.
struct FileWrite
{
    FileRecord record; ///< id 0: by path
    QList<Chunk> chunks;
};

/// A file that has a new path and the same content.
struct FileMove
{
    FileRecord record; ///< id of the row that moves; the path and stat it has now
};

/// What one transaction changes. All or nothing.
struct IndexBatch
{
    FolderScope folder;
    EmbeddingModel model;
    QList<FileId> deletes; ///< carried out first
    QList<FileMove> moves;
    QList<FileWrite> writes;
    QHash<ContentHash, Embedding> vectors; ///< of every chunk hash that the store does not know yet
    QList<FileRecord> restamps; ///< content unchanged: only stat and readAtNs are stored
    QList<FileProblem> problems; ///< replace what was listed for the same path
    QStringList solved; ///< paths whose problem is over; those of writes and moves are, by themselves
};

struct BatchCounts
{
    std::int64_t chunksAdded = 0;
    std::int64_t chunksRemoved = 0;
    std::int64_t chunksUnchanged = 0; ///< of the files in writes and moves
};

} // namespace vectray
