#pragma once

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstddef>

namespace vectray {

/// How many things to do at a time, by how long it takes: a quarter where it takes too long, twice as many where it is
/// quick. Safe to use from many threads.
class AdaptiveSize
{
public:
    struct Limits
    {
        std::size_t first = 1;
        std::size_t most = 1;
        std::chrono::milliseconds quick{0}; ///< what took less may be more
        std::chrono::milliseconds slow{0}; ///< what took more is to be less
    };

    explicit AdaptiveSize(const Limits &limits) : m_limits(limits), m_size(limits.first) {}

    std::size_t size() const { return m_size; }

    /// So many took so long. Whoever did fewer than size() proves nothing about more.
    void took(std::size_t count, std::chrono::milliseconds time)
    {
        const std::size_t now = m_size;
        if (time > m_limits.slow)
            m_size = std::min(now, std::max<std::size_t>(count / 4, 1));
        else if (time < m_limits.quick && count >= now)
            m_size = std::min(now * 2, m_limits.most);
    }

private:
    Limits m_limits;
    std::atomic<std::size_t> m_size;
};

} // namespace vectray
