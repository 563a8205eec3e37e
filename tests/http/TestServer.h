#pragma once

#include "HttpServer.h"

#include <QJsonObject>
#include <QLoggingCategory>
#include <QTimer>

#include <algorithm>

namespace vectray {

/// A live server on a free port with a few routes.
class TestServer
{
public:
    explicit TestServer(HttpServer::Options options = {})
        : m_server(std::make_unique<HttpServer>(std::move(options)))
    {
        using namespace Qt::Literals::StringLiterals;
        QLoggingCategory::setFilterRules(u"vectray.http.info=false"_s);
        Router &router = m_server->router();
        router.add({"GET", "/health",
                    [](const HttpRequest &, const Reply &reply) {
                        reply.send(HttpResponse::json({{u"status"_s, u"ok"_s}}));
                    },
                    Route::Access::Anyone});
        router.add("GET", "/private", [this](const HttpRequest &, const Reply &reply) {
            ++handled;
            reply.send(HttpResponse::text("private"));
        });
        router.add("POST", "/echo", [this](const HttpRequest &request, const Reply &reply) {
            ++handled;
            reply.send(HttpResponse::text(request.body));
        });
        router.add("DELETE", "/echo", [this](const HttpRequest &request, const Reply &reply) {
            ++handled;
            reply.send(HttpResponse::text(request.body));
        });
        router.add("GET", "/echo/{text}", [](const HttpRequest &request, const Reply &reply) {
            reply.send(HttpResponse::text(request.param("text").toUtf8()));
        });
        router.add("GET", "/later",
                   [this](const HttpRequest &, const Reply &reply) { replies.push_back(reply); });
    }

    HttpServer &operator*() { return *m_server; }
    HttpServer *operator->() { return m_server.get(); }
    void destroy() { m_server.reset(); }

    std::vector<Reply> replies; ///< to GET /later, not answered yet
    int handled = 0; ///< requests that came through to /private and /echo

private:
    std::unique_ptr<HttpServer> m_server;
};

/// Whether any of an object's timers runs. One that does wakes the processor of a machine that has nothing to
/// do.
inline bool hasRunningTimer(const QObject &object)
{
    const auto timers = object.findChildren<QTimer *>();
    return std::any_of(timers.begin(), timers.end(), [](const QTimer *timer) { return timer->isActive(); });
}

/// A head with the Host that this server takes.
inline QByteArray request(quint16 port, const QByteArray &line, const QByteArray &more = {})
{
    return line + " HTTP/1.1\r\nHost: localhost:" + QByteArray::number(port) + "\r\n" + more + "\r\n";
}

} // namespace vectray
