#pragma once

#include "Urgency.h"

#include <QtGlobal>

#include <condition_variable>
#include <list>
#include <memory>
#include <mutex>
#include <set>
#include <thread>

namespace vectray {

/// Lets a few of many threads work at a time. Between two pieces of its work a thread gives way, so that all get
/// on: the more urgent before the less urgent ones, equal ones in turn.
class FairTurns
{
    Q_DISABLE_COPY_MOVE(FairTurns)

public:
    explicit FairTurns(int atOnce) : m_free(atOnce) {}

    /// Waits for a turn of the calling thread, which has none.
    void take(std::shared_ptr<const Urgency> urgency);

    /// Lets the next one work if there is one that is not less urgent, and waits for another turn. Does nothing for
    /// a thread without a turn: its work is not of the kind that is shared out.
    void giveWay(const std::shared_ptr<const Urgency> &urgency);

    void giveBack();

    int waiting() const; ///< how many threads have no turn and want one

private:
    struct Waiting
    {
        std::shared_ptr<const Urgency> urgency;
        bool called = false;
    };
    using Line = std::list<Waiting>;

    void wait(std::unique_lock<std::mutex> &lock, std::shared_ptr<const Urgency> urgency);
    Line::iterator next();
    void callNext();

    mutable std::mutex m_mutex;
    std::condition_variable m_called;
    Line m_line; ///< in the order in which they came
    std::set<std::thread::id> m_working;
    int m_free;
};

} // namespace vectray
