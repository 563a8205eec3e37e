#include "SyncStats.h"

namespace vectray {

SyncStats &SyncStats::operator+=(const SyncStats &other)
{
    filesScanned += other.filesScanned;
    filesCreated += other.filesCreated;
    filesModified += other.filesModified;
    filesDeleted += other.filesDeleted;
    filesRenamed += other.filesRenamed;
    filesUnchanged += other.filesUnchanged;
    filesSkipped += other.filesSkipped;
    filesFailed += other.filesFailed;
    chunksAdded += other.chunksAdded;
    chunksRemoved += other.chunksRemoved;
    chunksUnchanged += other.chunksUnchanged;
    chunksEmbedded += other.chunksEmbedded;
    duration += other.duration;
    scanDuration += other.scanDuration;
    syncDuration += other.syncDuration;
    return *this;
}

} // namespace vectray
