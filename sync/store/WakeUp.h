#pragma once

#include <QtGlobal>

#include <sys/eventfd.h>
#include <unistd.h>

namespace vectray {

/// Wakes a thread that sleeps in poll(). Any thread may call wake().
class WakeUp
{
    Q_DISABLE_COPY_MOVE(WakeUp)

public:
    WakeUp() : m_descriptor(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)) {}
    ~WakeUp() { ::close(m_descriptor); }

    int descriptor() const { return m_descriptor; } ///< readable once it was woken
    void wake() const
    {
        const eventfd_t one = 1;
        ::eventfd_write(m_descriptor, one);
    }
    void clear() const
    {
        eventfd_t count = 0;
        ::eventfd_read(m_descriptor, &count);
    }

private:
    int m_descriptor;
};

} // namespace vectray
