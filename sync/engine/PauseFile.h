#pragma once

#include <domain/Result.h>
#include <domain/WatchConfig.h>

#include <QDateTime>
#include <QList>
#include <QString>

namespace vectray {

/// What is paused, and until when.
struct PauseState
{
    /// One folder, by itself.
    struct PausedFolder
    {
        WatchConfig::Key key;
        QDateTime until{}; ///< UTC; invalid: until resumed

        bool operator==(const PausedFolder &) const = default;
    };

    bool all = false;
    QDateTime until; ///< UTC, of all; invalid: until resumed
    QList<PausedFolder> folders;
    bool isHeld = false; ///< by the program, while the index is copied; not kept in the file

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
