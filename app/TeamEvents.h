#pragma once

#include <QObject>

#include <functional>

namespace vectray {

class EventBus;
class EventLog;

/// What the instances that share a store tell each other: the events of this one go out, and those of the
/// others go into the log that WebSocket and event streams are fed from. Main thread.
class TeamEvents final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(TeamEvents)

public:
    using Announce = std::function<void(const QByteArray &)>;

    TeamEvents(EventBus &bus, EventLog &log, Announce announce);

    /// A message as announce() sent it, from another instance. What cannot be understood is dropped: a newer
    /// Vectray may have sent it.
    void receive(const QByteArray &message);

Q_SIGNALS:
    void received();

private:
    EventLog &m_log;
};

} // namespace vectray
