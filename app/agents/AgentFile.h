#pragma once

#include "AgentEntry.h"

#include <QByteArray>

#include <optional>

namespace vectray {

/// What is to become of a settings file.
struct AgentChange
{
    QString file = {};
    std::optional<QByteArray> before = {}; ///< no value: there is no such file
    std::optional<QByteArray> after = {}; ///< no value: it goes
    QString backup = {}; ///< where the file as it was is kept; empty: there was none, or nothing changes

    bool changesAnything() const { return before != after; }
    QString diff() const;
};

/// Enters the command. Invalid, with the place, if the file cannot be understood; Denied if it cannot be
/// read.
Result<AgentChange> planInstall(const AgentSpec &agent, const QString &file, const AgentCommand &command);

/// Takes the entry out. If nothing but our entry has changed since it was made, the file becomes again what
/// it was then, to the byte; a file that was made for the entry goes.
Result<AgentChange> planUninstall(const AgentSpec &agent, const QString &file);

/// The program that the entry names; empty if there is no entry, or it names none.
Result<QString> enteredProgram(const AgentSpec &agent, const QString &file);

/// Writes the backup, then the file, each at once or not at all. Conflict: the file has changed since the
/// plan.
Done carryOut(const AgentChange &change);

} // namespace vectray
