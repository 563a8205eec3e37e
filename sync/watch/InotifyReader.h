#pragma once

#include "OpenDirectory.h"

#include <domain/Result.h>

#include <QByteArray>

#include <functional>
#include <memory>
#include <mutex>
#include <thread>

namespace vectray {

/// An inotify descriptor and a thread that does nothing but empty it, so that the kernel's queue does not
/// overflow while others are busy.
class InotifyReader
{
    Q_DISABLE_COPY_MOVE(InotifyReader)

public:
    /// What has been read and not yet taken.
    struct Batch
    {
        QByteArray events; ///< inotify_event after inotify_event, as the kernel writes them
        bool lost = false; ///< some were dropped before these, by the kernel or here
        int error = 0; ///< errno if the thread had to give up
    };

    /// Ready is called in the reader's thread when something waits to be taken, once until take().
    /// The error is Unavailable; its message names the limit that was hit.
    static Result<std::unique_ptr<InotifyReader>> open(std::function<void()> ready);
    ~InotifyReader();

    int descriptor() const { return m_inotify.get(); }

    /// Safe to call from any thread.
    Batch take();

private:
    InotifyReader(Descriptor inotify, Descriptor wake, std::function<void()> ready);

    void run();
    void add(const char *events, std::size_t size);
    void giveUp(int error);

    Descriptor m_inotify;
    Descriptor m_wake; ///< tells the thread to end
    std::function<void()> m_ready;
    std::mutex m_mutex;
    Batch m_batch; ///< guarded by m_mutex
    bool m_told = false; ///< guarded by m_mutex: ready was called since the last take()
    std::jthread m_thread; ///< the last member: it uses all others
};

} // namespace vectray
