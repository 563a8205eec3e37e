#include "SyncQueue.h"

#include <base/Answer.h>

#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace vectray {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int LiveThreads = 2;
constexpr int BulkThreads = 2;
constexpr int Niceness = 10;

// From linux/ioprio.h: the idle class gets the disk when nobody else wants it.
constexpr int IoprioWhoProcess = 1;
constexpr int IoprioIdle = 3 << 13;

} // namespace

void beModest()
{
    // On Linux both calls are about a thread, in spite of their names. Failing only means to be less modest.
    ::setpriority(PRIO_PROCESS, id_t(::syscall(SYS_gettid)), Niceness);
    ::syscall(SYS_ioprio_set, IoprioWhoProcess, 0, IoprioIdle);
}

SyncQueue::SyncQueue()
{
    m_live.setObjectName(u"sync-live"_s);
    m_live.setMaxThreadCount(LiveThreads);
    m_bulk.setObjectName(u"sync-bulk"_s);
    m_bulk.setMaxThreadCount(BulkThreads);
}

SyncQueue::~SyncQueue()
{
    m_live.waitForDone();
    m_bulk.waitForDone();
}

QFuture<Result<SyncStats>> SyncQueue::submit(Lane lane, int priority, Work work)
{
    const Answer<Result<SyncStats>> answer;
    (lane == Lane::Live ? m_live : m_bulk).start(
        [answer, lane, work = std::move(work)] {
            if (lane == Lane::Bulk)
                beModest();
            answer.give(work());
        },
        priority);
    return answer.future();
}

} // namespace vectray
