#pragma once

#include <domain/SyncEvent.h>

#include <QObject>

namespace vectray {

/// The single way out of the engine. publish() may be called from any thread; receivers get published() in
/// their own, in the order of each publisher.
class EventBus : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    void publish(const SyncEvent &event) { Q_EMIT published(event); }

Q_SIGNALS:
    void published(const vectray::SyncEvent &event);
};

} // namespace vectray
