#pragma once

#include "IgnoreRules.h"
#include "RootIdentity.h"

#include <domain/FileProblem.h>
#include <domain/FileTable.h>

#include <QList>

#include <optional>
#include <stop_token>

class QThreadPool;

namespace vectray {

/// Where to look, and at what.
struct WalkOptions
{
    QString root; ///< absolute, without a symbolic link in its last component
    QByteArray below{}; ///< only this directory, relative to the root; empty: all
    const IgnoreRules *rules = nullptr; ///< outlives the call; null: nothing is ignored
    std::int64_t maxFileBytes = 2 << 20; ///< larger files are skipped
    std::optional<RootIdentity> expected{}; ///< another root than this one is an error: nothing can be said
    QThreadPool *helpers = nullptr; ///< its idle threads take a share of the walk; null: the caller's thread alone
};

/// What a walk found. Files that vanish meanwhile are left out without a word.
struct Walk
{
    FileTable files; ///< regular, not ignored, with a UTF-8 name; sorted by path bytes
    std::int64_t directories = 0; ///< listed, the first one included
    std::int64_t ignored = 0; ///< entries left out by a rule; an ignored directory counts once
    QList<FileProblem> problems; ///< Skipped: looked at and left out; Failed: could not be looked at
    QList<QByteArray> unreadable; ///< directories: nothing is known about what lies below them
    RootIdentity root;
};

/// Lists a folder, never following a symbolic link. Stoppable between directories.
/// Errors: NotFound, Invalid, Denied (see identify()), Unavailable (not the expected root), Cancelled.
Result<Walk> walkTree(const WalkOptions &options, const std::stop_token &stop);

/// What is at a path.
struct PathStatus
{
    enum class Kind {
        File, ///< to be indexed
        Directory, ///< not ignored
        Missing, ///< nothing, or it lies behind a symbolic link
        Ignored, ///< by a rule
        Skipped, ///< it is there but never indexed, see reason
        Unreadable, ///< nothing is known, see reason; not to be taken for missing
    };

    QByteArray path; ///< as asked for
    Kind kind = Kind::Missing;
    FileStat stat{}; ///< only of a File
    QString reason{}; ///< a sentence; only if Skipped or Unreadable
};

/// Looks at single paths relative to the root, with the same rules as a walk; below is not used.
/// Returns one status per path, in their order. Errors: as of walkTree().
Result<std::vector<PathStatus>> statPaths(const WalkOptions &options, const QList<QByteArray> &paths,
                                          const std::stop_token &stop);

} // namespace vectray
