#pragma once

#include "LockedStore.h"

#include <base/Answer.h>
#include <store/StoreCopy.h>

#include <QObject>
#include <QTimer>

#include <functional>
#include <optional>
#include <thread>

namespace vectray {

/// Copies the index that the program works with into another store, while indexing rests. One copy at a time;
/// the copy itself has a thread of its own. Main thread.
class StoreTransfer final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(StoreTransfer)

public:
    struct Parts
    {
        IndexStore &from;
        std::function<void()> hold; ///< nothing new is indexed from now on
        std::function<bool()> isQuiet; ///< nothing is being indexed any more
        std::function<void()> release; ///< the end of that
    };
    using Open = std::function<Result<LockedStore>()>; ///< called in the thread of the copy; may block

    explicit StoreTransfer(Parts parts);
    ~StoreTransfer() override; ///< stops, and waits

    /// Begins when nothing is being indexed any more. Conflict: a copy runs already, or the copy differs.
    /// Cancelled: it was stopped; another one goes on where it was.
    QFuture<Result<StoreCopy::Report>> copy(Open open);
    void stop();

Q_SIGNALS:
    void progressed(const vectray::StoreCopy::Progress &progress);

private:
    void begin();
    Result<StoreCopy::Report> run(const std::stop_token &stop);
    void finish(const Result<StoreCopy::Report> &report);

    Parts m_parts;
    Open m_open; ///< not null: there is something to be done
    std::optional<Answer<Result<StoreCopy::Report>>> m_answer;
    QTimer m_waiting; ///< until it is quiet
    std::jthread m_thread;
};

} // namespace vectray
