#pragma once

#include "GuardedWatcher.h"
#include "ToldTwice.h"
#include "TreeSnapshot.h"

namespace vectray {

/// Finds changes by looking at everything, every poll interval: works on every file system, late.
class PollWatcher final : public GuardedWatcher
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(PollWatcher)

public:
    /// The reason says why the folder is polled, a sentence.
    PollWatcher(WatcherOptions options, QString reason);

protected:
    WatcherHealth arm() override;
    void disarm() override;
    WatcherHealth poll() override;
    WatcherHealth rulesChanged() override;

private:
    TreeSnapshot::Changes look();

    QString m_reason;
    TreeSnapshot m_snapshot;
    ToldTwice m_told;
};

} // namespace vectray
