#pragma once

#include "DirectoryListing.h"
#include "IgnoreScope.h"
#include "OpenDirectory.h"
#include "TreeWalk.h"

#include <memory>
#include <string>
#include <vector>

namespace vectray {

struct FoundEntry;

/// What a walk goes on with in one directory. Not changed once it was read, so that several threads may walk what
/// lies below it.
struct WalkLevel
{
    struct Item
    {
        std::uint32_t name = 0; ///< offset in names, where it ends with a NUL
        std::uint32_t length = 0;
        unsigned char type = 0; ///< DT_DIR, a directory to enter, or DT_REG, a file to be told
        FileStat stat{}; ///< only of a file
    };

    Descriptor directory;
    QByteArray path; ///< relative to the root
    IgnoreScope scope; ///< inside the directory
    int depth = 0;
    std::string names{};
    std::vector<Item> items{}; ///< in the order that the paths of all files below them have
    std::vector<std::size_t> directories{}; ///< which of the items are

    const char *name(const Item &item) const { return names.data() + item.name; }
};

/// Reads directories for one thread of a walk.
class LevelReader
{
public:
    explicit LevelReader(const WalkOptions &options) : m_options(options) {}

    /// Lists a directory and looks at what is in it. The level comes with all but its lists; at depth 0 with the scope
    /// that holds inside it, else with its parent's. What is left out or cannot be read is noted in \a walk.
    std::shared_ptr<const WalkLevel> read(WalkLevel level, Walk &walk);

    /// The directory at a path, or what holds the entry at that path, cannot be read.
    static void fail(Walk &walk, const QByteArray &path, int error);

private:
    IgnoreScope::Marks list(WalkLevel &level, Walk &walk);
    bool check(FoundEntry entry, const IgnoreScope &scope, WalkLevel::Item &item, Walk &walk);
    bool look(FoundEntry &entry, Walk &walk) const;

    const WalkOptions &m_options;
    DirectoryListing m_listing;
    QByteArray m_path; ///< of what is being looked at
};

/// Appends a name to a path relative to the root.
void appendName(QByteArray &path, const char *name, std::size_t length);

} // namespace vectray
