// The front with trivial routes and without a program behind it, for load generators and attackers:
//     http_front [PORT [REQUESTS_PER_SECOND]]
#include "EventSocket.h"
#include "EventStream.h"
#include "HttpServer.h"

#include <QCoreApplication>
#include <QJsonObject>
#include <QTextStream>

using namespace Qt::Literals::StringLiterals;
using namespace vectray;

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    HttpServer::Options options;
    options.limits.requestsPerSecond = arguments.value(2).toDouble();

    EventLog log;
    EventSocket sockets(log, {});
    EventStream streams(log, {});
    HttpServer server(options);
    Router &router = server.router();
    router.add({.method = "GET",
                .path = "/health",
                .handler =
                    [](const HttpRequest &, const Reply &reply) {
                        reply.send(HttpResponse::json({{u"status"_s, u"ok"_s}}));
                    },
                .access = Route::Access::Anyone});
    router.add("GET", "/projects/{project}/status", [](const HttpRequest &request, const Reply &reply) {
        reply.send(HttpResponse::json({{u"project"_s, request.param("project")}}));
    });
    router.add("POST", "/echo", [&log](const HttpRequest &request, const Reply &reply) {
        log.append(u"echo"_s, {}, {{u"bytes"_s, request.body.size()}});
        reply.send(HttpResponse::text(request.body));
    });
    router.add("GET", "/events",
               [&streams](const HttpRequest &request, const Reply &reply) { streams.open(request, reply); });
    router.add({.method = "GET", .path = "/ws", .upgrader = &sockets});

    if (const Done listening = server.listen(arguments.value(1).toUShort()); !listening) {
        QTextStream(stderr) << listening.error().message << Qt::endl;
        return 1;
    }
    QTextStream(stdout) << server.port() << Qt::endl;
    return QCoreApplication::exec();
}
