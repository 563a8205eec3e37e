#pragma once

#include <domain/Result.h>

#include <QDateTime>
#include <QList>
#include <QString>

#include <domain/WatchConfig.h>

namespace vectray {

/// What is paused, and until when.
struct PauseState
{
    bool all = false;
    QDateTime until; ///< UTC, of all; invalid: until resumed
    QList<WatchConfig::Key> folders; ///< paused one by one

    bool operator==(const PauseState &) const = default;
};

/// The pause in a file of its own, so that it survives a restart.
class PauseFile
{
public:
    explicit PauseFile(QString path) : m_path(std::move(path)) {}

    PauseState read() const; ///< nothing is paused if there is no file, or no sense in it
    Done write(const PauseState &state) const;

private:
    QString m_path;
};

} // namespace vectray
