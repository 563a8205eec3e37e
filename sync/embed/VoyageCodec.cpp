#include "VoyageCodec.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QUrl>

namespace vectray {

using namespace Qt::Literals::StringLiterals;

ProviderLimits VoyageCodec::limits() const
{
    return {.texts = 128, .tokens = 100'000, .bytes = 4 << 20, .tokensPerText = 16'000};
}

HttpCall VoyageCodec::call(const QList<QByteArray> &texts, TextKind kind) const
{
    QJsonArray input;
    for (const QByteArray &text : texts)
        input.append(QString::fromUtf8(text));
    QJsonObject body{{u"model"_s, model().name},
                     {u"input"_s, input},
                     {u"input_type"_s, kind == TextKind::Query ? u"query"_s : u"document"_s},
                     {u"truncation"_s, true},
                     {u"encoding_format"_s, u"base64"_s}};
    if (model().dimension > 0)
        body.insert(u"output_dimension"_s, model().dimension);
    const QString path = QUrl(model().endpoint).path().isEmpty() ? u"/v1/embeddings"_s : u"/embeddings"_s;
    return {.url = (model().endpoint + path).toUtf8(),
            .headers = {{"Authorization", "Bearer " + model().key}},
            .body = QJsonDocument(body).toJson(QJsonDocument::Compact)};
}

Result<ProviderAnswer> VoyageCodec::read(const HttpAnswer &answer) const
{
    return readDataList(answer.body);
}

ProviderFailure VoyageCodec::failure(const HttpAnswer &answer) const
{
    const QJsonObject object = QJsonDocument::fromJson(answer.body).object();
    const QString message = object[u"detail"].toString();
    ProviderFailure failure = failureByStatus(answer, u"Voyage"_s, message);
    const bool aboutModel = message.contains(u"model", Qt::CaseInsensitive)
        && (message.contains(u"not supported", Qt::CaseInsensitive)
            || message.contains(u"not found", Qt::CaseInsensitive));
    if (answer.status == 400 && aboutModel) {
        failure.kind = ProviderFailure::Kind::Rejected;
        failure.message = u"Voyage does not know this model (%1): check its name"_s.arg(quoted(message));
    }
    return failure;
}

} // namespace vectray
