#pragma once

#include "PostgresLink.h"
#include "WakeUp.h"

#include <QMutex>

#include <functional>
#include <thread>

namespace vectray {

/// The third connection of a team store: hears what other instances announce, announces what this one does,
/// and notices within five seconds when the server goes away or nobody is let at the chunks, and at once when
/// it is back. Then what the other connections wait for in vain is given up. A thread of its own; the hooks are
/// called in it.
class PostgresListener
{
    Q_DISABLE_COPY_MOVE(PostgresListener)

public:
    struct Hooks
    {
        std::function<void()> onAnswer = [] {}; ///< the server is there, again or still
        std::function<void(const QByteArray &)> onMessage = [](const QByteArray &) {
        }; ///< of another instance
    };

    /// What fits into a notification, less the sender's name.
    static constexpr qsizetype MaxMessage = 7'900;

    /// \a others: the connections that are to be given up if the server knows nothing of what they wait for.
    struct Options
    {
        PostgresAddress address;
        PostgresHealth &health;
        QList<std::shared_ptr<PostgresLine>> others;
        Hooks hooks;
    };

    explicit PostgresListener(Options options);
    ~PostgresListener();

    /// Tells the other instances. Messages that are too long, and those that pile up while the server is
    /// away, are dropped: they are hints. Any thread.
    void announce(const QByteArray &message);

private:
    void run(const std::stop_token &stop);
    Done round(Postgres &postgres, const std::stop_token &stop);
    Done sendQueued(Postgres &postgres);
    Done ping(Postgres &postgres);
    Done giveUpTheForgotten(Postgres &postgres);

    const QByteArray m_self; ///< tells our own messages from the others'
    Hooks m_hooks;
    PostgresHealth &m_health;
    const QList<std::shared_ptr<PostgresLine>> m_others;
    WakeUp m_wakeUp; ///< something is queued
    WakeUp m_stopped;
    PostgresLink m_link;
    mutable QMutex m_mutex; ///< of the next
    QStringList m_queue;
    Instant m_pinged; ///< in the thread only
    std::jthread m_thread;
};

} // namespace vectray
