#pragma once

#include <QString>

#include <cstdint>
#include <functional>

class QThreadPool;

namespace vectray {

class Chunker;
class EmbedderSeat;
class IndexStore;

/// What every folder's pipeline works with. All of it is safe to use from several threads and outlives the
/// pipelines.
struct PipelineParts
{
    IndexStore &store;
    const Chunker &chunker;
    const EmbedderSeat &embedders;
    QThreadPool &pool; ///< for work on single files
    std::int64_t maxFileBytes = 2 << 20; ///< larger files are skipped
    bool skipsSecrets = true; ///< files that look like they hold keys or passwords are skipped, too

    /// Why the store cannot keep a file at an absolute path: a sentence, or empty if it can. Null: it keeps
    /// all.
    std::function<QString(const QString &)> whyNotKept = {};
};

} // namespace vectray
