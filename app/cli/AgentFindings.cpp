#include "AgentFindings.h"

#include <QFileInfo>

#include <agents/AgentFile.h>

namespace vectray {

using namespace Qt::Literals::StringLiterals;
using State = Finding::State;

QList<Finding> examineAgents(const AgentPlaces &places)
{
    QList<Finding> findings;
    for (const AgentSpec &agent : agentTable()) {
        const QString file = agentFile(agent, places, false);
        if (!QFileInfo::exists(file))
            continue;
        const auto program = enteredProgram(agent, file);
        const QString title = QString::fromLatin1(agent.title);
        const QString again = u"vectray mcp install %1"_s.arg(QString::fromLatin1(agent.name));
        if (!program)
            findings << Finding{title, State::Poor, program.error().message, u"Mend %1."_s.arg(file)};
        else if (program->isEmpty())
            continue;
        else if (QFileInfo(*program).isExecutable())
            findings << Finding{title, State::Good, u"knows Vectray"_s, {}};
        else
            findings << Finding{title, State::Poor,
                                u"looks for Vectray at %1, where it is not"_s.arg(*program), again};
    }
    return findings;
}

} // namespace vectray
