#include "FairTurns.h"

#include <algorithm>

namespace vectray {

void FairTurns::take(std::shared_ptr<const Urgency> urgency)
{
    std::unique_lock lock(m_mutex);
    wait(lock, std::move(urgency));
    m_working.insert(std::this_thread::get_id());
}

void FairTurns::giveWay(const std::shared_ptr<const Urgency> &urgency)
{
    std::unique_lock lock(m_mutex);
    if (!m_working.contains(std::this_thread::get_id()))
        return;
    const auto waiting = next();
    if (waiting == m_line.end() || waiting->urgency->value() < urgency->value())
        return;
    ++m_free;
    wait(lock, urgency);
}

void FairTurns::giveBack()
{
    const std::scoped_lock lock(m_mutex);
    m_working.erase(std::this_thread::get_id());
    ++m_free;
    callNext();
}

int FairTurns::waiting() const
{
    const std::scoped_lock lock(m_mutex);
    return int(std::ranges::count(m_line, false, &Waiting::called));
}

void FairTurns::wait(std::unique_lock<std::mutex> &lock, std::shared_ptr<const Urgency> urgency)
{
    const auto self = m_line.insert(m_line.end(), {.urgency = std::move(urgency)});
    callNext();
    m_called.wait(lock, [self] { return self->called; });
    m_line.erase(self);
}

/// The most urgent of those that were not called yet, the first of equal ones.
FairTurns::Line::iterator FairTurns::next()
{
    auto best = m_line.end();
    for (auto waiting = m_line.begin(); waiting != m_line.end(); ++waiting) {
        if (!waiting->called && (best == m_line.end() || waiting->urgency->value() > best->urgency->value()))
            best = waiting;
    }
    return best;
}

void FairTurns::callNext()
{
    for (auto waiting = next(); m_free > 0 && waiting != m_line.end(); waiting = next()) {
        waiting->called = true;
        --m_free;
    }
    m_called.notify_all();
}

} // namespace vectray
