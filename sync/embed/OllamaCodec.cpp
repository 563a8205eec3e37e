#include "OllamaCodec.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace vectray {

using namespace Qt::Literals::StringLiterals;

ProviderLimits OllamaCodec::limits() const
{
    return {.texts = 32, .tokens = 16'000, .bytes = 1 << 20, .tokensPerText = 8'192};
}

HttpCall OllamaCodec::call(const QList<QByteArray> &texts, TextKind /*kind*/) const
{
    QJsonArray input;
    for (const QByteArray &text : texts)
        input.append(QString::fromUtf8(text));
    QJsonObject body{{u"model"_s, model().name}, {u"input"_s, input}, {u"truncate"_s, true}};
    if (model().dimension > 0)
        body.insert(u"dimensions"_s, model().dimension);
    return {.url = (model().endpoint + u"/api/embed"_s).toUtf8(),
            .headers = {},
            .body = QJsonDocument(body).toJson(QJsonDocument::Compact),
            .timeout = std::chrono::minutes(3)}; // the first call loads the model
}

Result<ProviderAnswer> OllamaCodec::read(const HttpAnswer &answer) const
{
    QJsonParseError error;
    const QJsonObject object = QJsonDocument::fromJson(answer.body, &error).object();
    if (error.error != QJsonParseError::NoError || !object[u"embeddings"].isArray())
        return Error{Error::Kind::Invalid, u"Ollama's answer makes no sense: it has no list “embeddings”"_s};
    ProviderAnswer read{.vectors = {}, .tokens = object[u"prompt_eval_count"].toInteger()};
    const QJsonArray embeddings = object[u"embeddings"].toArray();
    for (const auto &value : embeddings) {
        auto embedding = embeddingOf(value);
        if (!embedding)
            return embedding.error();
        read.vectors.append(*std::move(embedding));
    }
    return read;
}

ProviderFailure OllamaCodec::failure(const HttpAnswer &answer) const
{
    const QString message = QJsonDocument::fromJson(answer.body).object()[u"error"].toString();
    ProviderFailure failure = failureByStatus(answer, u"Ollama"_s, message);
    if (answer.status == 404)
        failure.message =
            u"Ollama does not have the model (%1): run “ollama pull %2”"_s.arg(quoted(message), model().name);
    return failure;
}

} // namespace vectray
