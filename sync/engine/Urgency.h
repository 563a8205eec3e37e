#pragma once

#include <base/Clock.h>

#include <atomic>
#include <chrono>

namespace vectray {

/// How far ahead of others a folder's work goes. Safe to use from any thread.
class Urgency
{
public:
    explicit Urgency(int configured) : m_configured(configured) {}

    /// Somebody asks about the folder: for some minutes it goes ahead of all that nobody asks about.
    void favour() { m_favouredUntil = (steadyNow() + Favoured).time_since_epoch().count(); }

    /// The higher goes first.
    int value() const
    {
        const bool favoured = steadyNow().time_since_epoch().count() < m_favouredUntil;
        return m_configured + (favoured ? AboveAll : 0);
    }

private:
    static constexpr std::chrono::minutes Favoured{10};
    static constexpr int AboveAll = 1000; ///< more than configurations differ by

    const int m_configured;
    std::atomic<Instant::rep> m_favouredUntil = Instant::min().time_since_epoch().count();
};

} // namespace vectray
