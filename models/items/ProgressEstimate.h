#pragma once

#include <chrono>
#include <cstdint>
#include <optional>

namespace vectray {

/// How long a running sync will still take, said only when there is reason to believe it:
/// after 10 s and 5 % of the work. It never goes up; if it would have to, it is withdrawn instead.
class ProgressEstimate
{
public:
    using Instant = std::chrono::steady_clock::time_point;

    /// \a total of 0 means that nothing is running, or that it is not known how much there is.
    void update(std::int64_t current, std::int64_t total, Instant now);
    std::optional<std::chrono::seconds> left() const { return m_left; }

private:
    void restart(std::int64_t current, std::int64_t total, Instant now);

    Instant m_start;
    Instant m_saidAt;
    std::int64_t m_first = 0; ///< done when the estimate began
    std::int64_t m_current = 0;
    std::int64_t m_total = 0;
    std::optional<std::chrono::seconds> m_left;
};

} // namespace vectray
