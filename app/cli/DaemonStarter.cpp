#include "DaemonStarter.h"

#include "Client.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QFileInfo>
#include <QProcess>
#include <QStandardPaths>
#include <QTimer>

namespace vectray {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto AskAgainAfter = 100ms;

/// Where the program is: we may be its helper, beside it or in libexec.
QString program()
{
    const QString directory = QCoreApplication::applicationDirPath();
    for (const QString &name : {u"/vectray"_s, u"/../../bin/vectray"_s}) {
        const QString path = directory + name;
        if (QFileInfo(path).isExecutable())
            return QFileInfo(path).canonicalFilePath();
    }
    return QStandardPaths::findExecutable(u"vectray"_s);
}

Done start(const DaemonWish &wish)
{
    QProcess process;
    process.setProgram(program());
    process.setArguments({u"serve"_s});
    if (wish.port)
        process.setArguments({u"serve"_s, u"--port"_s, QString::number(*wish.port)});
    process.setStandardInputFile(QProcess::nullDevice());
    process.setStandardOutputFile(QProcess::nullDevice());
    process.setStandardErrorFile(QProcess::nullDevice()); // it has its own log
    process.setWorkingDirectory(u"/"_s);
    if (process.program().isEmpty() || !process.startDetached())
        return Error{
            Error::Kind::Unavailable,
            u"Vectray is not running and could not be started: %1. Start it with 'vectray'."_s.arg(
                process.program().isEmpty() ? u"the program was not found"_s : process.errorString())};
    return {};
}

/// Ok, or why it does not answer.
Done ask(const Endpoint &endpoint)
{
    Client client(endpoint);
    const auto answer = client.ask({.path = "/status", .patience = 5s});
    return answer ? Done() : answer.error();
}

void rest()
{
    QEventLoop loop;
    QTimer::singleShot(AskAgainAfter, &loop, &QEventLoop::quit);
    loop.exec();
}

} // namespace

Result<Endpoint> reachDaemon(const DaemonWish &wish)
{
    QElapsedTimer timer;
    timer.start();
    bool started = false;
    for (;;) {
        auto endpoint = findEndpoint(wish.port, wish.endpointFile);
        if (!endpoint)
            return endpoint.error();
        const Done answers = ask(*endpoint);
        if (answers)
            return endpoint;
        if (answers.error().kind != Error::Kind::Unavailable || !wish.mayStart)
            return answers.error();
        if (!started) {
            if (Done starting = start(wish); !starting)
                return starting.error();
            started = true;
        }
        if (timer.hasExpired(wish.patience.count()))
            return Error{Error::Kind::Cancelled,
                         u"Vectray was started, but does not answer. 'vectray doctor' says why."_s};
        rest();
    }
}

} // namespace vectray
