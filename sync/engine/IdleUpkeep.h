#pragma once

#include <store/VectorSets.h>

#include <QObject>
#include <QTimer>

#include <functional>

namespace vectray {

class IndexStore;

/// Lets the store tidy up when nothing else is to be done: after a minute of rest, and then every hour. Main
/// thread.
class IdleUpkeep final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(IdleUpkeep)

public:
    struct Options
    {
        std::function<bool()> isBusy; ///< something is being indexed
        std::function<VectorCacheLimits()> limits;
        std::chrono::milliseconds lookEvery{60'000};
        std::chrono::milliseconds restAfter{3'600'000}; ///< from one upkeep to the next
    };

    IdleUpkeep(IndexStore &store, Options options);

Q_SIGNALS:
    void upkeepDone();

private:
    void look();

    IndexStore &m_store;
    Options m_options;
    QTimer m_timer;
    std::chrono::milliseconds m_sinceLast;
    bool m_wasIdle = false; ///< at the last look
};

} // namespace vectray
