#include "EntryCheck.h"
#include "TreeWalk.h"

#include <QHash>

#include <fcntl.h>

#include <cerrno>

namespace vectray {

using namespace Qt::Literals::StringLiterals;

namespace {

/// Looks at paths one by one; remembers the directories it came through.
class PathLooker
{
public:
    PathLooker(const WalkOptions &options, Descriptor root) : m_options(options), m_root(std::move(root))
    {
        m_known.insert(QByteArray(),
                       {.kind = PathStatus::Kind::Directory,
                        .scope = options.rules ? options.rules->scope() : IgnoreScope()});
    }

    PathStatus look(const QByteArray &path)
    {
        PathStatus status{.path = path, .stat = {}, .reason = {}};
        const qsizetype slash = path.lastIndexOf('/');
        const QByteArray name = path.mid(slash + 1);
        if (path.isEmpty()) {
            status.kind = PathStatus::Kind::Directory;
            return status;
        }
        if (name.isEmpty() || name == "." || name == "..")
            return status;
        const Directory parent = directory(path.first(std::max<qsizetype>(slash, 0)));
        if (parent.kind != PathStatus::Kind::Directory) {
            status.kind = parent.kind;
            status.reason = parent.reason;
            return status;
        }
        lookInside(parent, name, status);
        return status;
    }

private:
    struct Directory
    {
        PathStatus::Kind kind = PathStatus::Kind::Missing;
        QString reason{};
        IgnoreScope scope{};
    };

    void lookInside(const Directory &parent, const QByteArray &name, PathStatus &status)
    {
        FoundEntry entry{.directory =
                             open(status.path.first(std::max<qsizetype>(status.path.lastIndexOf('/'), 0))),
                         .name = name.constData(),
                         .path = status.path};
        if (entry.directory < 0
            || ::fstatat(entry.directory, entry.name, &entry.stat, AT_SYMLINK_NOFOLLOW) != 0) {
            if (!meansMissing(errno)) {
                status.kind = PathStatus::Kind::Unreadable;
                status.reason = unreadableReason(errno);
            }
            return;
        }
        const bool isDirectory = S_ISDIR(entry.stat.st_mode);
        if (parent.scope.ignores(status.path, isDirectory)) {
            status.kind = PathStatus::Kind::Ignored;
            return;
        }
        if (isDirectory && QByteArrayView(name).isValidUtf8()) {
            status.kind = PathStatus::Kind::Directory;
            return;
        }
        status.reason = reasonToSkip(entry, m_options);
        status.kind = status.reason.isEmpty() ? PathStatus::Kind::File : PathStatus::Kind::Skipped;
        if (status.kind == PathStatus::Kind::File)
            status.stat = fileStat(entry.stat);
    }

    /// A descriptor that stays open until the next call; negative with errno set if there is none.
    int open(const QByteArray &path)
    {
        if (path.isEmpty())
            return m_root.get();
        if (!m_last || m_lastPath != path) {
            m_last = openDirectoryBeneath(m_root.get(), path);
            m_lastPath = path;
        }
        return m_last.get();
    }

    const Directory &directory(const QByteArray &path)
    {
        const auto known = m_known.constFind(path);
        if (known != m_known.cend())
            return *known;
        const Directory found = find(path);
        return *m_known.insert(path, found);
    }

    Directory find(const QByteArray &path)
    {
        const PathStatus status = look(path);
        Directory found{.kind = status.kind, .reason = status.reason, .scope = {}};
        if (found.kind == PathStatus::Kind::File || found.kind == PathStatus::Kind::Skipped)
            found.kind = PathStatus::Kind::Missing; // nothing can lie below a file or a link
        if (found.kind != PathStatus::Kind::Directory)
            return found;
        const int fd = open(path);
        if (fd >= 0) {
            found.scope = directory(path.first(std::max<qsizetype>(path.lastIndexOf('/'), 0)))
                              .scope.enter(fd, path, {});
        } else {
            found.kind = meansMissing(errno) ? PathStatus::Kind::Missing : PathStatus::Kind::Unreadable;
            found.reason = unreadableReason(errno);
        }
        return found;
    }

    const WalkOptions &m_options;
    Descriptor m_root;
    Descriptor m_last;
    QByteArray m_lastPath;
    QHash<QByteArray, Directory> m_known;
};

} // namespace

Result<std::vector<PathStatus>> statPaths(const WalkOptions &options, const QList<QByteArray> &paths,
                                          const std::stop_token &stop)
{
    Result<Descriptor> root = openRoot(options);
    if (!root)
        return root.error();
    PathLooker looker(options, *std::move(root));
    std::vector<PathStatus> statuses;
    statuses.reserve(std::size_t(paths.size()));
    for (const QByteArray &path : paths) {
        if (stop.stop_requested())
            return Error{Error::Kind::Cancelled, u"The look at the changed files was stopped."_s};
        statuses.push_back(looker.look(path));
    }
    return statuses;
}

} // namespace vectray
