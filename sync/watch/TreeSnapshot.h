#pragma once

#include "DirectoryListing.h"
#include "IgnoreScope.h"

#include <QByteArray>
#include <QHash>
#include <QList>

#include <cstdint>
#include <vector>

namespace vectray {

/// What a tree looked like, to find out what has changed since: about 12 bytes and the name for every
/// entry that is not ignored. Not thread-safe.
class TreeSnapshot
{
public:
    enum class Depth {
        Tree, ///< all that is below
        Directory, ///< only what is in it, and all that is below what is new
    };

    enum class Newcomers { Leave, Collect };

    /// What a look found. A directory that is new stands for what is in it in `touched`, not in the others.
    struct Changes
    {
        QList<QByteArray> touched; ///< made, changed or gone since the last look
        // Only if newcomers are collected:
        QList<QByteArray> directories; ///< new ones, those below others included
        QList<QByteArray> files; ///< new or changed ones, those in new directories included
        QList<QByteArray>
            gone; ///< entries that are no more, or something else now, those in directories included
    };

    explicit TreeSnapshot(Newcomers newcomers = Newcomers::Leave) : m_newcomers(newcomers) {}

    /// Looks at a directory, given open and by its path relative to the root, and remembers what it sees.
    /// The scope is the one that holds inside it. What cannot be read counts as unchanged.
    Changes refresh(int directory, const QByteArray &path, const IgnoreScope &scope, Depth depth);

    void clear() { m_levels.clear(); }

    /// A directory and all below it.
    void forget(const QByteArray &directory);

    /// The rules inside a directory that was looked at; false if none such.
    bool knows(const QByteArray &directory) const { return m_levels.contains(directory); }
    IgnoreScope scopeOf(const QByteArray &directory) const { return m_levels.value(directory).scope; }

private:
    struct Entry
    {
        std::uint32_t name = 0; ///< offset in Level::names, where it ends with a NUL
        bool isDirectory = false;
        std::uint64_t print = 0; ///< of its stat; 0: too fresh to be trusted
    };
    struct Level
    {
        QByteArray names;
        std::vector<Entry> entries; ///< sorted by name
        IgnoreScope scope;

        const char *name(const Entry &entry) const { return names.constData() + entry.name; }
    };
    struct Visit;

    void look(int directory, const QByteArray &path, const Visit &visit);
    bool list(int directory, Level &level, IgnoreScope::Marks &marks);
    void keepUnignored(int directory, const QByteArray &path, Level &level) const;
    QList<QByteArray> compare(const QByteArray &path, const Level &now, const Visit &visit);

    /// All that is known in a directory and below it.
    void collectInside(const QByteArray &directory, QList<QByteArray> &paths) const;

    Newcomers m_newcomers;
    DirectoryListing m_listing;
    QHash<QByteArray, Level> m_levels; ///< by path; the root's is empty
};

} // namespace vectray
