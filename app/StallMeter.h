#pragma once

#include <QtGlobal>

#include <chrono>

namespace vectray {

/// How long single events keep a thread from everything else. Counts what takes longer than people can bear
/// without noticing, 50 ms.
class StallMeter
{
public:
    using Duration = std::chrono::steady_clock::duration;

    static constexpr std::chrono::milliseconds Limit{50};

    /// Counts an event; true if it was a stall.
    bool add(Duration took);

    qint64 events() const { return m_events; }
    qint64 stalls() const { return m_stalls; }
    Duration longest() const { return m_longest; }

private:
    qint64 m_events = 0;
    qint64 m_stalls = 0;
    Duration m_longest{0};
};

} // namespace vectray
