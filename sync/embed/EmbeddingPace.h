#pragma once

#include <base/Clock.h>

#include <QtGlobal>

#include <cstdint>
#include <mutex>
#include <optional>

namespace vectray {

/// How fast texts are embedded, measured while it is done: the time during which anything is under way,
/// however much at once, with all that a service makes us wait. Time in which nothing was embedded says
/// nothing. Safe to use from many threads.
class EmbeddingPace
{
    Q_DISABLE_COPY_MOVE(EmbeddingPace)

public:
    /// Of less text the time for one call would be all that is measured.
    static constexpr std::int64_t LeastBytes = 32 * 1024;

    EmbeddingPace() = default;

    void begin(Instant now);
    /// What began is over; \a bytes: of the texts that were embedded.
    void end(Instant now, std::int64_t bytes);

    /// For so much text; nothing before enough has been measured.
    std::optional<std::chrono::milliseconds> timeFor(std::int64_t bytes) const;

private:
    mutable std::mutex m_mutex;
    int m_underWay = 0;
    Instant m_since; ///< is measured from here on, while something is under way
    std::int64_t m_bytes = 0;
    std::chrono::nanoseconds m_time{0};
};

} // namespace vectray
