#pragma once

#include <domain/Result.h>

#include <QString>

#include <cstdint>

namespace vectray {

/// What tells a directory from another one that stands in its place: deleted and made again, mounted over,
/// unmounted.
struct RootIdentity
{
    std::uint64_t device = 0;
    std::uint64_t inode = 0;
    std::uint64_t mount = 0; ///< 0 where the kernel does not tell

    bool operator==(const RootIdentity &) const = default;
};

/// Whether a folder's root is there.
struct RootState
{
    enum class Kind {
        Present,
        Missing, ///< no such directory
        NotADirectory, ///< something else is in its place, such as a symbolic link
        Unreadable, ///< it is there but cannot be listed
    };

    Kind kind = Kind::Missing;
    RootIdentity identity{}; ///< only if Present
    bool empty = false; ///< only if Present: without a single entry, ignored ones included
    QString reason{}; ///< a sentence; empty if Present

    bool operator==(const RootState &) const = default;
};

/// Looks at a root, which is absolute and has no symbolic link in its last component.
RootState lookAtRoot(const QString &root);

/// Only the identity; an error says which of the other outcomes it was: NotFound, Invalid or Denied.
Result<RootIdentity> identify(const QString &root);

/// The identity of an open directory.
RootIdentity identityOf(int directory);

/// Whether the root has nothing in it any more, though there was something: a sign of a disk that is not
/// mounted, and never a reason to delete.
inline bool suddenlyEmpty(const RootState &now, std::int64_t entriesBefore)
{
    return now.kind == RootState::Kind::Present && now.empty && entriesBefore > 0;
}

} // namespace vectray
