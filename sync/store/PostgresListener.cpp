#include "PostgresListener.h"

#include <base/Logging.h>

#include <QSet>
#include <QUuid>

#include <poll.h>

namespace vectray {

using namespace std::chrono_literals;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr std::chrono::milliseconds PingAfter{1'500};
constexpr std::chrono::milliseconds PingLimit{3'000};
constexpr std::chrono::milliseconds LockLimit{2'000};
constexpr std::chrono::milliseconds RetryAfter{250};
constexpr qsizetype MostQueued = 1'000;
constexpr char Channel[] = "claude_context";

Done listen(Postgres &postgres)
{
    return postgres.exec(QByteArray("LISTEN ") + Channel);
}

} // namespace

PostgresListener::PostgresListener(Options options)
    : m_self(QUuid::createUuid().toByteArray(QUuid::Id128).left(12))
    , m_hooks(std::move(options.hooks))
    , m_health(options.health)
    , m_others(std::move(options.others))
    , m_link({.address = std::move(options.address),
              .purpose = "listen",
              .limit = PingLimit,
              .lockLimit = LockLimit,
              .closing = m_stopped.descriptor(),
              .begin = listen})
    , m_thread([this](const std::stop_token &stop) { run(stop); })
{}

PostgresListener::~PostgresListener()
{
    m_thread.request_stop();
    m_stopped.wake();
    m_wakeUp.wake();
}

void PostgresListener::announce(const QByteArray &message)
{
    if (message.size() > MaxMessage)
        return;
    const QMutexLocker lock(&m_mutex);
    if (m_queue.size() < MostQueued)
        m_queue.append(QString::fromLatin1(m_self) + u' ' + QString::fromUtf8(message));
    m_wakeUp.wake();
}

void PostgresListener::run(const std::stop_token &stop)
{
    while (!stop.stop_requested()) {
        const Done outcome = m_link.use([&](Postgres &postgres) { return round(postgres, stop); });
        if (stop.stop_requested())
            return; // what was broken off says nothing of the server
        if (!outcome) {
            m_health.report(PostgresHealth::Part::Listening, outcome);
            pollfd waiting{.fd = m_wakeUp.descriptor(), .events = POLLIN};
            ::poll(&waiting, 1, int(RetryAfter.count()));
            m_wakeUp.clear();
        }
    }
}

Done PostgresListener::round(Postgres &postgres, const std::stop_token &stop)
{
    if (m_health.isAway() || steadyNow() - m_pinged >= PingAfter) {
        const Done pinged = ping(postgres);
        if (stop.stop_requested())
            return pinged;
        m_health.report(PostgresHealth::Part::Listening, pinged); // before the next attempt, which may take its time
        if (!pinged)
            return pinged;
    }
    m_wakeUp.clear();
    if (Done sent = sendQueued(postgres); !sent)
        return sent;
    return postgres.waitForNotifications(PingAfter, m_wakeUp.descriptor(),
                                         [&](const QByteArray &, const QByteArray &payload) {
                                             const qsizetype space = payload.indexOf(' ');
                                             if (space > 0 && payload.left(space) != m_self)
                                                 m_hooks.onMessage(payload.mid(space + 1));
                                         });
}

Done PostgresListener::ping(Postgres &postgres)
{
    // Nothing is read, but nobody gets through here who would not get at the chunks.
    if (Done asked = postgres.exec("SELECT 1 FROM claude_context.chunks WHERE false"); !asked)
        return asked;
    if (Done rid = m_health.isAway() ? giveUpTheForgotten(postgres) : Done(); !rid)
        return rid;
    m_pinged = steadyNow();
    m_hooks.onAnswer();
    return {};
}

/// After an outage: whoever still waits for an answer that was lost, or never asked for, on a connection that looks
/// sound from here. What the server is working on is left alone.
Done PostgresListener::giveUpTheForgotten(Postgres &postgres)
{
    QList<std::int64_t> asked;
    for (const auto &line : m_others)
        asked.append(line->backend());
    QSet<std::int64_t> busy;
    if (Done read = postgres.each("SELECT pid::bigint FROM pg_stat_activity WHERE pid = ANY($1) AND state = 'active' "
                                  "AND wait_event IS DISTINCT FROM 'ClientRead'",
                                  [&](const PostgresRow &row) { busy.insert(row.integer(0)); }, asked);
        !read)
        return read;
    for (qsizetype i = 0; i < asked.size(); ++i) {
        const auto &line = m_others.at(i);
        if (asked.at(i) != 0 && line->backend() == asked.at(i) && !busy.contains(asked.at(i)))
            line->giveUp();
    }
    return {};
}

Done PostgresListener::sendQueued(Postgres &postgres)
{
    QStringList messages;
    {
        const QMutexLocker lock(&m_mutex);
        messages = std::exchange(m_queue, {});
    }
    if (messages.isEmpty())
        return {};
    return postgres.run("SELECT pg_notify('claude_context', m) FROM unnest($1) m", messages);
}

} // namespace vectray
