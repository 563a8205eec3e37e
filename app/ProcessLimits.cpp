#include "ProcessLimits.h"

#include <sys/resource.h>

#include <algorithm>

namespace vectray {

void raiseDescriptorLimit()
{
    constexpr rlim_t Wanted = 16'384;
    rlimit limit{};
    if (::getrlimit(RLIMIT_NOFILE, &limit) != 0 || limit.rlim_cur >= Wanted)
        return;
    limit.rlim_cur = std::min(Wanted, limit.rlim_max);
    ::setrlimit(RLIMIT_NOFILE, &limit); // refused: then it is as it was
}

} // namespace vectray
