#pragma once

#include "AllowanceBucket.h"
#include "ProviderCodec.h"

#include <domain/EmbeddingServiceState.h>

#include <functional>
#include <mutex>
#include <stop_token>

namespace vectray {

/// What may be asked of a service; 0: not known. What its answers tell is believed.
struct RateLimits
{
    double requestsPerMinute = 0;
    double tokensPerMinute = 0;
};

/// The time, and how to let it pass: until it is over or a stop is requested.
struct Timing
{
    Clock now = steadyNow;
    std::function<void(std::chrono::milliseconds, std::stop_token)> pause;
    std::function<double()> random; ///< 0 … 1

    static Timing real();
};

/// Decides when a service may be asked: within its limits, not before the time it asked for, less and less
/// often while it fails, and not at all while it rejects us. Safe to use from many threads.
class RateGovernor
{
    Q_DISABLE_COPY_MOVE(RateGovernor)

public:
    static constexpr int FailuresUntilOpen = 5; ///< in a row; then it is left alone for a while
    static constexpr std::chrono::seconds FirstOpen{10};
    static constexpr std::chrono::minutes LastOpen{5};
    static constexpr std::chrono::minutes RejectedFor{5}; ///< until somebody may have changed something

    RateGovernor(RateLimits limits, Timing timing);

    /// Waits until a call of about \a tokens may be made, but not longer than \a patience. Unavailable with a
    /// sentence if it may not; Cancelled.
    Done admit(std::int64_t tokens, std::chrono::milliseconds patience, const std::stop_token &stop);

    void onAnswer(const HttpAnswer &answer); ///< one of success
    void onFailure(const ProviderFailure &failure);
    void learn(const HttpAnswer &answer); ///< the limits that any answer tells

    /// How long to wait before trying again for the \a attempt th time, from 0: 0.5 s, doubled each time up
    /// to 30 s, a quarter of it by chance; as long as the service asked, if it did.
    std::chrono::milliseconds backOff(int attempt, const ProviderFailure &failure) const;

    struct State
    {
        EmbeddingServiceState::Kind kind = EmbeddingServiceState::Kind::Ready;
        QString reason;
        std::chrono::milliseconds left{0}; ///< until the next try
    };
    State state() const;
    const Timing &timing() const { return m_timing; }

private:
    std::chrono::milliseconds waitLocked(double tokens, Instant now);

    Timing m_timing;
    mutable std::mutex m_mutex;
    AllowanceBucket m_requests;
    AllowanceBucket m_tokens;
    State m_trouble; ///< kind Ready: none
    Instant m_blockedUntil; ///< Paused: ready again then; Away, Rejected: one may try then
    bool m_isProbing = false; ///< one call was let through to see whether it works again
    int m_failures = 0; ///< in a row
    int m_openings = 0; ///< in a row
};

/// "1s", "6m0s", "120ms", "1.5": as rate limit headers have it.
std::optional<std::chrono::milliseconds> durationOf(QByteArrayView text);

} // namespace vectray
