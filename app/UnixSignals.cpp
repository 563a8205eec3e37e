#include "UnixSignals.h"

#include <sys/eventfd.h>
#include <unistd.h>

#include <csignal>
#include <cstdint>

namespace vectray {

namespace {

int g_descriptor = -1; // for the handler, which can be given nothing

void onSignal(int)
{
    const std::uint64_t one = 1;
    [[maybe_unused]] const auto written = ::write(g_descriptor, &one, sizeof one);
}

} // namespace

UnixSignals::UnixSignals() : m_descriptor(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK))
{
    // Handled and not blocked: threads that a library made before, such as that of X11, do not matter then,
    // and programs that are started from here begin with the usual actions.
    g_descriptor = m_descriptor;
    struct sigaction action = {};
    action.sa_handler = onSignal;
    action.sa_flags = SA_RESTART | int(SA_RESETHAND); // a second one has the usual action, which is to end
    sigemptyset(&action.sa_mask);
    ::sigaction(SIGTERM, &action, nullptr);
    ::sigaction(SIGINT, &action, nullptr);

    m_notifier = std::make_unique<QSocketNotifier>(m_descriptor, QSocketNotifier::Read);
    connect(m_notifier.get(), &QSocketNotifier::activated, this, [this] {
        std::uint64_t count = 0;
        if (::read(m_descriptor, &count, sizeof count) == sizeof count)
            Q_EMIT endRequested();
    });
}

UnixSignals::~UnixSignals()
{
    g_descriptor = -1; // what comes now is too late, and a second one ends the program anyway
    m_notifier.reset();
    ::close(m_descriptor);
}

} // namespace vectray
