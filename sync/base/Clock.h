#pragma once

#include <chrono>
#include <functional>

namespace vectray {

using Instant = std::chrono::steady_clock::time_point;

/// Where a class gets the time, so that a test can own it.
using Clock = std::function<Instant()>;

inline Instant steadyNow()
{
    return std::chrono::steady_clock::now();
}

/// Nanoseconds since 1970 UTC, on the clock that file time stamps use.
inline std::int64_t wallNowNs()
{
    using namespace std::chrono;
    return duration_cast<nanoseconds>(system_clock::now().time_since_epoch()).count();
}

} // namespace vectray
