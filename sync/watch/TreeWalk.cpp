#include "TreeWalk.h"

#include "DirectoryListing.h"
#include "DisplayPath.h"
#include "EntryCheck.h"

#include <QDateTime>

#include <fcntl.h>

#include <algorithm>
#include <cerrno>
#include <string>

namespace vectray {

using namespace Qt::Literals::StringLiterals;

namespace {

/// Every level holds a descriptor open, and a process may have 1,024 of them.
constexpr int DeepestLevel = 256;

class Walker
{
public:
    Walker(const WalkOptions &options, std::stop_token stop) : m_options(options), m_stop(std::move(stop)) {}

    Result<Walk> run()
    {
        Result<Descriptor> root = openRoot(m_options);
        if (!root)
            return root.error();
        m_walk.root = identityOf(root->get());
        Descriptor directory = *std::move(root);
        IgnoreScope scope = m_options.rules ? m_options.rules->scope() : IgnoreScope();
        if (!descend(directory, scope))
            return std::move(m_walk);
        visit(directory.get(), scope, 0);
        if (m_stop.stop_requested())
            return Error{Error::Kind::Cancelled, u"The walk was stopped."_s};
        return std::move(m_walk);
    }

private:
    struct Item
    {
        std::uint32_t name = 0; ///< offset in Level::names, where it ends with a NUL
        std::uint32_t length = 0;
        unsigned char type = DT_UNKNOWN;
        FileStat stat;
    };
    struct Level
    {
        std::string names;
        std::vector<Item> items;
        IgnoreScope::Marks marks = IgnoreScope::Marks::none();

        const char *name(const Item &item) const { return names.data() + item.name; }
    };

    /// To the directory that the walk begins with. False if it is ignored, gone or unreadable.
    bool descend(Descriptor &directory, IgnoreScope &scope)
    {
        QByteArrayView rest = m_options.below;
        while (!rest.isEmpty()) {
            const qsizetype slash = rest.indexOf('/');
            const QByteArray name = (slash < 0 ? rest : rest.first(slash)).toByteArray();
            rest = slash < 0 ? QByteArrayView() : rest.sliced(slash + 1);
            if (name.isEmpty() || name == "." || name == "..")
                continue;
            appendName(name.constData(), std::size_t(name.size()));
            if (scope.ignores(m_path, true)) {
                ++m_walk.ignored;
                return false;
            }
            directory = openDirectory(directory.get(), name.constData());
            if (!directory) {
                if (!meansMissing(errno))
                    fail(errno);
                return false;
            }
            scope = scope.enter(directory.get(), m_path, {});
        }
        return true;
    }

    void visit(int directory, const IgnoreScope &outer, int depth)
    {
        if (m_stop.stop_requested())
            return;
        ++m_walk.directories;
        Level level = list(directory);
        // The scope of the directory the walk begins with is known already.
        const IgnoreScope scope = depth == 0 ? outer : outer.enter(directory, m_path, level.marks);
        const qsizetype length = m_path.size();
        std::erase_if(level.items, [&](Item &item) {
            appendName(level.name(item), item.length);
            const bool left =
                !check({.directory = directory, .name = level.name(item), .path = m_path}, scope, item);
            m_path.truncate(length);
            return left;
        });
        sortByPath(level);
        for (const Item &item : level.items) {
            appendName(level.name(item), item.length);
            if (item.type == DT_DIR)
                enter(directory, scope, level.name(item), depth);
            else
                m_walk.files.append(m_path, item.stat);
            m_path.truncate(length);
        }
    }

    Level list(int directory)
    {
        Level level;
        const int error = m_listing.read(directory, [&](const char *name, unsigned char type) {
            const std::size_t length = std::strlen(name);
            level.items.push_back({std::uint32_t(level.names.size()), std::uint32_t(length), type, {}});
            level.names.append(name, length + 1);
            level.marks.see(QByteArrayView(name, qsizetype(length)));
        });
        if (error != 0)
            fail(error); // what was listed so far is still true
        return level;
    }

    /// Whether the entry is a file to be told, which then has its stat, or a directory to enter.
    bool check(FoundEntry entry, const IgnoreScope &scope, Item &item)
    {
        bool looked = false;
        if (item.type == DT_UNKNOWN) {
            looked = look(entry);
            if (!looked)
                return false;
            item.type = S_ISDIR(entry.stat.st_mode) ? DT_DIR : DT_REG;
        }
        if (scope.ignores(m_path, item.type == DT_DIR)) {
            ++m_walk.ignored;
            return false;
        }
        if (item.type == DT_DIR && QByteArrayView(entry.name).isValidUtf8())
            return true;
        if (!looked && !look(entry))
            return false;
        if (const QString reason = reasonToSkip(entry, m_options); !reason.isEmpty()) {
            note(FileProblem::Kind::Skipped, reason);
            return false;
        }
        item.type = DT_REG;
        item.stat = fileStat(entry.stat);
        return true;
    }

    bool look(FoundEntry &entry)
    {
        if (::fstatat(entry.directory, entry.name, &entry.stat, AT_SYMLINK_NOFOLLOW) == 0)
            return true;
        if (!meansMissing(errno))
            fail(errno);
        return false;
    }

    void enter(int parent, const IgnoreScope &scope, const char *name, int depth)
    {
        if (depth == DeepestLevel)
            return fail(ENAMETOOLONG);
        if (const Descriptor directory = openDirectory(parent, name))
            visit(directory.get(), scope, depth + 1);
        else if (!meansMissing(errno))
            fail(errno);
    }

    void appendName(const char *name, std::size_t length)
    {
        if (!m_path.isEmpty())
            m_path.append('/');
        m_path.append(name, qsizetype(length));
    }

    /// So that files come out sorted by their whole paths, a directory counts with its slash.
    static void sortByPath(Level &level)
    {
        std::ranges::sort(level.items, [&](const Item &a, const Item &b) {
            const int order = std::memcmp(level.name(a), level.name(b), std::min(a.length, b.length));
            if (order != 0)
                return order < 0;
            const auto after = [&](const Item &item) {
                const std::uint32_t at = std::min(a.length, b.length);
                return item.length > at   ? int(std::uint8_t(level.name(item)[at]))
                    : item.type == DT_DIR ? int('/')
                                          : -1;
            };
            return after(a) < after(b);
        });
    }

    void note(FileProblem::Kind kind, const QString &reason)
    {
        m_walk.problems.append({.kind = kind,
                                .path = displayPath(m_path),
                                .reason = reason,
                                .since = QDateTime::currentDateTimeUtc()});
    }

    /// The directory at m_path, or what holds the entry at m_path, cannot be read.
    void fail(int error)
    {
        if (m_walk.unreadable.isEmpty() || m_walk.unreadable.last() != m_path) {
            m_walk.unreadable.append(m_path);
            note(FileProblem::Kind::Failed, unreadableReason(error));
        }
    }

    const WalkOptions &m_options;
    std::stop_token m_stop;
    DirectoryListing m_listing;
    QByteArray m_path; ///< of what is being looked at
    Walk m_walk;
};

} // namespace

Result<Walk> walkTree(const WalkOptions &options, const std::stop_token &stop)
{
    return Walker(options, stop).run();
}

} // namespace vectray
