#pragma once

#include "PauseFile.h"

#include <QObject>
#include <QTimer>

namespace vectray {

/// What a person has paused: everything, or single folders, until some time or until it is resumed. Kept in a
/// file, so that it outlives the program. Main thread.
class PauseSwitch final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(PauseSwitch)

public:
    using Until = std::optional<QDateTime>; ///< UTC; nothing: until resumed

    explicit PauseSwitch(PauseFile file); ///< reads it; a pause that is over by then is none

    void pauseAll(const Until &until);
    void resumeAll(); ///< single folders as well

    void pause(const WatchConfig::Key &folder, const Until &until);
    void resume(const WatchConfig::Key &folder); ///< it stays paused while all is

    /// Nothing is indexed until release(), whatever is paused or resumed meanwhile: the index is being
    /// copied.
    void hold();
    void release();

    /// What is said to somebody who wants something indexed while it is held.
    static Error heldError();

    const PauseState &state() const { return m_state; }

    bool covers(const WatchConfig::Key &folder) const;

    /// When a folder that is paused goes on by itself; invalid: it does not, or nobody knows when.
    QDateTime endOf(const WatchConfig::Key &folder) const;

Q_SIGNALS:
    void changed();

private:
    const PauseState::PausedFolder *find(const WatchConfig::Key &folder) const;
    void set(const PauseState &state);
    void endWhatIsOver();
    void waitForNextEnd();

    PauseFile m_file;
    PauseState m_state;
    QTimer m_timer;
};

} // namespace vectray
