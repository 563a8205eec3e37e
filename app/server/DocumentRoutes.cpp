#include "ApiParts.h"

#include <QFile>

#include <http/Reply.h>
#include <http/Router.h>

#include <array>

static void loadApiResources()
{
    Q_INIT_RESOURCE(api); // which must not be in a namespace
}

namespace vectray {

namespace {

struct Document
{
    QByteArray path;
    const char *resource;
    QByteArray type;
};

/// The page may load what comes with it, ask for the description, and do nothing else.
constexpr auto PagePolicy = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
                            "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

QByteArray contentOf(const char *resource)
{
    QFile file(QString::fromLatin1(resource));
    const bool isThere = file.open(QIODevice::ReadOnly);
    Q_ASSERT(isThere); // it is part of the program
    return isThere ? file.readAll() : QByteArray();
}

} // namespace

void addDocumentRoutes(Router &router)
{
    loadApiResources();
    const std::array documents{
        Document{"/openapi.json", ":/api/openapi.json", "application/json"},
        Document{"/docs", ":/api/docs.html", "text/html; charset=utf-8"},
        Document{"/docs/docs.css", ":/api/docs.css", "text/css; charset=utf-8"},
        Document{"/docs/docs.js", ":/api/docs.js", "text/javascript; charset=utf-8"},
    };
    for (const Document &document : documents) {
        HttpResponse response = HttpResponse::text(contentOf(document.resource), document.type);
        response.headers = {{"Content-Security-Policy", PagePolicy}};
        router.add("GET", document.path,
                   [response](const HttpRequest &, const Reply &reply) { reply.send(response); });
    }
}

} // namespace vectray
