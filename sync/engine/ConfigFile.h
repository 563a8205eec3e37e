#pragma once

#include <domain/Result.h>
#include <domain/WatchConfig.h>

#include <QList>

namespace vectray {

/// The watch configurations as a JSON file beside the database, from which a lost database is set up again.
/// Replaced atomically: after a crash or on a full disk it is the old one or the new one, whole.
class ConfigFile
{
public:
    explicit ConfigFile(QString path) : m_path(std::move(path)) {}

    const QString &path() const { return m_path; }

    /// No configurations if there is no file. Invalid, with the position, if it cannot be understood.
    Result<QList<WatchConfig>> read() const;
    Done write(const QList<WatchConfig> &configs) const;

private:
    QString m_path;
};

} // namespace vectray
