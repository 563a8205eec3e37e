#include "ProgressEstimate.h"

#include <algorithm>

namespace vectray {

using namespace std::chrono_literals;
using std::chrono::seconds;

void ProgressEstimate::update(std::int64_t current, std::int64_t total, Instant now)
{
    if (total <= 0 || total != m_total || current < m_current)
        return restart(current, total, now);

    m_current = current;
    const auto elapsed = now - m_start;
    const std::int64_t done = current - m_first;
    if (elapsed < 10s || done <= 0 || done * 20 < total - m_first)
        return;

    const double rate = std::chrono::duration<double>(elapsed).count() / double(done);
    const seconds fresh(std::int64_t(rate * double(total - current)));
    if (!m_left) {
        m_left = fresh;
    } else {
        const seconds expected = *m_left - std::chrono::duration_cast<seconds>(now - m_saidAt);
        if (fresh > *m_left * 3 / 2 + 10s)
            return restart(current, total, now); // it was wrong: say nothing until we know better
        m_left = std::min(*m_left, std::max(fresh, expected));
    }
    m_saidAt = now;
}

void ProgressEstimate::restart(std::int64_t current, std::int64_t total, Instant now)
{
    *this = {};
    m_start = now;
    m_first = m_current = current;
    m_total = total;
}

} // namespace vectray
