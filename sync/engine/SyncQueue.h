#pragma once

#include <domain/Result.h>
#include <domain/SyncStats.h>

#include <QFuture>
#include <QThreadPool>

#include <functional>

namespace vectray {

/// The threads in which pipelines run. Bulk work (first index, reconcile, checkout) has its own, with less
/// claim on processor and disk, so that a saved file never waits behind it.
class SyncQueue
{
    Q_DISABLE_COPY_MOVE(SyncQueue)

public:
    enum class Lane { Live, Bulk };
    using Work = std::function<Result<SyncStats>()>;

    SyncQueue();
    ~SyncQueue(); ///< waits for what was submitted; ask it to stop before

    /// Within a lane the higher \a priority starts first.
    QFuture<Result<SyncStats>> submit(Lane lane, int priority, Work work);

private:
    QThreadPool m_live;
    QThreadPool m_bulk;
};

/// Lowers the calling thread's claim on processor and disk, for good.
void beModest();

} // namespace vectray
