#include "SettingsFile.h"

#include "SettingsTable.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>
#include <QSaveFile>

namespace vectray {

using namespace Qt::Literals::StringLiterals;

namespace {

QString toText(const QJsonValue &value)
{
    return value.isArray() ? value.toVariant().toStringList().join(u',') : value.toVariant().toString();
}

QJsonValue toJson(SettingSpec::Kind kind, const QString &text)
{
    switch (kind) {
    case SettingSpec::Kind::Text:
        return text;
    case SettingSpec::Kind::Number:
        return text.toLongLong();
    case SettingSpec::Kind::Flag:
        return text == u"true";
    case SettingSpec::Kind::List:
        return QJsonArray::fromStringList(text.split(u',', Qt::SkipEmptyParts));
    }
    return {};
}

/// The address of a shared store may hold a password, as in postgresql://user:password@host/. In the environment that
/// is its user's business; a file outlives what it was written for, and is copied about.
Done checkSecret(const QString &text)
{
    static const QRegularExpression password(u"^postgres(ql)?://([^/@]*:[^/@]*@|.*[?&](ssl)?password=)"_s);
    if (!password.match(text).hasMatch())
        return {};
    return Error{Error::Kind::Invalid,
                 u"the settings file is no place for the store's password; put it into ~/.pgpass or PGPASSWORD"_s};
}

Result<const SettingSpec *> known(const QString &key)
{
    if (const SettingSpec *spec = findSetting(key))
        return spec;
    return Error{Error::Kind::NotFound, u"there is no setting “%1”"_s.arg(key)};
}

} // namespace

Result<SettingsFile> SettingsFile::read(const QString &path)
{
    QFile file(path);
    if (!file.exists())
        return SettingsFile(path, {});
    if (!file.open(QIODevice::ReadOnly))
        return Error{Error::Kind::Unavailable, u"cannot read %1: %2"_s.arg(path, file.errorString())};
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(file.readAll(), &error);
    if (error.error != QJsonParseError::NoError)
        return Error{Error::Kind::Invalid,
                     u"%1 is no JSON: %2 at byte %3"_s.arg(path, error.errorString()).arg(error.offset)};
    if (!document.isObject())
        return Error{Error::Kind::Invalid, u"%1 must hold one JSON object"_s.arg(path)};
    return SettingsFile(path, document.object());
}

Result<Settings> SettingsFile::settings() const
{
    Settings settings;
    for (const SettingSpec &spec : settingsTable()) {
        const auto from = origin(spec.key);
        if (!from || *from == Origin::Default)
            continue;
        const QString text = *from == Origin::Environment ? qEnvironmentVariable(spec.environment.constData())
                                                          : toText(m_values[spec.key]);
        if (*from == Origin::File) {
            if (Done fit = checkSecret(text); !fit)
                return fit.error();
        }
        const QString name = *from == Origin::Environment ? QString::fromLatin1(spec.environment)
                                                          : u"“%1” in %2"_s.arg(spec.key, m_path);
        if (Done written = named(name, spec.write(settings, text)); !written)
            return written.error();
    }
    return settings;
}

Result<SettingsFile::Origin> SettingsFile::origin(const QString &key) const
{
    const auto spec = known(key);
    if (!spec)
        return spec.error();
    // An empty variable is how a shell script says "not set".
    if (!qEnvironmentVariableIsEmpty((*spec)->environment.constData()))
        return Origin::Environment;
    return toText(m_values[key]).isEmpty() ? Origin::Default : Origin::File;
}

Done SettingsFile::set(const QString &key, const QString &value)
{
    const auto spec = known(key);
    if (!spec)
        return spec.error();
    if (value.isEmpty()) {
        m_values.remove(key);
        return {};
    }
    if (Done fit = checkSecret(value); !fit)
        return fit;
    Settings settings;
    if (Done written = named(key, (*spec)->write(settings, value)); !written)
        return written;
    m_values[key] = toJson((*spec)->kind, (*spec)->read(settings));
    return {};
}

Done SettingsFile::setAll(const Settings &before, const Settings &after)
{
    const Settings defaults;
    for (const SettingSpec &spec : settingsTable()) {
        const QString value = spec.read(after);
        if (value == spec.read(before))
            continue;
        if (Done done = set(spec.key, value == spec.read(defaults) ? QString() : value); !done)
            return done;
    }
    return {};
}

Done SettingsFile::save() const
{
    QSaveFile file(m_path);
    if (!file.open(QIODevice::WriteOnly) || !file.setPermissions(QFile::ReadOwner | QFile::WriteOwner)
        || file.write(QJsonDocument(m_values).toJson()) < 0 || !file.commit())
        return Error{Error::Kind::Unavailable, u"cannot write %1: %2"_s.arg(m_path, file.errorString())};
    return {};
}

} // namespace vectray
