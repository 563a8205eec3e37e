#pragma once

#include <base/Clock.h>

#include <algorithm>

namespace vectray {

/// Lets through so many things a second, and a burst of some more. A rate of 0 lets everything through.
class TokenBucket
{
public:
    TokenBucket(double perSecond, double burst) : m_perSecond(perSecond), m_burst(burst), m_tokens(burst) {}

    bool take(Instant now)
    {
        if (!hasAny(now))
            return false;
        m_tokens -= m_perSecond > 0 ? 1 : 0;
        return true;
    }

    /// Whether take() would succeed.
    bool hasAny(Instant now)
    {
        if (m_perSecond <= 0)
            return true;
        const std::chrono::duration<double> passed = now - m_filledAt;
        if (m_filledAt != Instant() && passed.count() > 0)
            m_tokens = std::min(m_burst, m_tokens + passed.count() * m_perSecond);
        m_filledAt = now;
        return m_tokens >= 1;
    }

private:
    double m_perSecond;
    double m_burst;
    double m_tokens;
    Instant m_filledAt;
};

} // namespace vectray
