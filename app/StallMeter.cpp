#include "StallMeter.h"

#include <algorithm>

namespace vectray {

bool StallMeter::add(Duration took)
{
    ++m_events;
    m_longest = std::max(m_longest, took);
    const bool stall = took > Limit;
    m_stalls += stall ? 1 : 0;
    return stall;
}

} // namespace vectray
