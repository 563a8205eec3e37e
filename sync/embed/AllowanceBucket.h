#pragma once

#include <base/Clock.h>

#include <algorithm>

namespace vectray {

/// So much a minute, of which a quarter may come at once: a token bucket. A single demand may be more than it
/// holds; then it goes into debt. One thread at a time.
class AllowanceBucket
{
public:
    /// \a perMinute 0: without limit.
    AllowanceBucket(double perMinute, Instant now)
        : m_perMinute(perMinute)
        , m_level(perMinute / BurstShare)
        , m_at(now)
    {}

    /// How long until \a amount can be taken.
    std::chrono::milliseconds waitFor(double amount, Instant now)
    {
        if (m_perMinute <= 0)
            return {};
        fill(now);
        const double wanted = std::min(amount, m_perMinute / BurstShare);
        if (m_level >= wanted)
            return {};
        return std::chrono::milliseconds(std::int64_t((wanted - m_level) / m_perMinute * 60'000) + 1);
    }
    void take(double amount) { m_level -= amount; }

    /// A limit that was learnt; keeps the share that is left.
    void setLimit(double perMinute, Instant now)
    {
        fill(now);
        m_level = m_perMinute > 0 ? m_level * perMinute / m_perMinute : perMinute / BurstShare;
        m_perMinute = perMinute;
    }
    double limit() const { return m_perMinute; }

private:
    static constexpr double BurstShare = 4;

    void fill(Instant now)
    {
        const std::chrono::duration<double> passed = now - m_at;
        m_at = now;
        m_level = std::min(m_perMinute / BurstShare, m_level + passed.count() * m_perMinute / 60);
    }

    double m_perMinute;
    double m_level;
    Instant m_at;
};

} // namespace vectray
