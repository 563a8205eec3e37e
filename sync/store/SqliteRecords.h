#pragma once

#include "IndexBatch.h"
#include "Sqlite.h"

#include <domain/FileTable.h>

#include <QSet>

namespace vectray {

/// What the index knows of a folder's files. In the writer's thread, so that it is never behind a write.
Result<FileTable> readFileTable(Sqlite &sqlite, const FolderScope &folder);
Result<QList<FileRecord>> readRecords(Sqlite &sqlite, const FolderScope &folder, const QList<FileId> &ids);
Result<QList<FileRecord>> readRecordsAt(Sqlite &sqlite, const FolderScope &folder, const QStringList &paths);
Result<QSet<ContentHash>> readKnownChunks(Sqlite &sqlite, const EmbeddingModel &model, const QList<ContentHash> &hashes);
Result<QList<FileProblem>> readProblems(Sqlite &sqlite, const FolderScope &folder);

/// The row number of the model, 0 if the store has not met it.
Result<std::int64_t> modelRow(Sqlite &sqlite, const EmbeddingModel &model);

} // namespace vectray
