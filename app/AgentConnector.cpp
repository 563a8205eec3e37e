#include "AgentConnector.h"

#include <agents/AgentFile.h>

namespace vectray {

using namespace Qt::Literals::StringLiterals;

QList<AgentConnection> AgentConnector::agents() const
{
    const AgentPlaces places = AgentPlaces::fromEnvironment();
    QList<AgentConnection> agents;
    for (const AgentSpec &spec : agentTable()) {
        AgentConnection agent;
        agent.name = QString::fromLatin1(spec.name);
        agent.title = QString::fromLatin1(spec.title);
        agent.file = agentFile(spec, places, false);
        const auto entered = enteredProgram(spec, agent.file);
        agent.isConnected = entered && !entered->isEmpty();
        const auto change = agent.isConnected
            ? planUninstall(spec, agent.file)
            : planInstall(spec, agent.file, {.program = m_program, .args = {u"mcp"_s}});
        if (change)
            agent.diff = change->diff();
        else
            agent.trouble = change.error().message;
        agents.append(agent);
    }
    return agents;
}

Done AgentConnector::setConnected(const QString &name, bool connected) const
{
    const AgentSpec *spec = findAgent(name);
    if (!spec)
        return Error{Error::Kind::NotFound, u"there is no agent “%1”"_s.arg(name)};
    const QString file = agentFile(*spec, AgentPlaces::fromEnvironment(), false);
    const auto change = connected ? planInstall(*spec, file, {.program = m_program, .args = {u"mcp"_s}})
                                  : planUninstall(*spec, file);
    if (!change)
        return change.error();
    return carryOut(*change);
}

} // namespace vectray
