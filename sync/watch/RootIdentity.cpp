#include "RootIdentity.h"

#include "OpenDirectory.h"

#include <QFile>

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <memory>

namespace vectray {

using namespace Qt::Literals::StringLiterals;

namespace {

RootState refused(const QString &root, int error)
{
    switch (error) {
    case ENOENT:
        return {.kind = RootState::Kind::Missing,

                .reason = u"The folder %1 is missing."_s.arg(root)};
    case ENOTDIR: // also for a symbolic link, since it may not be followed
    case ELOOP:
        return {.kind = RootState::Kind::NotADirectory,

                .reason = u"Something else than a directory is in the place of %1."_s.arg(root)};
    default:
        return {.kind = RootState::Kind::Unreadable,

                .reason = u"The folder %1 cannot be read: %2."_s.arg(root, errnoText(error))};
    }
}

Error::Kind errorKind(RootState::Kind kind)
{
    switch (kind) {
    case RootState::Kind::Missing:
        return Error::Kind::NotFound;
    case RootState::Kind::NotADirectory:
        return Error::Kind::Invalid;
    case RootState::Kind::Unreadable:
        return Error::Kind::Denied;
    case RootState::Kind::Present:
        break;
    }
    return Error::Kind::Internal;
}

} // namespace

RootIdentity identityOf(int directory)
{
    struct statx found = {};
    if (::statx(directory, "", AT_EMPTY_PATH | AT_STATX_DONT_SYNC, STATX_BASIC_STATS | STATX_MNT_ID, &found)
        != 0)
        return {};
    return {.device = std::uint64_t(found.stx_dev_major) << 32 | found.stx_dev_minor,
            .inode = found.stx_ino,
            .mount = (found.stx_mask & STATX_MNT_ID) != 0 ? found.stx_mnt_id : 0};
}

RootState lookAtRoot(const QString &root)
{
    Descriptor directory = openDirectory(AT_FDCWD, QFile::encodeName(root).constData());
    if (!directory)
        return refused(root, errno);
    RootState state{.kind = RootState::Kind::Present,
                    .identity = identityOf(directory.get()),
                    .empty = true,
                    .reason = {}};

    struct Close
    {
        void operator()(DIR *listing) const { ::closedir(listing); }
    };
    const std::unique_ptr<DIR, Close> listing(::fdopendir(directory.get()));
    if (!listing)
        return refused(root, errno);
    directory.release();
    errno = 0;
    while (const dirent *entry = ::readdir(listing.get())) {
        if (std::strcmp(entry->d_name, ".") != 0 && std::strcmp(entry->d_name, "..") != 0) {
            state.empty = false;
            return state;
        }
    }
    return errno == 0 ? state : refused(root, errno); // a listing that failed is not an empty one
}

Result<RootIdentity> identify(const QString &root)
{
    const RootState state = lookAtRoot(root);
    if (state.kind == RootState::Kind::Present)
        return state.identity;
    return Error{errorKind(state.kind), state.reason};
}

} // namespace vectray
