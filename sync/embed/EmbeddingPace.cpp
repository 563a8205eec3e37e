#include "EmbeddingPace.h"

namespace vectray {

void EmbeddingPace::begin(Instant now)
{
    const std::scoped_lock lock(m_mutex);
    if (m_underWay++ == 0)
        m_since = now;
}

void EmbeddingPace::end(Instant now, std::int64_t bytes)
{
    const std::scoped_lock lock(m_mutex);
    --m_underWay;
    if (bytes > 0) {
        m_bytes += bytes;
        m_time += now - m_since;
    }
    m_since = now;
}

std::optional<std::chrono::milliseconds> EmbeddingPace::timeFor(std::int64_t bytes) const
{
    const std::scoped_lock lock(m_mutex);
    if (m_bytes < LeastBytes)
        return std::nullopt;
    const std::chrono::duration<double> time = m_time * (double(bytes) / double(m_bytes));
    return std::chrono::ceil<std::chrono::milliseconds>(time);
}

} // namespace vectray
