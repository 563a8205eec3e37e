#include "Application.h"
#include "CopyStores.h"
#include "DesktopApplication.h"
#include "EffectiveSettings.h"
#include "LogFile.h"
#include "ProcessLimits.h"
#include "RemoteAccess.h"
#include "ServiceManager.h"
#include "SingleInstance.h"
#include "UnixSignals.h"

#include <base/Paths.h>
#include <domain/Overloaded.h>
#include <ui/Desktop.h>

#include <QCoreApplication>

#include <cli/CommandLine.h>
#include <cli/ExitCode.h>
#include <cli/RunClient.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdio>
#include <filesystem>

using namespace vectray;
using namespace Qt::Literals::StringLiterals;

namespace {

int fail(const Error &error, ExitCode code)
{
    std::fprintf(stderr, "vectray: %s\n", qUtf8Printable(error.message));
    return int(code);
}

ExitCode exitCodeOf(const Error &error)
{
    return error.kind == Error::Kind::Conflict ? ExitCode::Conflict : ExitCode::Failure;
}

/// Whether there is a tray running that a second start means, and it was told what is wanted.
bool leaveToRunning(const Paths &paths, const RunTray &tray)
{
    const QByteArray words = tray.background ? QByteArray()
        : tray.page.isEmpty()                ? QByteArray("raise")
                                             : "show " + tray.page.toUtf8();
    return SingleInstance::tell(paths.runtime + u"/vectray.sock"_s, words);
}

/// From here on it is the same for the tray and the headless program; \a tray is null for the latter.
int runDaemon(QCoreApplication &qt, const DaemonOptions &options, const RunTray *tray)
{
    ::umask(0077);
    raiseDescriptorLimit();
    const UnixSignals signalsOfUnix;
    if (!options.dataDirectory.isEmpty())
        qputenv("VECTRAY_DATA_DIR", options.dataDirectory.toUtf8());
    const Paths paths = Paths::fromEnvironment();
    const auto settings = effectiveSettings(options, paths);
    if (!settings)
        return fail(settings.error(), ExitCode::Usage);
    if (Done sensible = checkRemoteAccess(*settings); !sensible)
        return fail(sensible.error(), ExitCode::Usage);

    LogFile log(paths.state + u"/logs"_s);
    if (Done logging = log.install(); !logging)
        std::fprintf(stderr, "vectray: %s\n", qUtf8Printable(logging.error().message));
    if (tray)
        Desktop::prepare(paths.config + u"/desktop.ini"_s);

    Application application(*settings, paths);
    if (Done started = application.start(); !started) {
        if (tray && started.error().kind == Error::Kind::Conflict && leaveToRunning(paths, *tray))
            return int(ExitCode::Ok);
        return fail(started.error(), exitCodeOf(started.error()));
    }
    ServiceManager serviceManager;
    serviceManager.ready();
    QObject::connect(&signalsOfUnix, &UnixSignals::endRequested, &qt, &QCoreApplication::quit);
    QObject::connect(&application, &Application::quitRequested, &qt, &QCoreApplication::quit);
    if (tray)
        application.startDesktop({.inBackground = tray->background, .page = tray->page});
    return QCoreApplication::exec();
}

/// Becomes the bridge's own program, which is small; returns if it is not there, and then we are the bridge.
void becomeBridge(char **argv)
{
    std::error_code none;
    const std::filesystem::path self = std::filesystem::read_symlink("/proc/self/exe", none);
    for (const auto &helper : {self.parent_path() / "vectray-mcp", self.parent_path() / "../libexec/vectray/vectray-mcp"})
        ::execv(helper.c_str(), argv);
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication::setApplicationName(u"vectray"_s);
    QCoreApplication::setApplicationVersion(QStringLiteral(VECTRAY_VERSION));

    QStringList args; // before there is a QApplication, which would need a display and eat some of them
    for (int i = 1; i < argc; ++i)
        args.append(QString::fromLocal8Bit(argv[i]));
    const auto invocation = parseCommandLine(args);
    if (!invocation)
        return fail(invocation.error(), ExitCode::Usage);

    return std::visit(Overloaded{
                          [&](const RunTray &tray) {
                              DesktopApplication qt(argc, argv);
                              DesktopApplication::setQuitOnLastWindowClosed(false);
                              return runDaemon(qt, tray.options, &tray);
                          },
                          [&](const RunServer &server) {
                              QCoreApplication qt(argc, argv);
                              return runDaemon(qt, server.options, nullptr);
                          },
                          [&](const ClientCommand &command) {
                              if (std::holds_alternative<command::Mcp>(command.action))
                                  becomeBridge(argv);
                              const QCoreApplication qt(argc, argv);
                              return runClient(command);
                          },
                          [&](const CopyStore &copy) {
                              ::umask(0077);
                              const QCoreApplication qt(argc, argv);
                              return copyStores(copy, Paths::fromEnvironment());
                          },
                          [](const PrintText &text) {
                              std::fputs(qUtf8Printable(text.text), stdout);
                              return int(ExitCode::Ok);
                          },
                      },
                      *invocation);
}
