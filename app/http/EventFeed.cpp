#include "EventFeed.h"

namespace vectray {

using namespace Qt::Literals::StringLiterals;

namespace {

/// Enough to keep a fast client busy between two turns of the event loop.
constexpr qint64 MostBytesInFlight = 256 * 1024;

} // namespace

void EventFeed::start(std::optional<qint64> since, const QJsonObject &data)
{
    // 0 is before every event: who asks for it wants all that is kept, whatever the first id of this run was.
    const bool wantsAll = since && *since == 0;
    const bool replays = since && (wantsAll || m_log.reachesBackTo(*since));
    const qint64 from = wantsAll ? m_log.oldestId() - 1 : replays ? *since : m_log.lastId();
    m_next = from + 1;
    QJsonObject hello = data;
    hello.insert(u"lastId"_s, m_log.lastId());
    m_sink.sendNotice(u"connected"_s, from, hello);
    if (since && !replays) {
        m_sink.sendNotice(
            u"gap"_s, from,
            {{u"since"_s, *since}, {u"oldestId"_s, m_log.oldestId()}, {u"lastId"_s, m_log.lastId()}});
    }
}

bool EventFeed::pump(Instant now)
{
    while (m_next <= m_log.lastId() && m_sink.backlog() < MostBytesInFlight) {
        const LoggedEvent *const event = m_log.find(m_next);
        if (!event) // forgotten before this client took it
            return false;
        ++m_next;
        if (m_filter.passes(*event))
            m_sink.sendEvent(*event);
    }
    if (m_next > m_log.lastId())
        m_isLive = true;
    if (!m_isLive || bytesBehind() <= MostBytesBehind) {
        m_behindSince.reset();
        return true;
    }
    if (!m_behindSince)
        m_behindSince = now;
    return now - *m_behindSince < MostTimeBehind;
}

qint64 EventFeed::bytesBehind() const
{
    const LoggedEvent *const next = m_log.find(m_next);
    const qint64 unsent = next ? m_log.bytesLogged() - next->endOffset + next->json.size() : 0;
    return unsent + m_sink.backlog();
}

Checked<std::optional<qint64>> eventIdOf(const HttpRequest &request)
{
    const QByteArray last = request.head.header("Last-Event-ID");
    const auto since =
        last.isEmpty() ? request.queryValue(u"since") : std::optional(QString::fromLatin1(last));
    if (!since)
        return std::nullopt;
    bool isNumber = false;
    const qint64 id = since->toLongLong(&isNumber);
    if (isNumber && id >= 0)
        return std::optional(id);
    return Problem{.status = 400, .detail = u"since must be the id of an event"_s};
}

} // namespace vectray
