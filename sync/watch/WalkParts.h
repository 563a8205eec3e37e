#pragma once

#include "TreeWalk.h"

#include <condition_variable>
#include <functional>
#include <list>
#include <mutex>

namespace vectray {

/// What several threads found of one folder, in the order of the paths, and who is still looking.
class WalkParts
{
public:
    using Part = std::list<Walk>::iterator; ///< stays true while others are put in; written to by one thread

    /// The part that all begins with.
    Part first() { return m_parts.begin(); }

    /// An empty part straight after another one.
    Part putAfter(Part part);

    /// Runs work on an idle thread of the pool and counts it as open until it ends; false if there is none.
    bool start(QThreadPool &pool, std::function<void()> work);

    /// Waits for all that was started, then puts everything into the first part.
    Walk join();

private:
    std::list<Walk> m_parts{1};
    std::mutex m_mutex; ///< of all below, and of the list's order
    std::condition_variable m_ended;
    int m_open = 0;
};

} // namespace vectray
