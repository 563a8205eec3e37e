#include "ParentWatch.h"

#include <QSocketNotifier>

#include <fcntl.h>
#include <signal.h>
#include <sys/prctl.h>
#include <unistd.h>

#include <array>
#include <memory>

namespace vectray {

namespace {

constexpr std::chrono::milliseconds PollInterval{1000};
int wakeUp = -1; ///< the end of the pipe that the signal handler writes to

void onSignal(int)
{
    const char byte = 0;
    (void)!::write(wakeUp, &byte, 1);
}

} // namespace

ParentWatch::ParentWatch() : m_parent(::getppid())
{
    connect(&m_poll, &QTimer::timeout, this, &ParentWatch::check);
    m_poll.start(PollInterval);

    std::array<int, 2> ends{-1, -1};
    if (::pipe2(ends.data(), O_CLOEXEC | O_NONBLOCK) != 0)
        return; // the timer is left
    wakeUp = ends[1];
    auto *notifier = std::make_unique<QSocketNotifier>(ends[0], QSocketNotifier::Read).release();
    notifier->setParent(this);
    connect(notifier, &QSocketNotifier::activated, this, [this, readEnd = ends[0]] {
        std::array<char, 16> bytes{};
        while (::read(readEnd, bytes.data(), bytes.size()) > 0) {}
        check();
    });
    struct sigaction action = {};
    action.sa_handler = onSignal;
    action.sa_flags = SA_RESTART;
    ::sigaction(SIGUSR1, &action, nullptr);
    // Not SIGTERM: the kernel sends it when the thread that started us ends, which clients with a pool of
    // threads do all the time. Whether the process is gone shows in who our parent is then.
    ::prctl(PR_SET_PDEATHSIG, SIGUSR1);
}

ParentWatch::~ParentWatch()
{
    ::prctl(PR_SET_PDEATHSIG, 0);
    ::signal(SIGUSR1, SIG_IGN);
}

void ParentWatch::check()
{
    if (::getppid() == m_parent)
        return;
    m_poll.stop();
    Q_EMIT parentDied();
}

} // namespace vectray
