#include "McpCommands.h"

#include "Console.h"
#include "McpBridge.h"
#include "SafeText.h"

#include <QCoreApplication>

#include <agents/AgentFile.h>

namespace vectray {

using namespace Qt::Literals::StringLiterals;

namespace {

AgentCommand bridgeCommand(const command::McpInstall &install)
{
    // The absolute path: programs with a window do not have the PATH of a shell.
    AgentCommand command{.program = QCoreApplication::applicationFilePath(), .args = {u"mcp"_s}};
    if (install.mayManage)
        command.args << u"--allow-manage"_s;
    return command;
}

QString coloured(const QString &diff, const Style &style)
{
    QString text;
    for (const QString &line : diff.split(u'\n', Qt::SkipEmptyParts)) {
        const QString safe = safeText(line.endsWith(u'\r') ? line.chopped(1) : line);
        const bool isHead = safe.startsWith(u"+++"_s) || safe.startsWith(u"---"_s);
        text += (isHead                      ? style.bold(safe)
                     : safe.startsWith(u'+') ? style.green(safe)
                     : safe.startsWith(u'-') ? style.red(safe)
                                             : safe)
            + u'\n';
    }
    return text;
}

QString outcome(const AgentSpec &agent, const command::McpInstall &install, const AgentChange &change)
{
    const QString title = QString::fromLatin1(agent.title);
    if (!change.changesAnything())
        return install.uninstall ? u"%1 has no entry for Vectray in %2.\n"_s.arg(title, change.file)
                                 : u"%1 has that entry already in %2.\n"_s.arg(title, change.file);
    if (install.dryRun)
        return u"Nothing was written: this was a dry run.\n"_s;
    QString text = install.uninstall ? u"%1 does not know Vectray any more."_s.arg(title)
                                     : u"%1 knows Vectray now. Start it anew."_s.arg(title);
    if (!change.backup.isEmpty())
        text += u" The file as it was is in %1."_s.arg(safeLine(change.backup));
    return text + u'\n';
}

} // namespace

Result<Answer> answerTo(const command::Mcp &mcp, Session &session)
{
    const DaemonWish wish{.port = session.port(),
                          .endpointFile = session.paths().endpointFile(),
                          .mayStart = mcp.mayStart,
                          .patience = session.patience(std::chrono::seconds(30))};
    const auto ended = runMcpBridge({.daemon = wish, .mayManage = mcp.mayManage});
    if (!ended)
        return ended.error();
    Answer answer;
    answer.exit = *ended;
    return answer;
}

Result<Answer> answerTo(const command::McpInstall &install, Session &session)
{
    const AgentSpec *agent = findAgent(install.client);
    const QString file = agentFile(*agent, AgentPlaces::fromEnvironment(), install.inProject);
    if (file.isEmpty())
        return Error{Error::Kind::Invalid,
                     u"%1 has no settings for single projects: leave out '--scope project'."_s.arg(
                         QString::fromLatin1(agent->title))};
    const auto change =
        install.uninstall ? planUninstall(*agent, file) : planInstall(*agent, file, bridgeCommand(install));
    if (!change)
        return change.error();
    const QString diff = change->diff();
    if (!session.wantsJson() && !diff.isEmpty()) { // before anything is written
        if (Done shown = session.console().print(coloured(diff, session.console().style())); !shown)
            return shown.error();
    }
    if (!install.dryRun) {
        if (Done done = carryOut(*change); !done)
            return done.error();
    }
    const bool written = change->changesAnything() && !install.dryRun;
    return Answer{
        {{u"client"_s, install.client},
         {u"file"_s, change->file},
         {u"changed"_s, written},
         {u"diff"_s, diff},
         {u"backup"_s, written && !change->backup.isEmpty() ? QJsonValue(change->backup) : QJsonValue()}},
        outcome(*agent, install, *change),
        {}};
}

} // namespace vectray
