#include "GeminiCodec.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QUrl>

namespace vectray {

using namespace Qt::Literals::StringLiterals;

ProviderLimits GeminiCodec::limits() const
{
    return {.texts = 100, .tokens = 20'000, .bytes = 1 << 20, .tokensPerText = 2'048};
}

HttpCall GeminiCodec::call(const QList<QByteArray> &texts, TextKind kind) const
{
    const QString name = model().name.startsWith(u"models/") ? model().name : u"models/"_s + model().name;
    QJsonArray requests;
    for (const QByteArray &text : texts) {
        const QJsonObject part{{u"text"_s, QString::fromUtf8(text)}};
        QJsonObject request{
            {u"model"_s, name},
            {u"content"_s, QJsonObject{{u"parts"_s, QJsonArray{part}}}},
            {u"taskType"_s, kind == TextKind::Query ? u"CODE_RETRIEVAL_QUERY"_s : u"RETRIEVAL_DOCUMENT"_s}};
        if (model().dimension > 0)
            request.insert(u"outputDimensionality"_s, model().dimension);
        requests.append(request);
    }
    const QString version = QUrl(model().endpoint).path().isEmpty() ? u"/v1beta"_s : QString();
    return {.url = (model().endpoint + version + u'/' + name + u":batchEmbedContents"_s).toUtf8(),
            .headers = {{"x-goog-api-key", model().key}},
            .body = QJsonDocument(QJsonObject{{u"requests"_s, requests}}).toJson(QJsonDocument::Compact)};
}

Result<ProviderAnswer> GeminiCodec::read(const HttpAnswer &answer) const
{
    QJsonParseError error;
    const QJsonObject object = QJsonDocument::fromJson(answer.body, &error).object();
    if (error.error != QJsonParseError::NoError || !object[u"embeddings"].isArray())
        return Error{Error::Kind::Invalid, u"Gemini's answer makes no sense: it has no list “embeddings”"_s};
    ProviderAnswer read;
    const QJsonArray embeddings = object[u"embeddings"].toArray();
    for (const auto &value : embeddings) {
        auto embedding = embeddingOf(value.toObject()[u"values"]);
        if (!embedding)
            return embedding.error();
        read.vectors.append(*std::move(embedding));
    }
    return read;
}

ProviderFailure GeminiCodec::failure(const HttpAnswer &answer) const
{
    const QJsonValue error = QJsonDocument::fromJson(answer.body).object()[u"error"];
    const QString message = error[u"message"].toString();
    ProviderFailure failure = failureByStatus(answer, u"Gemini"_s, message);
    if (answer.status == 400 && message.contains(u"API key", Qt::CaseInsensitive)) {
        failure.kind = ProviderFailure::Kind::Rejected;
        failure.message =
            u"Gemini does not accept the key (%1): check it in the settings"_s.arg(quoted(message));
    } else if (error[u"status"].toString() == u"RESOURCE_EXHAUSTED"
               && message.contains(u"billing", Qt::CaseInsensitive) && message.contains(u"PerDay")) {
        failure.kind = ProviderFailure::Kind::Rejected;
        failure.message =
            u"today's quota at Gemini is used up (%1): wait until tomorrow, raise it, or use another "
            "provider"_s.arg(quoted(message));
    }
    // The pause is in the body: {"details": [{"@type": "…RetryInfo", "retryDelay": "34s"}]}.
    const QJsonArray details = error[u"details"].toArray();
    for (const auto &detail : details) {
        const QString delay = detail.toObject()[u"retryDelay"].toString();
        if (delay.endsWith(u's') && !failure.retryAfter)
            failure.retryAfter = std::chrono::milliseconds(qint64(delay.chopped(1).toDouble() * 1000));
    }
    return failure;
}

} // namespace vectray
