#include "InotifyReader.h"

#include <poll.h>
#include <sys/eventfd.h>
#include <sys/inotify.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <vector>

namespace vectray {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr std::size_t BufferBytes = 256 << 10;
constexpr qsizetype MostWaitingBytes = 16
    << 20; ///< about 300,000 events; beyond, looking at the disk is cheaper

} // namespace

Result<std::unique_ptr<InotifyReader>> InotifyReader::open(std::function<void()> ready)
{
    Descriptor inotify(::inotify_init1(IN_NONBLOCK | IN_CLOEXEC));
    if (!inotify)
        return Error{Error::Kind::Unavailable, errnoText(errno)};
    Descriptor wake(::eventfd(0, EFD_CLOEXEC));
    if (!wake)
        return Error{Error::Kind::Unavailable, errnoText(errno)};
    return std::unique_ptr<InotifyReader>(new InotifyReader(std::move(inotify), std::move(wake), std::move(ready)));
}

InotifyReader::InotifyReader(Descriptor inotify, Descriptor wake, std::function<void()> ready)
    : m_inotify(std::move(inotify))
    , m_wake(std::move(wake))
    , m_ready(std::move(ready))
    , m_thread([this] { run(); })
{}

InotifyReader::~InotifyReader()
{
    const std::uint64_t one = 1;
    while (::write(m_wake.get(), &one, sizeof one) < 0 && errno == EINTR) {}
}

InotifyReader::Batch InotifyReader::take()
{
    const std::scoped_lock lock(m_mutex);
    m_told = false;
    return std::exchange(m_batch, {});
}

void InotifyReader::run()
{
    std::vector<char> buffer(BufferBytes);
    std::array<pollfd, 2> waiting{{{m_inotify.get(), POLLIN, 0}, {m_wake.get(), POLLIN, 0}}};
    for (;;) {
        if (::poll(waiting.data(), waiting.size(), -1) < 0 && errno != EINTR)
            return giveUp(errno);
        if (waiting[1].revents != 0)
            return;
        const ssize_t size = ::read(m_inotify.get(), buffer.data(), buffer.size());
        if (size > 0)
            add(buffer.data(), std::size_t(size));
        else if (size == 0 || (errno != EAGAIN && errno != EINTR))
            return giveUp(size == 0 ? EIO : errno);
    }
}

void InotifyReader::add(const char *events, std::size_t size)
{
    bool tell = false;
    {
        const std::scoped_lock lock(m_mutex);
        if (m_batch.events.size() + qsizetype(size) > MostWaitingBytes) {
            m_batch.events.clear();
            m_batch.lost = true;
        }
        m_batch.events.append(events, qsizetype(size));
        tell = !std::exchange(m_told, true);
    }
    if (tell)
        m_ready();
}

void InotifyReader::giveUp(int error)
{
    {
        const std::scoped_lock lock(m_mutex);
        m_batch.error = error;
    }
    m_ready();
}

} // namespace vectray
