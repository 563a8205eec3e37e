#include "ProviderCodec.h"

#include <QDateTime>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLocale>
#include <QTimeZone>

#include <algorithm>
#include <cstring>

namespace vectray {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype MaxQuoted = 300;

Error senseless(const QString &reason)
{
    return {Error::Kind::Invalid, u"the service's answer makes no sense: %1"_s.arg(reason)};
}

bool isAboutLength(const QString &message)
{
    return message.contains(u"length", Qt::CaseInsensitive)
        || message.contains(u"too long", Qt::CaseInsensitive)
        || message.contains(u"too large", Qt::CaseInsensitive)
        || message.contains(u"token", Qt::CaseInsensitive);
}

} // namespace

ProviderCodec::~ProviderCodec() = default;

QString quoted(const QString &message)
{
    QString line;
    for (const QChar c : message.simplified().first(std::min(message.simplified().size(), MaxQuoted)))
        line += c.isPrint() ? c : QChar(u'\ufffd');
    return line;
}

std::optional<std::chrono::milliseconds> retryAfter(const HttpAnswer &answer)
{
    bool ok = false;
    if (const double ms = answer.headers.value("retry-after-ms").toDouble(&ok); ok && ms >= 0 && ms < 1e12)
        return std::chrono::milliseconds(qint64(ms));
    const QByteArray after = answer.headers.value("retry-after");
    if (const double seconds = after.toDouble(&ok); ok && seconds >= 0 && seconds < 1e9)
        return std::chrono::milliseconds(qint64(seconds * 1000));
    QDateTime date =
        QLocale::c().toDateTime(QString::fromLatin1(after), u"ddd, dd MMM yyyy hh:mm:ss 'GMT'"_s);
    if (!date.isValid())
        return std::nullopt;
    date.setTimeZone(QTimeZone::utc());
    return std::chrono::milliseconds(std::max<qint64>(0, QDateTime::currentDateTimeUtc().msecsTo(date)));
}

ProviderFailure failureByStatus(const HttpAnswer &answer, const QString &service, const QString &message)
{
    using Kind = ProviderFailure::Kind;
    const QString said = message.isEmpty() ? u"status %1"_s.arg(answer.status) : quoted(message);
    const auto sentence = [&](const QString &text) { return text.arg(service, said); };
    switch (answer.status) {
    case 401:
    case 403:
        return {Kind::Rejected, sentence(u"%1 does not accept the key (%2): check it in the settings"_s), {}};
    case 402:
        return {Kind::Rejected,
                sentence(u"%1 wants to be paid (%2): see to the account there, or use another provider"_s),
                {}};
    case 404:
    case 405:
        return {Kind::Rejected,
                sentence(
                    u"%1 does not know this model or address (%2): check the model's name and the address"_s),
                {}};
    case 429:
        return {Kind::RateLimited, sentence(u"%1 asks for a pause (%2)"_s), retryAfter(answer)};
    case 400:
    case 413:
    case 422:
        if (answer.status == 413 || isAboutLength(said))
            return {Kind::TooLong, sentence(u"%1 finds the text too long (%2)"_s), {}};
        return {Kind::Refused, sentence(u"%1 refuses the text (%2)"_s), {}};
    default:
        break;
    }
    if (answer.status >= 300 && answer.status < 400)
        return {Kind::Rejected,
                u"%1 sends us to another address (status %2), which is not followed: set the right address"_s
                    .arg(service)
                    .arg(answer.status),
                {}};
    return {Kind::Busy, sentence(u"%1 has trouble (%2)"_s), retryAfter(answer)};
}

Result<Embedding> embeddingOf(const QJsonValue &value)
{
    Embedding embedding;
    if (value.isString()) { // base64 of little-endian floats
        const auto bytes = QByteArray::fromBase64Encoding(value.toString().toLatin1(),
                                                          QByteArray::AbortOnBase64DecodingErrors);
        if (!bytes || bytes.decoded.size() % qsizetype(sizeof(float)) != 0)
            return senseless(u"a vector is no base64 of floats"_s);
        embedding.resize(std::size_t(bytes.decoded.size()) / sizeof(float));
        std::memcpy(embedding.data(), bytes.decoded.constData(), std::size_t(bytes.decoded.size()));
        return embedding;
    }
    if (!value.isArray())
        return senseless(u"a vector is no list"_s);
    const QJsonArray numbers = value.toArray();
    embedding.reserve(std::size_t(numbers.size()));
    for (const auto &number : numbers) {
        if (!number.isDouble())
            return senseless(u"a vector has something in it that is no number"_s);
        embedding.push_back(float(number.toDouble()));
    }
    return embedding;
}

Result<ProviderAnswer> readDataList(const QByteArray &body)
{
    QJsonParseError error;
    const QJsonObject object = QJsonDocument::fromJson(body, &error).object();
    if (error.error != QJsonParseError::NoError)
        return senseless(u"it is no JSON"_s);
    if (!object[u"data"].isArray())
        return senseless(u"it has no list “data”"_s);
    const QJsonArray data = object[u"data"].toArray();
    ProviderAnswer answer{.vectors = QList<Embedding>(data.size()),
                          .tokens = object[u"usage"][u"total_tokens"].toInteger()};
    for (qsizetype at = 0; at < data.size(); ++at) {
        const QJsonObject item = data.at(at).toObject();
        const qint64 index = item[u"index"].toInteger(at);
        if (index < 0 || index >= data.size() || !answer.vectors.at(index).empty())
            return senseless(u"its vectors are not numbered from 0 on"_s);
        auto embedding = embeddingOf(item[u"embedding"]);
        if (!embedding)
            return embedding.error();
        answer.vectors[index] = *std::move(embedding);
    }
    return answer;
}

} // namespace vectray
