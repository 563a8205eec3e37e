#pragma once

#include "IgnoreScope.h"

#include <QByteArray>
#include <QHash>
#include <QList>

#include <optional>

namespace vectray {

/// Which directory an inotify watch descriptor stands for. Directories know their parents, so that moving
/// one moves all that is below it. Not thread-safe.
class WatchedDirectories
{
public:
    static constexpr int NoParent = -1;

    struct Place
    {
        int parent = NoParent; ///< the watch of the directory it lies in
        QByteArray name{}; ///< in the parent; empty for the root

        bool operator==(const Place &) const = default;
        friend std::size_t qHash(const Place &place, std::size_t seed = 0)
        {
            return qHashMulti(seed, place.parent, place.name);
        }
    };

    /// Takes note of a watch, also of a known one that has moved. The scope holds inside the directory.
    void put(int watch, const Place &place, const IgnoreScope &scope);
    void remove(int watch);
    void clear();

    bool contains(int watch) const { return m_byWatch.contains(watch); }
    qsizetype size() const { return m_byWatch.size(); }
    int root() const { return at({}); }

    /// The watch of a directory, or NoParent.
    int at(const Place &place) const { return m_byPlace.value(place, NoParent); }

    /// The watch of a directory by its path, or NoParent.
    int find(const QByteArray &path) const;

    /// Relative to the root; nothing if the watch, or a directory above, is unknown.
    std::optional<QByteArray> path(int watch) const;
    IgnoreScope scope(int watch) const { return m_byWatch.value(watch).scope; }

    /// The watch itself and those of all directories below.
    QList<int> tree(int watch) const;

    /// All that were not put since the last call of beginRound().
    void beginRound() { ++m_round; }
    QList<int> leftOver() const;

private:
    struct Directory
    {
        Place place;
        IgnoreScope scope;
        unsigned round = 0;
    };

    QHash<int, Directory> m_byWatch;
    QHash<Place, int> m_byPlace;
    unsigned m_round = 0;
};

} // namespace vectray
