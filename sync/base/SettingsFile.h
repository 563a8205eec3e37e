#pragma once

#include <domain/Result.h>
#include <domain/Settings.h>

#include <QJsonObject>
#include <QString>

namespace vectray {

/// The settings file: one JSON object, key by key as in <base/SettingsTable.h>. Keys it does not know are
/// kept.
class SettingsFile
{
public:
    /// Where a setting's value comes from.
    enum class Origin { Default, File, Environment };

    /// A file that is not there is an empty one. Unavailable if it cannot be read, Invalid if it is no JSON
    /// object.
    static Result<SettingsFile> read(const QString &path);

    /// Environment before file before default. Invalid, with the reason, where a value makes no sense.
    Result<Settings> settings() const;

    /// NotFound for a key that is no setting.
    Result<Origin> origin(const QString &key) const;

    /// Changes one setting, in memory; an empty \a value takes it out. NotFound, Invalid.
    Done set(const QString &key, const QString &value);

    /// Writes what differs from \a before, and takes out what is back at its default, in memory.
    Done setAll(const Settings &before, const Settings &after);

    /// Replaces the file as a whole or not at all; readable by its user only. Unavailable.
    Done save() const;

private:
    SettingsFile(QString path, QJsonObject values) : m_path(std::move(path)), m_values(std::move(values)) {}

    QString m_path;
    QJsonObject m_values;
};

} // namespace vectray
