#include "WalkParts.h"

#include <QThreadPool>

namespace vectray {

WalkParts::Part WalkParts::putAfter(Part part)
{
    const std::lock_guard lock(m_mutex);
    return m_parts.emplace(std::next(part));
}

bool WalkParts::start(QThreadPool &pool, std::function<void()> work)
{
    {
        const std::lock_guard lock(m_mutex);
        ++m_open;
    }
    const auto end = [this] {
        const std::lock_guard lock(m_mutex); // held while it notifies: join() may destroy what is notified
        --m_open;
        m_ended.notify_one();
    };
    const bool started = pool.tryStart([end, work = std::move(work)] {
        work();
        end();
    });
    if (!started)
        end();
    return started;
}

Walk WalkParts::join()
{
    std::unique_lock lock(m_mutex);
    m_ended.wait(lock, [this] { return m_open == 0; });
    Walk whole = std::move(m_parts.front());
    m_parts.pop_front();
    for (const Walk &part : m_parts) {
        whole.files.append(part.files);
        whole.directories += part.directories;
        whole.ignored += part.ignored;
        whole.problems += part.problems;
        whole.unreadable += part.unreadable;
    }
    return whole;
}

} // namespace vectray
