#include "TeamEvents.h"

#include <domain/SyncEvent.h>
#include <engine/EventBus.h>
#include <server/Json.h>

#include <QJsonDocument>
#include <QJsonObject>

#include <http/EventLog.h>

namespace vectray {

using namespace Qt::Literals::StringLiterals;

TeamEvents::TeamEvents(EventBus &bus, EventLog &log, Announce announce) : m_log(log)
{
    connect(&bus, &EventBus::published, this, [announce = std::move(announce)](const SyncEvent &event) {
        if (std::holds_alternative<SyncProgressed>(event))
            return; // many, and soon out of date
        const NamedEvent named = namedEvent(event);
        announce(
            QJsonDocument(
                QJsonObject{{u"type"_s, named.type}, {u"project"_s, named.project}, {u"data"_s, named.data}})
                .toJson(QJsonDocument::Compact));
    });
}

void TeamEvents::receive(const QByteArray &message)
{
    const QJsonObject event = QJsonDocument::fromJson(message).object();
    const QString type = event[u"type"].toString();
    if (type.isEmpty() || !event[u"data"].isObject())
        return;
    m_log.append(type, event[u"project"].toString(), event[u"data"].toObject());
    Q_EMIT received();
}

} // namespace vectray
