#include "UnixSignals.h"

#include <csignal>
#include <sys/signalfd.h>
#include <unistd.h>

namespace vectray {

UnixSignals::UnixSignals()
{
    // Blocked before any thread is made, so that all inherit it and only the descriptor gets them.
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGTERM);
    sigaddset(&set, SIGINT);
    pthread_sigmask(SIG_BLOCK, &set, nullptr);
    m_descriptor = ::signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK);
    m_notifier = std::make_unique<QSocketNotifier>(m_descriptor, QSocketNotifier::Read);
    connect(m_notifier.get(), &QSocketNotifier::activated, this, [this] {
        signalfd_siginfo info = {};
        if (::read(m_descriptor, &info, sizeof info) != sizeof info)
            return;
        sigset_t again; // from here on the usual action, which is to end
        sigemptyset(&again);
        sigaddset(&again, SIGTERM);
        sigaddset(&again, SIGINT);
        pthread_sigmask(SIG_UNBLOCK, &again, nullptr);
        Q_EMIT endRequested();
    });
}

UnixSignals::~UnixSignals()
{
    m_notifier.reset();
    ::close(m_descriptor);
}

} // namespace vectray
