#include <QCoreApplication>

#include <cli/CommandLine.h>
#include <cli/RunClient.h>

#include <cstdio>

using namespace vectray;
using namespace Qt::Literals::StringLiterals;

/// "vectray mcp" without windows: vectray becomes this program, with the arguments that it was given.
int main(int argc, char **argv)
{
    const QCoreApplication qt(argc, argv);
    QCoreApplication::setApplicationName(u"vectray"_s);
    QStringList args;
    for (int i = 1; i < argc; ++i)
        args.append(QString::fromLocal8Bit(argv[i]));
    const auto invocation = parseCommandLine(args);
    const auto *command = invocation ? std::get_if<ClientCommand>(&*invocation) : nullptr;
    if (command == nullptr || !std::holds_alternative<command::Mcp>(command->action)) {
        std::fputs(
            "vectray-mcp: this is a part of Vectray that is not started by hand; see 'vectray mcp --help'.\n",
            stderr);
        return 2;
    }
    return runClient(*command);
}
