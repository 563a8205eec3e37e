#include "Measurements.h"

#include <domain/Overloaded.h>

#include <algorithm>

namespace vectray {

Measurements::Measurements(QObject *parent, Clock clock)
    : QObject(parent)
    , m_clock(std::move(clock))
    , m_lastAt(m_clock())
{
    m_timer.setInterval(Step);
    connect(&m_timer, &QTimer::timeout, this, &Measurements::sample);
    m_timer.start();
}

void Measurements::record(const SyncEvent &event)
{
    std::visit(Overloaded{
                   [&](const FileChanged &) { ++m_files; },
                   [&](const SyncProgressed &e) {
                       if (e.phase == SyncProgressed::Phase::Scanning)
                           m_running.remove(e.folder); // a new sync counts from nought
                       else
                           count(e.folder, e.stats);
                   },
                   [&](const SyncFinished &e) {
                       count(e.folder, e.stats);
                       m_running.remove(e.folder);
                       if (!e.first && e.stats.changedAnything()) {
                           const double seconds = std::chrono::duration<double>(e.stats.duration).count();
                           m_slowest = std::max(m_slowest.value_or(0), seconds);
                       }
                   },
                   [&](const WatchStopped &e) { m_running.remove(e.config.key); },
                   [&](const WatchFailed &e) { m_running.remove(e.config.key); },
                   [](const auto &) {},
               },
               event);
}

void Measurements::count(const WatchConfig::Key &folder, const SyncStats &soFar)
{
    SyncStats &counted = m_running[folder];
    m_chunks += std::max<std::int64_t>(0, soFar.chunksAdded - counted.chunksAdded);
    m_embedded += std::max<std::int64_t>(0, soFar.chunksEmbedded - counted.chunksEmbedded);
    counted = soFar;
}

void Measurements::sample()
{
    const Instant now = m_clock();
    const double seconds = std::chrono::duration<double>(now - m_lastAt).count();
    if (seconds <= 0)
        return;

    Sample sample{.at = now};
    const auto put = [&](Figure figure, std::optional<double> value) {
        sample.values.at(std::size_t(figure)) = value;
    };
    put(Figure::Files, double(m_files) / seconds);
    put(Figure::Chunks, double(m_chunks) / seconds);
    put(Figure::SyncTime, m_slowest);
    put(Figure::Waiting, double(m_waiting));
    if (m_chunks > 0)
        put(Figure::Reused, std::clamp(1 - double(m_embedded) / double(m_chunks), 0.0, 1.0));
    if (m_indexSize)
        put(Figure::IndexSize, double(*m_indexSize));
    m_samples.push_back(sample);
    while (now - m_samples.front().at > Span)
        m_samples.pop_front();

    m_lastAt = now;
    m_files = m_chunks = m_embedded = 0;
    m_slowest.reset();
    Q_EMIT sampled();
}

QList<Measurements::Point> Measurements::series(Figure figure) const
{
    QList<Point> points;
    for (const Sample &sample : m_samples) {
        if (const auto value = sample.values.at(std::size_t(figure)))
            points.append({std::chrono::duration_cast<std::chrono::seconds>(m_lastAt - sample.at), *value});
    }
    return points;
}

std::optional<double> Measurements::latest(Figure figure) const
{
    for (auto sample = m_samples.crbegin(); sample != m_samples.crend(); ++sample) {
        if (const auto value = sample->values.at(std::size_t(figure)))
            return value;
    }
    return {};
}

} // namespace vectray
