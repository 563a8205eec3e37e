#pragma once

#include <domain/SyncEvent.h>

#include <QHash>
#include <QList>
#include <QObject>
#include <QTimer>

#include <array>
#include <chrono>
#include <deque>
#include <functional>
#include <optional>

namespace vectray {

/// What the program does, as figures over the last hour: one point each Step, for as long as the
/// program runs. Where there was nothing to measure there is no point.
class Measurements : public QObject
{
    Q_OBJECT

public:
    enum class Figure {
        Files, ///< indexed, moved or taken out, a second
        Chunks, ///< added to the index, a second
        SyncTime, ///< seconds that the slowest finished sync of saved files took
        Waiting, ///< changes seen and not yet indexed
        Reused, ///< 0 … 1: chunks that needed no model because their text was embedded before
        IndexSize, ///< bytes
    };
    static constexpr int FigureCount = 6;
    struct Point
    {
        std::chrono::seconds age{0}; ///< before the newest sample
        double value = 0;

        bool operator==(const Point &) const = default;
    };
    using Instant = std::chrono::steady_clock::time_point;
    using Clock = std::function<Instant()>;

    static constexpr std::chrono::seconds Step{5};
    static constexpr std::chrono::seconds Span{3600};

    explicit Measurements(QObject *parent = nullptr, Clock clock = std::chrono::steady_clock::now);

    void record(const SyncEvent &event);
    void setWaiting(std::int64_t changes) { m_waiting = changes; }
    void setIndexSize(std::int64_t bytes) { m_indexSize = bytes; }

    /// Oldest first.
    QList<Point> series(Figure figure) const;
    /// The newest point's value.
    std::optional<double> latest(Figure figure) const;

    /// Takes a sample. Called by itself every Step; by tests when they turned the clock.
    void sample();

Q_SIGNALS:
    void sampled();

private:
    struct Sample
    {
        Instant at{};
        std::array<std::optional<double>, FigureCount> values{};
    };

    void count(const WatchConfig::Key &folder, const SyncStats &soFar);

    Clock m_clock;
    QTimer m_timer;
    std::deque<Sample> m_samples;
    Instant m_lastAt; ///< when the last sample was taken
    QHash<WatchConfig::Key, SyncStats> m_running; ///< what was counted of a sync already
    std::int64_t m_files = 0; ///< these four: since the last sample
    std::int64_t m_chunks = 0;
    std::int64_t m_embedded = 0;
    std::optional<double> m_slowest;
    std::int64_t m_waiting = 0;
    std::optional<std::int64_t> m_indexSize;
};

} // namespace vectray
