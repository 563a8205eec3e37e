#pragma once

#include "PipelineParts.h"

#include <domain/Result.h>

#include <QStringList>

#include <chrono>
#include <optional>
#include <stop_token>

namespace vectray {

class Embedder;

/// What would be indexed of a folder.
struct Preview
{
    std::int64_t files = 0;
    std::int64_t bytes = 0;
    std::int64_t chunks = 0; ///< estimated from the bytes
    std::int64_t tokens = 0; ///< estimated from the bytes
    std::int64_t ignored = 0; ///< entries left out by a rule
    QStringList reasons; ///< one for each file that is skipped: too large, no regular file, named like a key
    std::chrono::milliseconds duration{
        0}; ///< estimated, for the first index on this machine by the built-in model
    QStringList examples; ///< some of the files

    bool operator==(const Preview &) const = default;
};

/// How long the first index of a folder takes.
struct TimeEstimate
{
    std::optional<std::chrono::milliseconds> time; ///< nothing: not known
    QString unknown; ///< a sentence: why it is not known

    bool operator==(const TimeEstimate &) const = default;
};

/// With what embeds now.
TimeEstimate timeToIndex(const Preview &preview, const Embedder &embedder);

/// Estimated, of so much text.
std::int64_t tokensOf(std::int64_t bytes);

/// Walks the folder and writes nothing. Blocks; for a worker thread.
Result<Preview> previewFolder(const QString &root, const QStringList &include, const QStringList &exclude,
                              const std::stop_token &stop);

} // namespace vectray
