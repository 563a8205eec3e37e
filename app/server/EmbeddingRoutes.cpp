#include "ApiParts.h"
#include "EmbeddingReport.h"

#include <base/Answer.h>
#include <embed/EmbedderSeat.h>
#include <embed/OpenProvider.h>
#include <store/IndexStore.h>

#include <QThreadPool>

#include <http/Reply.h>
#include <http/RequestFields.h>
#include <http/Router.h>

namespace vectray {

using namespace Qt::Literals::StringLiterals;

namespace {

QJsonObject cacheJson(const VectorCacheState &cache)
{
    return {{u"vectors"_s, qint64(cache.vectors)}, {u"bytes"_s, qint64(cache.bytes)}};
}

QJsonObject trialJson(const Result<EmbeddingTrial> &trial)
{
    if (!trial)
        return {{u"ok"_s, false}, {u"error"_s, trial.error().message}};
    return {{u"ok"_s, true},
            {u"model"_s, trial->model},
            {u"address"_s, trial->address},
            {u"dimension"_s, trial->dimension},
            {u"latencyMs"_s, qint64(trial->latency.count())}};
}

} // namespace

void addEmbeddingRoutes(Router &router, const ApiParts &parts)
{
    router.add("GET", "/embedding", [parts](const HttpRequest &, const Reply &reply) {
        QJsonObject json = embeddingJson(*parts.embedders.current(), parts.modelSwitch);
        reply.follow(parts.store.vectorCache(), [json](const Result<VectorCacheState> &cache) {
            QJsonObject full = json;
            full[u"cache"_s] = cache ? QJsonValue(cacheJson(*cache)) : QJsonValue();
            return HttpResponse::json(full);
        });
    });
    // The address and the key are those of the settings: a request cannot make the program ask somebody else.
    router.add("POST", "/embedding/test", [parts](const HttpRequest &request, const Reply &reply) {
        RequestFields fields = RequestFields::fromBody(request);
        const QString provider = fields.string(u"provider").value_or(QString());
        const QString model = fields.string(u"model").value_or(QString());
        if (!provider.isEmpty() && !providerNames().contains(provider))
            fields.reject(u"provider", u"must be one of %1"_s.arg(providerNames().join(u", "_s)));
        if (const auto problem = fields.problem())
            return reply.send(*problem);
        const Answer<HttpResponse> answer;
        parts.pool.start([parts, answer, provider, model] {
            answer.give(HttpResponse::json(trialJson(parts.tryProvider(provider, model))));
        });
        reply.follow(answer.future(), [](const HttpResponse &response) { return response; });
    });
}

} // namespace vectray
