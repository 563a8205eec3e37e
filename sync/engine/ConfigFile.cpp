#include "ConfigFile.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSaveFile>

namespace vectray {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int Version = 1;

QJsonObject toJson(const WatchConfig &config)
{
    const auto time = [](const QDateTime &value) {
        return value.isValid() ? QJsonValue(value.toUTC().toString(Qt::ISODateWithMs)) : QJsonValue();
    };
    return {{u"id"_s, config.id.toString()},
            {u"path"_s, config.key.path},
            {u"project"_s, config.key.project},
            {u"dataset"_s, config.key.dataset},
            {u"enabled"_s, config.enabled},
            {u"autoStart"_s, config.autoStart},
            {u"debounceMs"_s, qint64(config.debounce.count())},
            {u"include"_s, QJsonArray::fromStringList(config.include)},
            {u"exclude"_s, QJsonArray::fromStringList(config.exclude)},
            {u"priority"_s, config.priority},
            {u"backend"_s, config.backend},
            {u"createdAt"_s, time(config.createdAt)},
            {u"lastStarted"_s, time(config.lastStarted)}};
}

QStringList strings(const QJsonValue &value)
{
    QStringList list;
    for (const QJsonValue item : value.toArray())
        list.append(item.toString());
    return list;
}

WatchConfig fromJson(const QJsonObject &json)
{
    const WatchConfig defaults;
    return {.id = {QUuid::fromString(json[u"id"_s].toString())},
            .key = {.path = json[u"path"_s].toString(),
                    .project = json[u"project"_s].toString(),
                    .dataset = json[u"dataset"_s].toString()},
            .enabled = json[u"enabled"_s].toBool(defaults.enabled),
            .autoStart = json[u"autoStart"_s].toBool(defaults.autoStart),
            .debounce = std::chrono::milliseconds(json[u"debounceMs"_s].toInteger(defaults.debounce.count())),
            .include = strings(json[u"include"_s]),
            .exclude = strings(json[u"exclude"_s]),
            .priority = json[u"priority"_s].toInt(defaults.priority),
            .backend = json[u"backend"_s].toString(defaults.backend),
            .createdAt = QDateTime::fromString(json[u"createdAt"_s].toString(), Qt::ISODateWithMs),
            .lastStarted = QDateTime::fromString(json[u"lastStarted"_s].toString(), Qt::ISODateWithMs)};
}

} // namespace

Result<QList<WatchConfig>> ConfigFile::read() const
{
    QFile file(m_path);
    if (!file.exists())
        return QList<WatchConfig>();
    if (!file.open(QIODevice::ReadOnly))
        return Error{Error::Kind::Unavailable, u"cannot read %1: %2"_s.arg(m_path, file.errorString())};

    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(file.readAll(), &error);
    if (error.error != QJsonParseError::NoError)
        return Error{Error::Kind::Invalid,
                     u"%1 is no JSON: %2 at byte %3"_s.arg(m_path, error.errorString()).arg(error.offset)};

    QList<WatchConfig> configs;
    for (const QJsonValue item : document[u"configurations"_s].toArray()) {
        WatchConfig config = fromJson(item.toObject());
        if (config.key.path.startsWith(u'/') && !config.key.project.isEmpty() && !config.key.dataset.isEmpty())
            configs.append(std::move(config));
    }
    return configs;
}

Done ConfigFile::write(const QList<WatchConfig> &configs) const
{
    QJsonArray list;
    for (const WatchConfig &config : configs)
        list.append(toJson(config));
    const QByteArray json = QJsonDocument(QJsonObject{{u"version"_s, Version}, {u"configurations"_s, list}}).toJson();

    QSaveFile file(m_path);
    if (!file.open(QIODevice::WriteOnly) || !file.setPermissions(QFile::ReadOwner | QFile::WriteOwner)
        || file.write(json) != json.size() || !file.commit())
        return Error{Error::Kind::Unavailable, u"cannot write %1: %2"_s.arg(m_path, file.errorString())};
    return {};
}

} // namespace vectray
