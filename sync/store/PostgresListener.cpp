#include "PostgresListener.h"

#include <base/Logging.h>

#include <QUuid>

#include <poll.h>

namespace vectray {

using namespace std::chrono_literals;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr std::chrono::milliseconds PingAfter{1'500};
constexpr std::chrono::milliseconds PingLimit{3'000};
constexpr std::chrono::milliseconds RetryAfter{250};
constexpr qsizetype MostQueued = 1'000;
constexpr char Channel[] = "claude_context";

Done listen(Postgres &postgres)
{
    return postgres.exec(QByteArray("LISTEN ") + Channel);
}

} // namespace

PostgresListener::PostgresListener(PostgresLink::Options options, Hooks hooks)
    : m_self(QUuid::createUuid().toByteArray(QUuid::Id128).left(12))
    , m_hooks(std::move(hooks))
    , m_link({.address = std::move(options.address),
              .purpose = "listen",
              .limit = PingLimit,
              .interrupt = m_stopped.descriptor(),
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

StoreHealth PostgresListener::health() const
{
    const QMutexLocker lock(&m_mutex);
    return m_health;
}

void PostgresListener::run(const std::stop_token &stop)
{
    while (!stop.stop_requested()) {
        const Done outcome = m_link.use([&](Postgres &postgres) { return round(postgres, stop); });
        if (stop.stop_requested())
            return; // what was broken off says nothing of the server
        setHealth(outcome);
        if (!outcome) {
            pollfd waiting{.fd = m_wakeUp.descriptor(), .events = POLLIN};
            ::poll(&waiting, 1, int(RetryAfter.count()));
            m_wakeUp.clear();
        }
    }
}

Done PostgresListener::round(Postgres &postgres, const std::stop_token &stop)
{
    setHealth({}); // a connection is there
    m_wakeUp.clear();
    if (Done sent = sendQueued(postgres); !sent)
        return sent;
    bool heard = false;
    const Done waited = postgres.waitForNotifications(PingAfter, m_wakeUp.descriptor(),
                                                      [&](const QByteArray &, const QByteArray &payload) {
                                                          heard = true;
                                                          const qsizetype space = payload.indexOf(' ');
                                                          if (space > 0 && payload.left(space) != m_self)
                                                              m_hooks.onMessage(payload.mid(space + 1));
                                                      });
    if (!waited || heard)
        return waited;
    const Done pinged = postgres.run("SELECT 1");
    if (!pinged && !stop.stop_requested())
        setHealth(pinged); // before the next attempt, which may take its time
    return pinged;
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

void PostgresListener::setHealth(const Done &outcome)
{
    StoreHealth now;
    {
        const QMutexLocker lock(&m_mutex);
        const bool was = m_health.isReachable();
        if (outcome)
            m_health = {};
        else
            m_health = {.unreachableSince = was ? QDateTime::currentDateTimeUtc() : m_health.unreachableSince,
                        .reason = outcome.error().message};
        if (was == m_health.isReachable())
            return;
        now = m_health;
    }
    if (now.isReachable())
        qCInfo(logStore).nospace() << "store=reachable";
    else
        qCWarning(logStore).nospace() << "store=unreachable error=" << now.reason;
    m_hooks.onHealth(now);
}

} // namespace vectray
