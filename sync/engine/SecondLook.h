#pragma once

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <stop_token>
#include <utility>

namespace vectray {

/// The wait before a deletion of many files is looked at again. Safe to use from many threads.
class SecondLook
{
public:
    /// Before it is told that there is something to look at again.
    void arm()
    {
        const std::scoped_lock lock(m_mutex);
        m_wanted = false;
    }

    /// Until the time is over, a stop is requested, or somebody has wanted the look since arm().
    void wait(std::chrono::milliseconds time, std::stop_token stop)
    {
        std::unique_lock lock(m_mutex);
        m_wake.wait_for(lock, std::move(stop), time, [this] { return m_wanted; });
    }

    /// Ends the wait, if there is one.
    void now()
    {
        const std::scoped_lock lock(m_mutex);
        m_wanted = true;
        m_wake.notify_all();
    }

private:
    std::mutex m_mutex;
    std::condition_variable_any m_wake;
    bool m_wanted = false;
};

} // namespace vectray
