#pragma once

#include "AgentTable.h"

#include <domain/Result.h>

namespace vectray {

/// How the agent's program is to start the server.
struct AgentCommand
{
    QString program = {}; ///< absolute path
    QStringList args = {};
};

/// The settings with our entry, which is made or brought up to date; what else is in it, and in them, stays.
Result<QString> withEntry(const QString &settings, const AgentSpec &agent, const AgentCommand &command);

Result<QString> withoutEntry(const QString &settings, const AgentSpec &agent);
/// The program that our entry starts; empty if there is none.
Result<QString> programIn(const QString &settings, const AgentSpec &agent);

Result<bool> hasEntry(const QString &settings, const AgentSpec &agent);

} // namespace vectray
