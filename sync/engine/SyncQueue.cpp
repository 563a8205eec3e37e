#include "SyncQueue.h"

#include <base/Answer.h>

#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace vectray {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int LiveThreads = 2;
constexpr int BulkAtOnce = 2;
constexpr int BulkThreads = 16; ///< most of them wait for their turn between two batches

// From linux/ioprio.h: the idle class gets the disk when nobody else wants it.
constexpr int IoprioWhoProcess = 1;
constexpr int IoprioIdle = 3 << 13;

} // namespace

void beModest(int nice)
{
    // On Linux both calls are about a thread, in spite of their names. Failing only means to be less modest.
    ::setpriority(PRIO_PROCESS, id_t(::syscall(SYS_gettid)), nice);
    ::syscall(SYS_ioprio_set, IoprioWhoProcess, 0, IoprioIdle);
}

SyncQueue::SyncQueue(int nice) : m_nice(nice), m_bulkTurns(BulkAtOnce)
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

QFuture<Result<SyncStats>> SyncQueue::submit(Lane lane, std::shared_ptr<const Urgency> urgency, Work work)
{
    const Answer<Result<SyncStats>> answer;
    const int priority = urgency->value();
    const auto runLive = [answer, work] { answer.give(work()); };
    const auto runBulk = [this, answer, urgency = std::move(urgency), work] {
        beModest(m_nice);
        m_bulkTurns.take(urgency);
        const auto result = work();
        m_bulkTurns.giveBack();
        answer.give(result);
    };
    if (lane == Lane::Live)
        m_live.start(runLive, priority);
    else
        m_bulk.start(runBulk, priority);
    return answer.future();
}

} // namespace vectray
