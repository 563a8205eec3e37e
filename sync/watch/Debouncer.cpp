#include "Debouncer.h"

#include <QSet>

#include <algorithm>

namespace vectray {

namespace {

QString parentOf(const QString &path)
{
    return path.left(std::max<qsizetype>(path.lastIndexOf(u'/'), 0));
}

/// Whether the set holds a directory above the path.
bool covered(const QSet<QString> &paths, const QString &path)
{
    for (QString above = path; !above.isEmpty();) {
        above = parentOf(above);
        if (paths.contains(above))
            return true;
    }
    return false;
}

} // namespace

Debouncer::Debouncer(Timing timing, Clock clock) : m_timing(timing), m_clock(std::move(clock)) {}

void Debouncer::touch(const QString &path)
{
    const Instant now = m_clock();
    merge(standIn(path), {.first = now, .due = now + m_timing.quiet});
    while (m_pending.size() > m_timing.mostPaths && m_detail != Detail::Nothing)
        collapse();
    m_inBurst |= m_pending.size() >= m_timing.burst;
}

void Debouncer::hurry(std::chrono::milliseconds quiet)
{
    for (Pending &pending : m_pending)
        pending.due = std::min(pending.due, pending.due - m_timing.quiet + quiet);
}

QStringList Debouncer::takeDue()
{
    const Instant now = m_clock();
    QSet<QString> due;
    m_pending.removeIf([&](Table::iterator pending) {
        if (pending->due > now)
            return false;
        due.insert(pending.key());
        return true;
    });
    if (m_pending.isEmpty()) {
        m_detail = Detail::Paths;
        m_inBurst = false;
    }

    QStringList paths;
    for (const QString &path : std::as_const(due)) {
        if (!covered(due, path))
            paths.append(path);
    }
    paths.sort();
    return paths;
}

std::optional<Instant> Debouncer::nextDue() const
{
    const auto next = std::ranges::min_element(m_pending, {}, &Pending::due);
    if (next == m_pending.cend())
        return std::nullopt;
    return m_inBurst ? next->due + m_timing.grain : next->due;
}

QString Debouncer::standIn(const QString &path) const
{
    switch (m_detail) {
    case Detail::Paths:
        return path;
    case Detail::Directories:
        // What lies at the top stays itself: its directory would be everything.
        return path.contains(u'/') ? parentOf(path) : path;
    case Detail::Nothing:
        return {};
    }
    return {};
}

void Debouncer::merge(const QString &path, Pending pending)
{
    auto known = m_pending.find(path);
    if (known == m_pending.end())
        known = m_pending.insert(path, pending);
    known->first = std::min(known->first, pending.first);
    known->due = std::min(std::max(known->due, pending.due), known->first + m_timing.limit * m_timing.quiet);
}

void Debouncer::collapse()
{
    m_detail = m_detail == Detail::Paths ? Detail::Directories : Detail::Nothing;
    const Table detailed = std::exchange(m_pending, {});
    for (auto pending = detailed.cbegin(); pending != detailed.cend(); ++pending)
        merge(standIn(pending.key()), *pending);
}

} // namespace vectray
