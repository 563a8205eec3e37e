#pragma once

#include "EventFilter.h"
#include "Problem.h"

#include <base/Clock.h>

#include <optional>

namespace vectray {

/// How events reach one client, whatever the protocol.
class EventSink
{
    Q_DISABLE_COPY_MOVE(EventSink)

public:
    EventSink() = default;
    virtual ~EventSink() = default;

    virtual void sendEvent(const LoggedEvent &event) = 0;

    /// A message that is no event of the log. Its id is that of the last event before it.
    virtual void sendNotice(const QString &type, qint64 id, const QJsonObject &data) = 0;

    /// Bytes sent that the client has not taken.
    virtual qint64 backlog() const = 0;
};

/// One client's place in the event log. What it has not taken yet waits in the log, not in memory of
/// its own, so a replay of thousands of events costs no more than a few of them.
class EventFeed
{
public:
    /// A client that follows the present, falls so far behind, and stays there for so long, is lost. A burst
    /// of events that is larger than that loses nobody who reads.
    static constexpr qint64 MostBytesBehind = 1024 * 1024;
    static constexpr std::chrono::milliseconds MostTimeBehind{1000};

    EventFeed(const EventLog &log, EventSink &sink) : m_log(log), m_sink(sink) {}

    EventFilter &filter() { return m_filter; }

    /// Says "connected" with the data, and then either what came after that id, or "gap" if not all of
    /// that is still kept.
    void start(std::optional<qint64> since, const QJsonObject &data);

    /// Sends what the client can take. To be called after appends, whenever it has taken some, and now and
    /// then. False if the client is lost.
    [[nodiscard]] bool pump(Instant now);

    qint64 position() const { return m_next - 1; } ///< the last event that was sent or passed over

private:
    qint64 bytesBehind() const;

    const EventLog &m_log;
    EventSink &m_sink;
    EventFilter m_filter;
    qint64 m_next = 0;
    std::optional<Instant> m_behindSince;
    bool m_isLive = false; ///< it has had all of the past that it asked for
};

/// The id in a request's "Last-Event-ID" header or else in its ?since=; 400 if that is no number.
Checked<std::optional<qint64>> eventIdOf(const HttpRequest &request);

} // namespace vectray
