#pragma once

#include <domain/Result.h>
#include <items/AgentConnection.h>

#include <QList>

namespace vectray {

/// Looks at the settings of programs with AI agents, and enters Vectray there. Reads and writes files: for a
/// worker thread.
class AgentConnector
{
public:
    /// \a program is what agents are to start, absolute.
    explicit AgentConnector(QString program) : m_program(std::move(program)) {}

    QList<AgentConnection> agents() const;
    /// Enters Vectray, or takes it out. NotFound: there is no such agent.
    Done setConnected(const QString &name, bool connected) const;

private:
    QString m_program;
};

} // namespace vectray
