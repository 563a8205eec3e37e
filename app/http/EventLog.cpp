#include "EventLog.h"

#include <QDateTime>
#include <QJsonArray>
#include <QJsonDocument>

namespace vectray {

namespace {

QByteArray quoted(const QString &text)
{
    const QByteArray array = QJsonDocument(QJsonArray{text}).toJson(QJsonDocument::Compact);
    return array.sliced(1, array.size() - 2);
}

} // namespace

EventLog::EventLog(qint64 lastId, std::size_t capacity, QObject *parent)
    : QObject(parent)
    , m_capacity(capacity)
    , m_lastId(lastId)
{}

void EventLog::append(const QString &type, const QString &project, const QJsonObject &data)
{
    LoggedEvent event{.id = ++m_lastId, .type = type, .project = project};
    event.json = envelope(event.id, type, project, data);
    m_bytesLogged += event.json.size();
    event.endOffset = m_bytesLogged;
    m_events.push_back(std::move(event));
    if (m_events.size() > m_capacity)
        m_events.pop_front();
    Q_EMIT appended();
}

const LoggedEvent *EventLog::find(qint64 id) const
{
    if (id < oldestId() || id > m_lastId)
        return nullptr;
    return &m_events[std::size_t(id - oldestId())];
}

QByteArray EventLog::envelope(qint64 id, const QString &type, const QString &project, const QJsonObject &data)
{
    // By hand, because QJsonObject would put the data first, and people read these lines.
    return "{\"id\":" + QByteArray::number(id) + ",\"type\":" + quoted(type)
        + ",\"project\":" + (project.isEmpty() ? QByteArray("null") : quoted(project)) + ",\"timestamp\":\""
        + QDateTime::currentDateTimeUtc().toString(Qt::ISODateWithMs).toLatin1()
        + "\",\"data\":" + QJsonDocument(data).toJson(QJsonDocument::Compact) + '}';
}

} // namespace vectray
