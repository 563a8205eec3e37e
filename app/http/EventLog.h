#pragma once

#include <QByteArray>
#include <QJsonObject>
#include <QObject>

#include <deque>

namespace vectray {

struct LoggedEvent
{
    qint64 id = 0;
    QString type = {}; ///< such as "watch:sync"
    QString project = {}; ///< empty: of no project
    QByteArray json = {}; ///< the whole envelope, one line of UTF-8
    qint64 endOffset = 0; ///< bytes of json logged up to and with this one
};

/// The last events, for clients that follow them and for those that come back after a while. Ids grow
/// by one. Main thread.
class EventLog : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(EventLog)

public:
    static constexpr std::size_t DefaultCapacity = 10'000;

    /// Ids go on from lastId: one that no earlier run came to lets clients of that run see the gap.
    explicit EventLog(qint64 lastId = 0, std::size_t capacity = DefaultCapacity, QObject *parent = nullptr);

    void append(const QString &type, const QString &project, const QJsonObject &data);

    qint64 lastId() const { return m_lastId; }
    qint64 oldestId() const { return m_lastId - qint64(m_events.size()) + 1; } ///< lastId() + 1 when empty

    /// Null if it is no longer kept, or not there yet.
    const LoggedEvent *find(qint64 id) const;

    /// Whether everything that came after that id is still here.
    bool reachesBackTo(qint64 id) const { return id >= oldestId() - 1 && id <= m_lastId; }

    qint64 bytesLogged() const { return m_bytesLogged; }

    /// {"id", "type", "project", "timestamp", "data"}; an empty project is null.
    static QByteArray envelope(qint64 id, const QString &type, const QString &project,
                               const QJsonObject &data);

Q_SIGNALS:
    void appended();

private:
    const std::size_t m_capacity;
    qint64 m_lastId;
    qint64 m_bytesLogged = 0;
    std::deque<LoggedEvent> m_events;
};

} // namespace vectray
