#include "EmbeddingReport.h"

#include "Json.h"

#include <embed/Embedder.h>
#include <engine/ModelSwitch.h>

namespace vectray {

using namespace Qt::Literals::StringLiterals;

namespace {

QString kindName(EmbeddingServiceState::Kind kind)
{
    switch (kind) {
    case EmbeddingServiceState::Kind::Ready:
        return u"ok"_s;
    case EmbeddingServiceState::Kind::Starting:
        return u"starting"_s;
    case EmbeddingServiceState::Kind::Paused:
        return u"rate-limited"_s;
    case EmbeddingServiceState::Kind::Away:
        return u"away"_s;
    case EmbeddingServiceState::Kind::Rejected:
        return u"rejected"_s;
    case EmbeddingServiceState::Kind::BudgetReached:
        return u"budget-reached"_s;
    }
    Q_UNREACHABLE();
}

QJsonObject modelJson(const EmbeddingModel &model)
{
    return {{u"provider"_s, model.provider}, {u"model"_s, model.model}, {u"dimension"_s, model.dimension}};
}

QJsonValue switchJson(const ModelSwitchState &state)
{
    if (!state.isBuilding)
        return QJsonValue::Null;
    return QJsonObject{{u"from"_s, modelJson(state.from)},
                       {u"to"_s, modelJson(state.to)},
                       {u"done"_s, qint64(state.done)},
                       {u"total"_s, qint64(state.total)},
                       {u"reason"_s, state.trouble.isEmpty() ? QJsonValue() : QJsonValue(state.trouble)}};
}

} // namespace

QString embedderName(const Embedder &embedder)
{
    const EmbeddingModel model = embedder.model();
    return model.provider + u' ' + model.model;
}

QJsonObject embeddingJson(const Embedder &embedder, const ModelSwitch &modelSwitch)
{
    const EmbeddingServiceState service = embedder.serviceState();
    const ModelSwitchState change = modelSwitch.state();
    QJsonObject json = modelJson(service.model);
    json[u"state"_s] = kindName(service.kind);
    // Where the service that is set cannot even be opened, the older set that serves meanwhile is well.
    const QString reason = service.reason.isEmpty() && !change.isBuilding ? change.trouble : service.reason;
    json[u"reason"_s] = reason.isEmpty() ? QJsonValue() : QJsonValue(reason);
    json[u"until"_s] = toJson(service.until);
    json[u"thisMonth"_s] = QJsonObject{{u"requests"_s, qint64(service.requestsThisMonth)},
                                       {u"tokens"_s, qint64(service.tokensThisMonth)},
                                       {u"spent"_s, service.spentThisMonth}};
    json[u"switch"_s] = switchJson(change);
    return json;
}

} // namespace vectray
