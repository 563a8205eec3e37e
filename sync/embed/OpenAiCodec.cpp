#include "OpenAiCodec.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QUrl>

namespace vectray {

using namespace Qt::Literals::StringLiterals;

ProviderLimits OpenAiCodec::limits() const
{
    // OpenAI takes 2,048 texts and 300,000 tokens; fewer at a time answer sooner, and every server takes
    // them.
    return {.texts = 256, .tokens = 100'000, .bytes = 4 << 20, .tokensPerText = 8'192};
}

HttpCall OpenAiCodec::call(const QList<QByteArray> &texts, TextKind /*kind*/) const
{
    QJsonArray input;
    for (const QByteArray &text : texts)
        input.append(QString::fromUtf8(text));
    QJsonObject body{{u"model"_s, model().name}, {u"input"_s, input}, {u"encoding_format"_s, u"base64"_s}};
    if (model().dimension > 0)
        body.insert(u"dimensions"_s, model().dimension);
    // As in OpenAI's own libraries, the address has the version in it; one without a path gets it.
    const QString path = QUrl(model().endpoint).path().isEmpty() ? u"/v1/embeddings"_s : u"/embeddings"_s;
    HttpCall call{.url = (model().endpoint + path).toUtf8(),
                  .headers = {},
                  .body = QJsonDocument(body).toJson(QJsonDocument::Compact)};
    if (!model().key.isEmpty())
        call.headers.append({"Authorization", "Bearer " + model().key});
    return call;
}

Result<ProviderAnswer> OpenAiCodec::read(const HttpAnswer &answer) const
{
    return readDataList(answer.body);
}

ProviderFailure OpenAiCodec::failure(const HttpAnswer &answer) const
{
    const QJsonValue error = QJsonDocument::fromJson(answer.body).object()[u"error"];
    const QString message = error.isString() ? error.toString() : error[u"message"].toString();
    const QString code = error[u"code"].toString();
    ProviderFailure failure = failureByStatus(answer, u"the OpenAI service"_s, message);
    if (code == u"insufficient_quota" || error[u"type"].toString() == u"insufficient_quota") {
        failure.kind = ProviderFailure::Kind::Rejected;
        failure.message =
            u"the account at OpenAI has nothing left to spend (%1): add credit or raise its limit at "
            "platform.openai.com, or use another provider"_s.arg(quoted(message));
    } else if (answer.status == 400 && (code == u"model_not_found" || message.contains(u"dimensions"))) {
        failure.kind = ProviderFailure::Kind::Rejected;
        failure.message =
            u"the OpenAI service does not know this model or its dimensions (%1): check the settings"_s.arg(
                quoted(message));
    } else if (answer.status == 409 || answer.status == 408) {
        failure.kind = ProviderFailure::Kind::Busy;
    }
    if (answer.headers.value("x-should-retry") == "false" && failure.kind == ProviderFailure::Kind::Busy)
        failure.kind = ProviderFailure::Kind::Refused;
    return failure;
}

} // namespace vectray
