#pragma once

#include <QString>

namespace vectray {

/// A program with an AI agent, and whether it knows Vectray.
struct AgentConnection
{
    QString name; ///< "claude-code"
    QString title; ///< for people
    QString file; ///< its settings, absolute; need not be there
    bool isConnected = false;
    QString diff; ///< of its settings, if that were changed; empty: nothing would change
    QString trouble; ///< a sentence: why its settings cannot be changed; empty: they can

    bool operator==(const AgentConnection &) const = default;
};

} // namespace vectray
