#include "RunClient.h"

#include "ConfigCommands.h"
#include "Console.h"
#include "DebugArchive.h"
#include "FolderCommands.h"
#include "McpCommands.h"
#include "PauseCommands.h"
#include "QuestionCommands.h"
#include "TokenCommands.h"

#include <QJsonDocument>

namespace vectray {

using namespace Qt::Literals::StringLiterals;

namespace {

ExitCode fail(Console &console, const Error &error)
{
    console.remark(u"vectray: "_s + error.message);
    return exitCodeOf(error.kind);
}

ExitCode tell(Console &console, const Answer &answer, bool json)
{
    const QByteArray text = json ? QJsonDocument(answer.json).toJson() : answer.text.toUtf8();
    if (Done printed = console.print(text); !printed)
        return fail(console, printed.error());
    if (!answer.remark.isEmpty())
        console.remark(answer.remark);
    return answer.exit;
}

} // namespace

int runClient(const ClientCommand &command)
{
    Console console;
    return runClient(command, Paths::fromEnvironment(), console);
}

int runClient(const ClientCommand &command, const Paths &paths, Console &console)
{
    Session session(command, paths, console);
    const auto answer =
        std::visit([&session](const auto &action) { return answerTo(action, session); }, command.action);
    return toInt(answer ? tell(console, *answer, command.json) : fail(console, answer.error()));
}

} // namespace vectray
