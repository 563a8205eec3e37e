#include "WatchedDirectories.h"

namespace vectray {

namespace {

constexpr int DeepestPath = 4096; // so that even a circle, which there should never be, comes to an end

} // namespace

void WatchedDirectories::put(int watch, const Place &place, const IgnoreScope &scope)
{
    if (const auto known = m_byWatch.constFind(watch); known != m_byWatch.cend() && at(known->place) == watch)
        m_byPlace.remove(known->place);
    m_byWatch.insert(watch, {place, scope, m_round});
    m_byPlace.insert(place, watch);
}

void WatchedDirectories::remove(int watch)
{
    const auto known = m_byWatch.constFind(watch);
    if (known == m_byWatch.cend())
        return;
    if (at(known->place) == watch)
        m_byPlace.remove(known->place);
    m_byWatch.erase(known);
}

void WatchedDirectories::clear()
{
    m_byWatch.clear();
    m_byPlace.clear();
}

int WatchedDirectories::find(const QByteArray &path) const
{
    int watch = root();
    if (path.isEmpty())
        return watch;
    for (const QByteArray &name : path.split('/'))
        watch = watch == NoParent ? NoParent : at({watch, name});
    return watch;
}

std::optional<QByteArray> WatchedDirectories::path(int watch) const
{
    QList<QByteArray> names;
    for (int depth = 0; depth < DeepestPath; ++depth) {
        const auto known = m_byWatch.constFind(watch);
        if (known == m_byWatch.cend())
            return std::nullopt;
        if (known->place.parent == NoParent)
            return names.join('/');
        names.prepend(known->place.name);
        watch = known->place.parent;
    }
    return std::nullopt;
}

QList<int> WatchedDirectories::tree(int watch) const
{
    QList<int> found{watch};
    for (auto known = m_byWatch.cbegin(); known != m_byWatch.cend(); ++known) {
        int above = known->place.parent;
        for (int depth = 0; above != NoParent && above != watch && depth < DeepestPath; ++depth) {
            const auto parent = m_byWatch.constFind(above);
            above = parent == m_byWatch.cend() ? NoParent : parent->place.parent;
        }
        if (above == watch && watch != NoParent)
            found.append(known.key());
    }
    return found;
}

QList<int> WatchedDirectories::leftOver() const
{
    QList<int> found;
    for (auto known = m_byWatch.cbegin(); known != m_byWatch.cend(); ++known) {
        if (known->round != m_round)
            found.append(known.key());
    }
    return found;
}

} // namespace vectray
