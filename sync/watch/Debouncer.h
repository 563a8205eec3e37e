#pragma once

#include <base/Clock.h>

#include <QHash>
#include <QString>
#include <QStringList>

#include <optional>

namespace vectray {

/// Holds back paths until they have been quiet for a while, but never longer than five times that, so that
/// a steady stream of saves cannot starve them. Of a burst some path is due at any moment: then those of a quarter
/// of a second are released together, so that a checkout is a few syncs and not hundreds.
///
/// Pure bookkeeping: it owns no timer and never looks at the disk. Its memory is bounded: of very many
/// pending paths only their directories are remembered, and of too many of those only that everything may
/// have changed (the empty path). Not thread-safe.
class Debouncer
{
public:
    struct Timing
    {
        std::chrono::milliseconds quiet{2000};
        int limit = 5; ///< quiet periods that a path waits at most
        qsizetype mostPaths = 4096; ///< above, directories take the place of their files
        qsizetype burst = 64; ///< so many paths at once are one
        std::chrono::milliseconds grain{250}; ///< what is due within this time in a burst is released together
    };

    explicit Debouncer(Timing timing, Clock clock = steadyNow);

    /// A relative path; empty for the folder itself.
    void touch(const QString &path);

    /// Somebody waits for what is held back now: it is due as soon as it has been quiet for \a quiet.
    void hurry(std::chrono::milliseconds quiet);

    /// Removes and returns the paths that are due now, sorted, without those below another one of them.
    QStringList takeDue();

    /// When takeDue() is next worth calling, or nothing if no path is waiting.
    std::optional<Instant> nextDue() const;

    qsizetype pending() const { return m_pending.size(); }

private:
    struct Pending
    {
        Instant first;
        Instant due;
    };
    using Table = QHash<QString, Pending>;

    QString standIn(const QString &path) const;
    void merge(const QString &path, Pending pending);
    void collapse();

    Timing m_timing;
    Clock m_clock;
    Table m_pending;
    enum class Detail { Paths, Directories, Nothing } m_detail = Detail::Paths;
    bool m_inBurst = false; ///< until nothing waits any more
};

} // namespace vectray
