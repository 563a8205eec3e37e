#include "ConfigCommands.h"

#include "Console.h"
#include "Redaction.h"
#include "SafeText.h"
#include "Suggestion.h"

#include <base/SettingsFile.h>
#include <base/SettingsTable.h>

#include <QJsonArray>

namespace vectray {

using namespace Qt::Literals::StringLiterals;

namespace {

QString fileOf(const Session &session)
{
    return session.paths().settingsFile();
}

Error unknownKey(const QString &key)
{
    QStringList keys;
    for (const SettingSpec &setting : settingsTable())
        keys << setting.key;
    const QString suggestion = suggestionFor(key, keys);
    return {Error::Kind::NotFound,
            u"there is no setting '%1'.%2 'vectray config get' lists all."_s.arg(
                key, suggestion.isEmpty() ? QString() : u" Did you mean %1?"_s.arg(suggestion))};
}

QString originName(SettingsFile::Origin origin)
{
    switch (origin) {
    case SettingsFile::Origin::Default:
        return u"default"_s;
    case SettingsFile::Origin::File:
        return u"file"_s;
    case SettingsFile::Origin::Environment:
        return u"environment"_s;
    }
    Q_UNREACHABLE();
}

/// One setting as programs and people see it. Passwords in URLs are never shown.
Result<QJsonObject> settingJson(const SettingSpec &setting, const SettingsFile &file,
                                const Settings &settings)
{
    const auto origin = file.origin(setting.key);
    if (!origin)
        return origin.error();
    return QJsonObject{{u"key"_s, setting.key},
                       {u"value"_s, withoutPassword(setting.read(settings))},
                       {u"origin"_s, originName(*origin)},
                       {u"environment"_s, QString::fromLatin1(setting.environment)},
                       {u"values"_s, setting.values},
                       {u"help"_s, setting.help}};
}

} // namespace

Result<Answer> answerTo(const command::ConfigGet &get, Session &session)
{
    const auto file = SettingsFile::read(fileOf(session));
    if (!file)
        return file.error();
    const auto settings = file->settings();
    if (!settings)
        return settings.error();
    if (!get.key.isEmpty()) {
        const SettingSpec *setting = findSetting(get.key);
        if (!setting)
            return unknownKey(get.key);
        const auto json = settingJson(*setting, *file, *settings);
        if (!json)
            return json.error();
        return Answer{*json, safeLine(json->value("value"_L1).toString()) + u'\n', {}};
    }
    Answer answer;
    QJsonArray list;
    for (const SettingSpec &setting : settingsTable()) {
        const auto json = settingJson(setting, *file, *settings);
        if (!json)
            return json.error();
        list << *json;
        const QString value = json->value("value"_L1).toString();
        answer.text += setting.key.leftJustified(20) + u' '
            + (value.isEmpty() ? u"-"_s : safeLine(value)).leftJustified(28) + u' '
            + session.console().style().dim(json->value("origin"_L1).toString()) + u'\n';
    }
    answer.json = {{u"file"_s, fileOf(session)}, {u"settings"_s, list}};
    return answer;
}

Result<Answer> answerTo(const command::ConfigSet &set, Session &session)
{
    const SettingSpec *setting = findSetting(set.key);
    if (!setting)
        return unknownKey(set.key);
    auto file = SettingsFile::read(fileOf(session));
    if (!file)
        return file.error();
    if (Done changed = file->set(set.key, set.value); !changed)
        return changed.error();
    if (Done made = session.paths().create(); !made)
        return made.error();
    if (Done saved = file->save(); !saved)
        return saved.error();
    const QString variable = QString::fromLatin1(setting->environment);
    const QString shown = set.value.isEmpty() ? u"its default"_s : safeLine(withoutPassword(set.value));
    Answer answer{
        {{u"key"_s, set.key}, {u"value"_s, withoutPassword(set.value)}, {u"file"_s, fileOf(session)}},
        u"%1 is %2 from the next start of Vectray on.\n"_s.arg(set.key, shown),
        {}};
    if (!variable.isEmpty() && qEnvironmentVariableIsSet(setting->environment.constData()))
        answer.remark = u"%1 is set in the environment, and wins."_s.arg(variable);
    return answer;
}

} // namespace vectray
