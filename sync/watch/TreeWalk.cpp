#include "TreeWalk.h"

#include "EntryCheck.h"
#include "WalkLevel.h"
#include "WalkParts.h"

#include <QThreadPool>

#include <algorithm>
#include <cerrno>

namespace vectray {

using namespace Qt::Literals::StringLiterals;

namespace {

/// Every level holds a descriptor open, in each thread, and a process may have 1,024 of them.
constexpr int DeepestLevel = 256;

/// What all threads of one walk share.
struct Errand
{
    const WalkOptions &options;
    const std::stop_token &stop;
    WalkParts parts{};
};

/// One thread's share of a walk, depth first. While the pool has an idle thread it gives away half of what is left of
/// the outermost directory it is in; what comes after that goes into a part of its own, to keep the order.
class Walker
{
public:
    Walker(Errand &errand, WalkParts::Part part) : m_errand(errand), m_reader(errand.options), m_part(part) {}

    /// The directory that the walk begins with, and all below it.
    void begin(Descriptor root)
    {
        const WalkOptions &options = m_errand.options;
        WalkLevel level{.directory = std::move(root),
                        .path = {},
                        .scope = options.rules ? options.rules->scope() : IgnoreScope()};
        if (descend(level))
            visit(std::move(level));
    }

    /// Some items of a directory, and all below them.
    void walk(std::shared_ptr<const WalkLevel> level, std::size_t begin, std::size_t end)
    {
        Frame frame{.level = std::move(level), .next = begin, .end = end};
        m_frames.push_back(&frame);
        m_path = frame.level->path;
        while (frame.next < frame.end && !m_errand.stop.stop_requested()) {
            const WalkLevel::Item &item = frame.level->items[frame.next++];
            appendName(m_path, frame.level->name(item), item.length);
            if (item.type == DT_DIR) {
                share();
                enter(*frame.level, frame.level->name(item));
            } else {
                m_part->files.add(m_path, {.stat = item.stat});
            }
            m_path.truncate(frame.level->path.size());
        }
        m_frames.pop_back();
        if (frame.after)
            m_part = *frame.after;
    }

private:
    /// A directory this walker is in.
    struct Frame
    {
        std::shared_ptr<const WalkLevel> level;
        std::size_t next = 0;
        std::size_t end = 0; ///< of its own items; what follows was given away
        std::optional<WalkParts::Part> after{}; ///< where to go on behind what was given away
    };

    /// To the directory that the walk begins with. False if it is ignored, gone or unreadable.
    bool descend(WalkLevel &level)
    {
        QByteArrayView rest = m_errand.options.below;
        while (!rest.isEmpty()) {
            const qsizetype slash = rest.indexOf('/');
            const QByteArray name = (slash < 0 ? rest : rest.first(slash)).toByteArray();
            rest = slash < 0 ? QByteArrayView() : rest.sliced(slash + 1);
            if (name.isEmpty() || name == "." || name == "..")
                continue;
            appendName(level.path, name.constData(), std::size_t(name.size()));
            if (level.scope.ignores(level.path, true)) {
                ++m_part->ignored;
                return false;
            }
            level.directory = openDirectory(level.directory.get(), name.constData());
            if (!level.directory) {
                if (!meansMissing(errno))
                    LevelReader::fail(*m_part, level.path, errno);
                return false;
            }
            level.scope = level.scope.enter(level.directory.get(), level.path, {});
        }
        return true;
    }

    void visit(WalkLevel level)
    {
        if (m_errand.stop.stop_requested())
            return;
        auto whole = m_reader.read(std::move(level), *m_part);
        const std::size_t end = whole->items.size();
        walk(std::move(whole), 0, end);
    }

    void enter(const WalkLevel &parent, const char *name)
    {
        if (parent.depth == DeepestLevel)
            return LevelReader::fail(*m_part, m_path, ENAMETOOLONG);
        if (Descriptor directory = openDirectory(parent.directory.get(), name))
            visit({.directory = std::move(directory), .path = m_path, .scope = parent.scope, .depth = parent.depth + 1});
        else if (!meansMissing(errno))
            LevelReader::fail(*m_part, m_path, errno);
    }

    /// Outer directories first: then none that is deeper in has given anything away yet when an outer one does, and
    /// what was given away follows straight after the part that is being written to.
    void share()
    {
        QThreadPool *const helpers = m_errand.options.helpers;
        if (!helpers || helpers->activeThreadCount() >= helpers->maxThreadCount())
            return;
        for (Frame *const frame : m_frames) {
            const auto &directories = frame->level->directories;
            const auto first = std::ranges::lower_bound(directories, frame->next);
            const auto last = std::lower_bound(first, directories.end(), frame->end);
            if (first != last)
                return giveAway(*frame, first[(last - first) / 2], *helpers);
        }
    }

    void giveAway(Frame &frame, std::size_t from, QThreadPool &helpers)
    {
        if (!frame.after)
            frame.after = m_errand.parts.putAfter(m_part);
        const WalkParts::Part part = m_errand.parts.putAfter(m_part);
        const bool given = m_errand.parts.start(
            helpers, [&errand = m_errand, part, level = frame.level, from, end = frame.end] {
                Walker(errand, part).walk(level, from, end);
            });
        if (given)
            frame.end = from;
    }

    Errand &m_errand;
    LevelReader m_reader;
    WalkParts::Part m_part; ///< where to put what is found
    std::vector<Frame *> m_frames; ///< outermost first
    QByteArray m_path; ///< of what is being looked at
};

} // namespace

Result<Walk> walkTree(const WalkOptions &options, const std::stop_token &stop)
{
    Result<Descriptor> root = openRoot(options);
    if (!root)
        return root.error();
    Errand errand{.options = options, .stop = stop};
    errand.parts.first()->root = identityOf(root->get());
    Walker(errand, errand.parts.first()).begin(*std::move(root));
    Walk walk = errand.parts.join();
    if (stop.stop_requested())
        return Error{Error::Kind::Cancelled, u"The walk was stopped."_s};
    return walk;
}

} // namespace vectray
