#include "WalkLevel.h"

#include "DisplayPath.h"
#include "EntryCheck.h"

#include <QDateTime>

#include <fcntl.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

namespace vectray {

namespace {

void note(Walk &walk, FileProblem::Kind kind, const QByteArray &path, const QString &reason)
{
    walk.problems.append({.kind = kind,
                          .path = displayPath(path),
                          .reason = reason,
                          .since = QDateTime::currentDateTimeUtc()});
}

/// So that files come out sorted by their whole paths, a directory counts with its slash.
void sortByPath(WalkLevel &level)
{
    std::ranges::sort(level.items, [&](const WalkLevel::Item &a, const WalkLevel::Item &b) {
        const std::uint32_t shared = std::min(a.length, b.length);
        const int order = std::memcmp(level.name(a), level.name(b), shared);
        if (order != 0)
            return order < 0;
        const auto after = [&](const WalkLevel::Item &item) {
            return item.length > shared ? int(std::uint8_t(level.name(item)[shared]))
                : item.type == DT_DIR   ? int('/')
                                        : -1;
        };
        return after(a) < after(b);
    });
}

} // namespace

void appendName(QByteArray &path, const char *name, std::size_t length)
{
    if (!path.isEmpty())
        path.append('/');
    path.append(name, qsizetype(length));
}

std::shared_ptr<const WalkLevel> LevelReader::read(WalkLevel level, Walk &walk)
{
    ++walk.directories;
    const IgnoreScope::Marks marks = list(level, walk);
    if (level.depth > 0)
        level.scope = level.scope.enter(level.directory.get(), level.path, marks);
    m_path = level.path;
    std::erase_if(level.items, [&](WalkLevel::Item &item) {
        const char *const name = level.name(item);
        appendName(m_path, name, item.length);
        const bool stays = check({.directory = level.directory.get(), .name = name, .path = m_path}, level.scope, item, walk);
        m_path.truncate(level.path.size());
        return !stays;
    });
    sortByPath(level);
    for (std::size_t i = 0; i < level.items.size(); ++i) {
        if (level.items[i].type == DT_DIR)
            level.directories.push_back(i);
    }
    return std::make_shared<const WalkLevel>(std::move(level));
}

IgnoreScope::Marks LevelReader::list(WalkLevel &level, Walk &walk)
{
    IgnoreScope::Marks marks = IgnoreScope::Marks::none();
    const int error = m_listing.read(level.directory.get(), [&](const char *name, unsigned char type) {
        const std::size_t length = std::strlen(name);
        level.items.push_back({std::uint32_t(level.names.size()), std::uint32_t(length), type, {}});
        level.names.append(name, length + 1);
        marks.see(QByteArrayView(name, qsizetype(length)));
    });
    if (error != 0)
        fail(walk, level.path, error); // what was listed so far is still true
    return marks;
}

/// Whether the entry is a file to be told, which then has its stat, or a directory to enter.
bool LevelReader::check(FoundEntry entry, const IgnoreScope &scope, WalkLevel::Item &item, Walk &walk)
{
    bool looked = false;
    if (item.type == DT_UNKNOWN) {
        looked = look(entry, walk);
        if (!looked)
            return false;
        item.type = S_ISDIR(entry.stat.st_mode) ? DT_DIR : DT_REG;
    }
    if (scope.ignores(m_path, item.type == DT_DIR)) {
        ++walk.ignored;
        return false;
    }
    if (item.type == DT_DIR && QByteArrayView(entry.name).isValidUtf8())
        return true;
    if (!looked && !look(entry, walk))
        return false;
    if (const QString reason = reasonToSkip(entry, m_options); !reason.isEmpty()) {
        note(walk, FileProblem::Kind::Skipped, m_path, reason);
        return false;
    }
    item.type = DT_REG;
    item.stat = fileStat(entry.stat);
    return true;
}

bool LevelReader::look(FoundEntry &entry, Walk &walk) const
{
    if (::fstatat(entry.directory, entry.name, &entry.stat, AT_SYMLINK_NOFOLLOW) == 0)
        return true;
    if (!meansMissing(errno))
        fail(walk, m_path, errno);
    return false;
}

void LevelReader::fail(Walk &walk, const QByteArray &path, int error)
{
    if (walk.unreadable.isEmpty() || walk.unreadable.last() != path) {
        walk.unreadable.append(path);
        note(walk, FileProblem::Kind::Failed, path, unreadableReason(error));
    }
}

} // namespace vectray
