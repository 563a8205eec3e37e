#pragma once

#include "PostgresLink.h"
#include "WakeUp.h"

#include <domain/StoreHealth.h>

#include <QMutex>

#include <functional>
#include <thread>

namespace vectray {

/// The third connection of a team store: hears what other instances announce, announces what this one does,
/// and notices within five seconds when the server goes away, and at once when it is back. A thread of its
/// own; the hooks are called in it.
class PostgresListener
{
    Q_DISABLE_COPY_MOVE(PostgresListener)

public:
    struct Hooks
    {
        std::function<void(const StoreHealth &)> onHealth = [](const StoreHealth &) {};
        std::function<void(const QByteArray &)> onMessage = [](const QByteArray &) {
        }; ///< of another instance
    };

    /// What fits into a notification, less the sender's name.
    static constexpr qsizetype MaxMessage = 7'900;

    PostgresListener(PostgresLink::Options options, Hooks hooks);
    ~PostgresListener();

    /// Tells the other instances. Messages that are too long, and those that pile up while the server is
    /// away, are dropped: they are hints. Any thread.
    void announce(const QByteArray &message);

    StoreHealth health() const; ///< any thread

private:
    void run(const std::stop_token &stop);
    Done round(Postgres &postgres, const std::stop_token &stop);
    Done sendQueued(Postgres &postgres);
    void setHealth(const Done &outcome);

    const QByteArray m_self; ///< tells our own messages from the others'
    Hooks m_hooks;
    WakeUp m_wakeUp; ///< something is queued
    WakeUp m_stopped;
    PostgresLink m_link;
    mutable QMutex m_mutex; ///< of the next two
    QStringList m_queue;
    StoreHealth m_health;
    std::jthread m_thread;
};

} // namespace vectray
