#include "ServiceManager.h"

#include <base/Logging.h>

#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstddef>
#include <cstring>

namespace vectray {

namespace {

/// How often to say that we are alive: twice as often as the unit wants it; nothing: it does not.
std::chrono::milliseconds interval()
{
    const QByteArray pid = qgetenv("WATCHDOG_PID");
    if (!pid.isEmpty() && pid.toLongLong() != ::getpid())
        return {};
    const std::chrono::microseconds wanted(qgetenv("WATCHDOG_USEC").toLongLong());
    return std::chrono::duration_cast<std::chrono::milliseconds>(wanted) / 2;
}

} // namespace

ServiceManager::ServiceManager() : m_socket(qgetenv("NOTIFY_SOCKET"))
{
    connect(&m_alive, &QTimer::timeout, this, [this] { tell("WATCHDOG=1"); });
}

ServiceManager::~ServiceManager()
{
    tell("STOPPING=1");
}

void ServiceManager::ready()
{
    tell("READY=1");
    if (!m_socket.isEmpty() && interval().count() > 0)
        m_alive.start(interval());
}

void ServiceManager::tell(const QByteArray &state) const
{
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    if (m_socket.isEmpty() || std::size_t(m_socket.size()) >= sizeof address.sun_path)
        return;
    std::memcpy(address.sun_path, m_socket.constData(), std::size_t(m_socket.size()));
    if (m_socket.startsWith('@'))
        address.sun_path[0] = '\0'; // no file, but a name of the kernel's
    const auto length = socklen_t(offsetof(sockaddr_un, sun_path) + std::size_t(m_socket.size()));

    const int descriptor = ::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    if (descriptor < 0)
        return;
    const auto *generic = reinterpret_cast<const sockaddr *>(&address); // NOLINT: how it is done
    if (::sendto(descriptor, state.constData(), std::size_t(state.size()), MSG_NOSIGNAL, generic, length) < 0)
        qCWarning(logEngine).nospace() << "service_manager=unreachable errno=" << errno;
    ::close(descriptor);
}

} // namespace vectray
