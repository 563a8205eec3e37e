#include "IdleUpkeep.h"

#include <base/Logging.h>
#include <base/WhenDone.h>
#include <store/IndexStore.h>

namespace vectray {

IdleUpkeep::IdleUpkeep(IndexStore &store, Options options)
    : m_store(store)
    , m_options(std::move(options))
    , m_sinceLast(m_options.restAfter)
{
    connect(&m_timer, &QTimer::timeout, this, &IdleUpkeep::look);
    m_timer.start(m_options.lookEvery);
}

void IdleUpkeep::look()
{
    m_sinceLast += m_options.lookEvery;
    const bool wasIdle = std::exchange(m_wasIdle, !m_options.isBusy());
    if (!wasIdle || !m_wasIdle || m_sinceLast < m_options.restAfter)
        return;
    m_sinceLast = {};
    whenDone(m_store.maintain(m_options.limits()), this, [this](const Done &done) {
        if (!done)
            qCWarning(logEngine).nospace() << "upkeep=failed error=" << done.error().message;
        Q_EMIT upkeepDone();
    });
}

} // namespace vectray
