#include "EventPublisher.h"

#include "Json.h"

#include <engine/EventBus.h>
#include <http/EventLog.h>

namespace vectray {

EventPublisher::EventPublisher(EventBus &bus, EventLog &log)
{
    connect(&bus, &EventBus::published, this, [&log](const SyncEvent &event) {
        const NamedEvent named = namedEvent(event);
        log.append(named.type, named.project, named.data);
    });
}

} // namespace vectray
