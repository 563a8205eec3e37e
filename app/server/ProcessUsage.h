#pragma once

#include <cstdint>

namespace vectray {

/// What this process takes of the machine, from /proc/self. What cannot be read is 0.
struct ProcessUsage
{
    std::int64_t residentBytes = 0;
    double cpuSeconds = 0; ///< user and system, since the start
    double startTimeSeconds = 0; ///< Unix time
    int openDescriptors = 0;
    int threads = 0;

    static ProcessUsage now();
};

} // namespace vectray
