#pragma once

#include <QObject>

namespace vectray {

class EventBus;
class EventLog;

/// Writes what the engine tells into the log that clients follow. Main thread.
class EventPublisher final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(EventPublisher)

public:
    EventPublisher(EventBus &bus, EventLog &log);
};

} // namespace vectray
