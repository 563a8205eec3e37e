#include "TreeSnapshot.h"

#include "EntryCheck.h"
#include "OpenDirectory.h"

#include <base/Clock.h>
#include <domain/FileRecord.h>

#include <fcntl.h>

#include <algorithm>

namespace vectray {

namespace {

constexpr int DeepestLevel = 256; // as of a walk
constexpr std::int64_t SecondNs = 1'000'000'000;

std::uint64_t mix(std::uint64_t state, std::uint64_t value)
{
    state = (state ^ value) * 0x9E3779B97F4A7C15U;
    return state ^ (state >> 32);
}

/// Whether the file may yet change without its stat showing it.
bool tooFresh(const FileStat &stat)
{
    // Whole seconds are the mark of a file system that knows no smaller ones (FAT counts in twos).
    const std::int64_t window = stat.mtimeNs % SecondNs == 0 ? 2 * SecondNs : FileRecord::RacyWindowNs;
    return FileRecord::touchedAround(stat, wallNowNs(), window);
}

std::uint64_t fingerprint(const struct stat &found)
{
    if (S_ISDIR(found.st_mode)) // what is in it is seen there; becoming readable is seen here
        return mix(mix(mix(1, found.st_ino), found.st_dev), found.st_mode) | 1;
    const FileStat stat = fileStat(found);
    if (tooFresh(stat))
        return 0;
    std::uint64_t print = mix(mix(2, stat.inode), found.st_mode & S_IFMT);
    for (const std::int64_t value : {stat.size, stat.mtimeNs, stat.ctimeNs})
        print = mix(print, std::uint64_t(value));
    return print | 1;
}

QByteArray join(const QByteArray &directory, const char *name)
{
    QByteArray path = directory;
    if (!path.isEmpty())
        path.append('/');
    return path.append(name);
}

} // namespace

struct TreeSnapshot::Visit
{
    Changes *changes = nullptr;
    IgnoreScope scope{}; ///< of the directory itself if it is the first one, else of its parent
    Depth depth = Depth::Tree;
    int level = 0;
    bool isNew = false; ///< told as a whole, so nothing in it is told
};

TreeSnapshot::Changes TreeSnapshot::refresh(int directory, const QByteArray &path, const IgnoreScope &scope,
                                            Depth depth)
{
    Changes changes;
    look(directory, path, {.changes = &changes, .scope = scope, .depth = depth});
    return changes;
}

void TreeSnapshot::look(int directory, const QByteArray &path, const Visit &visit)
{
    Level now;
    IgnoreScope::Marks marks = IgnoreScope::Marks::none();
    if (!list(directory, now, marks))
        return;
    now.scope = visit.level == 0 ? visit.scope : visit.scope.enter(directory, path, marks);
    keepUnignored(directory, path, now);
    const QList<QByteArray> fresh = compare(path, now, visit);

    QList<QByteArray> inside;
    if (visit.depth == Depth::Tree && !visit.isNew) {
        for (const Entry &entry : now.entries) {
            if (entry.isDirectory && !fresh.contains(now.name(entry)))
                inside.append(now.name(entry));
        }
    }
    const IgnoreScope scope = now.scope;
    m_levels.insert(path, std::move(now));
    if (visit.level == DeepestLevel)
        return;
    const auto enter = [&](const QByteArray &name, bool isNew) {
        if (const Descriptor child = openDirectory(directory, name.constData()))
            look(child.get(), join(path, name.constData()),
                 {visit.changes, scope, visit.depth, visit.level + 1, isNew});
    };
    for (const QByteArray &name : fresh)
        enter(name, true);
    for (const QByteArray &name : std::as_const(inside))
        enter(name, false);
}

bool TreeSnapshot::list(int directory, Level &level, IgnoreScope::Marks &marks)
{
    if (::lseek(directory, 0, SEEK_SET) < 0)
        return false;
    const int error = m_listing.read(directory, [&](const char *name, unsigned char) {
        level.entries.push_back({.name = std::uint32_t(level.names.size())});
        level.names.append(name, qsizetype(std::strlen(name)) + 1);
        marks.see(name);
    });
    level.names.squeeze();
    return error == 0;
}

void TreeSnapshot::keepUnignored(int directory, const QByteArray &path, Level &level) const
{
    std::erase_if(level.entries, [&](Entry &entry) {
        struct stat found = {};
        if (::fstatat(directory, level.name(entry), &found, AT_SYMLINK_NOFOLLOW) != 0)
            return true;
        entry.isDirectory = S_ISDIR(found.st_mode);
        const QByteArray whole = join(path, level.name(entry));
        if (level.scope.ignores(whole, entry.isDirectory) && !IgnoreRules::isIgnoreFile(whole))
            return true;
        entry.print = fingerprint(found);
        return false;
    });
    level.entries.shrink_to_fit();
    std::ranges::sort(level.entries, [&](const Entry &a, const Entry &b) {
        return std::strcmp(level.name(a), level.name(b)) < 0;
    });
}

/// Tells the differences. Returns the directories whose content is to be looked at as new.
QList<QByteArray> TreeSnapshot::compare(const QByteArray &path, const Level &now, const Visit &visit)
{
    const Level before = m_levels.take(path);
    QList<QByteArray> fresh;
    const auto tell = [&](const char *name) {
        if (!visit.isNew)
            visit.changes->touched.append(join(path, name));
    };
    const auto gone = [&](const Entry &entry) {
        const QByteArray whole = join(path, before.name(entry));
        if (m_newcomers == Newcomers::Collect) {
            visit.changes->gone.append(whole);
            if (entry.isDirectory)
                collectInside(whole, visit.changes->gone);
        }
        if (entry.isDirectory)
            forget(whole);
    };
    const auto come = [&](const Entry &entry) {
        if (entry.isDirectory)
            fresh.append(now.name(entry));
        if (m_newcomers == Newcomers::Collect)
            (entry.isDirectory ? visit.changes->directories : visit.changes->files)
                .append(join(path, now.name(entry)));
    };

    auto old = before.entries.begin();
    for (const Entry &entry : now.entries) {
        int order = 1;
        for (; old != before.entries.end() && (order = std::strcmp(before.name(*old), now.name(entry))) < 0;
             ++old) {
            tell(before.name(*old));
            gone(*old);
        }
        const bool known = old != before.entries.end() && order == 0;
        if (!known || entry.print != old->print || entry.print == 0) {
            tell(now.name(entry));
            if (known)
                gone(*old);
            come(entry);
        }
        old += known ? 1 : 0;
    }
    for (; old != before.entries.end(); ++old) {
        tell(before.name(*old));
        gone(*old);
    }
    return fresh;
}

void TreeSnapshot::collectInside(const QByteArray &directory, QList<QByteArray> &paths) const
{
    const auto level = m_levels.constFind(directory);
    if (level == m_levels.cend())
        return;
    for (const Entry &entry : level->entries) {
        const QByteArray path = join(directory, level->name(entry));
        paths.append(path);
        if (entry.isDirectory)
            collectInside(path, paths);
    }
}

void TreeSnapshot::forget(const QByteArray &directory)
{
    const QByteArray below = directory + '/';
    m_levels.removeIf([&](const QHash<QByteArray, Level>::iterator level) {
        return level.key() == directory || level.key().startsWith(below);
    });
}

} // namespace vectray
