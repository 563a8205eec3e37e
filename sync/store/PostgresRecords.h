#pragma once

#include "IndexStore.h"
#include "Postgres.h"

namespace vectray {

/// What the index knows of a folder's files.
Result<FileTable> readFileTable(Postgres &postgres, const FolderScope &folder);
Result<QList<FileRecord>> readRecords(Postgres &postgres, const QList<FileId> &ids);
Result<QList<FileRecord>> readRecordsAt(Postgres &postgres, const FolderScope &folder,
                                        const QStringList &paths);
Result<QSet<ContentHash>> readKnownChunks(Postgres &postgres, const EmbeddingModel &model,
                                          const QList<ContentHash> &hashes);
Result<QList<FileProblem>> readProblems(Postgres &postgres, const FolderScope &folder);

/// The row number of the model, 0 if the store has not met it.
Result<std::int64_t> modelRow(Postgres &postgres, const EmbeddingModel &model);

/// What status routes and lists show.
Result<QList<ProjectSummary>> readSummaries(Postgres &postgres);
Result<FilePage> readFiles(Postgres &postgres, const FilesQuery &query);
Result<std::int64_t> readSizeBytes(Postgres &postgres);

} // namespace vectray
