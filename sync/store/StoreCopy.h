#pragma once

#include "IndexStore.h"

#include <functional>
#include <stop_token>

namespace vectray {

/// Copies an index into another store: configurations, files, chunks and vectors. Nothing is embedded or read
/// from the folders. What the other store already has, equal in every stat, is not sent again, so a copy that
/// was broken off goes on where it was. Synchronous; neither store may be written by anybody else meanwhile.
class StoreCopy
{
    Q_DISABLE_COPY_MOVE(StoreCopy)

public:
    struct Progress
    {
        QString phase; ///< "copy" or "verify"
        std::int64_t files = 0;
        std::int64_t total = 0;
    };
    struct Report
    {
        std::int64_t configurations = 0;
        std::int64_t files = 0; ///< in the source
        std::int64_t chunks = 0;
        std::int64_t copied = 0; ///< files that were not there yet
    };

    StoreCopy(IndexStore &from, IndexStore &to, std::function<void(const Progress &)> onProgress)
        : m_from(from)
        , m_to(to)
        , m_onProgress(std::move(onProgress))
    {}

    /// Copies, then reads both stores and compares each file: counts, and a SHA-256 over its record, its
    /// chunks and their vectors, rounded as both stores keep them. Conflict, with the first path, where they
    /// differ.
    Result<Report> run(const std::stop_token &stop);

private:
    using Checksums = QHash<QString, ContentHash>; ///< by absolute path

    Done copyDataset(const WatchConfig::Key &name, const DatasetSummary &dataset,
                     const std::stop_token &stop);
    Done copyFiles(const QList<StoredFile> &files, const WatchConfig::Key &name);
    Done copyProblems(const FolderScope &from, const FolderScope &to);
    Done verifyDataset(const WatchConfig::Key &name, const DatasetSummary &dataset,
                       const std::stop_token &stop);
    Result<Checksums> checksums(IndexStore &store, const DatasetId &dataset, const std::stop_token &stop);
    Result<DatasetId> findDataset(IndexStore &store, const WatchConfig::Key &name) const;
    void advance(std::int64_t files);

    IndexStore &m_from;
    IndexStore &m_to;
    std::function<void(const Progress &)> m_onProgress;
    Progress m_progress;
    Report m_report;
};

} // namespace vectray
