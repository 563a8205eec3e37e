#pragma once

#include <embed/RateGovernor.h>

#include <atomic>

namespace vectray::test {

/// Time that passes only when somebody waits for it.
class FakeTime
{
public:
    Timing timing()
    {
        return {.now = [this] { return Instant(std::chrono::milliseconds(m_now.load())); },
                .pause = [this](std::chrono::milliseconds time,
                                const std::stop_token &) { m_now += time.count(); },
                .random = [] { return 0.0; }};
    }
    void pass(std::chrono::milliseconds time) { m_now += time.count(); }
    std::chrono::milliseconds now() const { return std::chrono::milliseconds(m_now.load()) - Begin; }

private:
    static constexpr std::chrono::milliseconds Begin{1'000'000};
    std::atomic<std::int64_t> m_now = Begin.count();
};

} // namespace vectray::test
