#pragma once

#include "FairTurns.h"

#include <domain/Result.h>
#include <domain/Settings.h>
#include <domain/SyncStats.h>

#include <QFuture>
#include <QThreadPool>

#include <functional>
#include <memory>

namespace vectray {

/// The threads in which pipelines run. Bulk work (first index, reconcile, checkout) has its own, with less
/// claim on processor and disk, so that a saved file never waits behind it; and of many folders with bulk work
/// each gets on, a batch at a time.
class SyncQueue
{
    Q_DISABLE_COPY_MOVE(SyncQueue)

public:
    enum class Lane { Live, Bulk };
    using Work = std::function<Result<SyncStats>()>;

    /// \a nice: of bulk work, from 0 (as everybody) to 19.
    explicit SyncQueue(int nice = Settings().nice);
    ~SyncQueue(); ///< waits for what was submitted; ask it to stop before

    /// Within a lane the more urgent starts first.
    QFuture<Result<SyncStats>> submit(Lane lane, std::shared_ptr<const Urgency> urgency, Work work);

    /// To be called by work between two batches: it may have to wait here for others in the bulk lane.
    void giveWay(const std::shared_ptr<const Urgency> &urgency) { m_bulkTurns.giveWay(urgency); }

private:
    int m_nice;
    FairTurns m_bulkTurns;
    QThreadPool m_live;
    QThreadPool m_bulk;
};

/// Lowers the calling thread's claim on processor and disk, for good.
void beModest(int nice);

} // namespace vectray
