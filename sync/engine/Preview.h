#pragma once

#include "PipelineParts.h"

#include <domain/Result.h>

#include <QStringList>

#include <chrono>
#include <stop_token>

namespace vectray {

/// What would be indexed of a folder.
struct Preview
{
    std::int64_t files = 0;
    std::int64_t bytes = 0;
    std::int64_t chunks = 0; ///< estimated from the bytes
    std::int64_t tokens = 0; ///< estimated from the bytes
    std::int64_t ignored = 0; ///< entries left out by a rule
    QStringList reasons; ///< one for each file that is skipped: too large, no regular file, named like a key
    std::chrono::milliseconds duration{0}; ///< estimated, for the first index on this machine
    QStringList examples; ///< some of the files

    bool operator==(const Preview &) const = default;
};

/// Estimated, of so much text.
std::int64_t tokensOf(std::int64_t bytes);

/// Walks the folder and writes nothing. Blocks; for a worker thread.
Result<Preview> previewFolder(const QString &root, const QStringList &include, const QStringList &exclude,
                              const std::stop_token &stop);

} // namespace vectray
