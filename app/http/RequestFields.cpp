#include "RequestFields.h"

#include "JsonBody.h"

#include <QJsonArray>

#include <algorithm>
#include <cmath>

namespace vectray {

using namespace Qt::Literals::StringLiterals;

namespace {

QString pointerTo(QStringView name)
{
    QString escaped = name.toString();
    escaped.replace(u'~', u"~0"_s).replace(u'/', u"~1"_s);
    return u'/' + escaped;
}

std::optional<qint64> wholeNumber(const QJsonValue &value, bool isText)
{
    if (isText) {
        bool ok = false;
        const qint64 number = value.toString().toLongLong(&ok);
        return ok ? std::optional(number) : std::nullopt;
    }
    constexpr double BeyondInt64 = 9.3e18;
    if (!value.isDouble() || std::abs(value.toDouble()) > BeyondInt64)
        return std::nullopt;
    // Numbers as 2000.0 are whole, too; toInteger() gives the default for 2000.5.
    const qint64 low = value.toInteger(std::numeric_limits<qint64>::min());
    const qint64 high = value.toInteger(std::numeric_limits<qint64>::max());
    return low == high ? std::optional(low) : std::nullopt;
}

} // namespace

RequestFields RequestFields::fromBody(const HttpRequest &request)
{
    auto parsed = parseJsonObject(request.body);
    if (auto *problem = std::get_if<Problem>(&parsed))
        return RequestFields(std::move(*problem));
    return RequestFields(std::get<QJsonObject>(std::move(parsed)));
}

RequestFields RequestFields::fromQuery(const HttpRequest &request)
{
    QJsonObject object;
    for (const auto &[name, value] : request.query()) {
        if (!object.contains(name)) // the first one counts
            object.insert(name, value);
    }
    RequestFields fields(std::move(object));
    fields.m_isText = true;
    return fields;
}

RequestFields RequestFields::fromBodyOrQuery(const HttpRequest &request)
{
    return request.body.trimmed().isEmpty() ? fromQuery(request) : fromBody(request);
}

bool RequestFields::has(QStringView name) const
{
    const QJsonValue found = value(name);
    return !found.isUndefined() && !found.isNull();
}

QString RequestFields::required(QStringView name)
{
    const auto errorsBefore = m_errors.size();
    const QString text = string(name).value_or(QString());
    if (text.isEmpty() && m_errors.size() == errorsBefore)
        m_errors.push_back({pointerTo(name), u"%1 is required"_s.arg(name)});
    return text;
}

std::optional<QString> RequestFields::string(QStringView name)
{
    if (!has(name))
        return std::nullopt;
    return checkedText(name, value(name), pointerTo(name));
}

std::optional<bool> RequestFields::boolean(QStringView name)
{
    if (!has(name))
        return std::nullopt;
    const QJsonValue found = value(name);
    if (found.isBool())
        return found.toBool();
    const QString text = m_isText ? found.toString() : QString();
    if (text == u"true" || text == u"1")
        return true;
    if (text == u"false" || text == u"0")
        return false;
    reject(name, u"%1 must be true or false"_s.arg(name));
    return std::nullopt;
}

std::optional<qint64> RequestFields::integer(QStringView name, Range range)
{
    if (!has(name))
        return std::nullopt;
    const auto number = wholeNumber(value(name), m_isText);
    if (!number)
        reject(name, u"%1 must be a whole number"_s.arg(name));
    else if (*number < range.least)
        reject(name, u"%1 must be at least %2"_s.arg(name).arg(range.least));
    else if (*number > range.most)
        reject(name, u"%1 must be at most %2"_s.arg(name).arg(range.most));
    else
        return number;
    return std::nullopt;
}

std::optional<double> RequestFields::number(QStringView name)
{
    if (!has(name))
        return std::nullopt;
    const QJsonValue found = value(name);
    bool ok = found.isDouble();
    const double number = m_isText ? found.toString().toDouble(&ok) : found.toDouble();
    if (ok && std::isfinite(number))
        return number;
    reject(name, u"%1 must be a number"_s.arg(name));
    return std::nullopt;
}

std::optional<QStringList> RequestFields::strings(QStringView name)
{
    if (!has(name))
        return std::nullopt;
    const QJsonValue found = value(name);
    if (m_isText)
        return found.toString().split(u',', Qt::SkipEmptyParts);
    if (!found.isArray()) {
        reject(name, u"%1 must be a list of strings"_s.arg(name));
        return std::nullopt;
    }
    const QJsonArray array = found.toArray();
    QStringList list;
    for (qsizetype i = 0; i < array.size(); ++i) {
        const auto text = checkedText(name, array[i], pointerTo(name) + u'/' + QString::number(i));
        if (!text)
            return std::nullopt;
        list.append(*text);
    }
    return list;
}

void RequestFields::reject(QStringView name, const QString &detail)
{
    m_errors.push_back({pointerTo(name), detail});
    m_hasWrong = true;
}

std::optional<Problem> RequestFields::problem() const
{
    if (m_unreadable)
        return m_unreadable;
    if (m_errors.empty())
        return std::nullopt;
    QStringList details;
    for (const FieldError &error : m_errors)
        details.append(error.detail);
    return Problem{.status = m_hasWrong ? 422 : 400,
                   .detail = details.join(u"; "_s),
                   .type = "urn:vectray:problem:invalid-fields",
                   .errors = m_errors};
}

QJsonValue RequestFields::value(QStringView name) const
{
    return m_object.value(name);
}

/// NUL would end the string early in system calls, and a lone surrogate has no UTF-8.
std::optional<QString> RequestFields::checkedText(QStringView name, const QJsonValue &value,
                                                  const QString &pointer)
{
    const QString text = value.toString();
    QString detail;
    if (!value.isString())
        detail = u"%1 must be a string"_s.arg(name);
    else if (text.contains(QChar::Null) || !text.isValidUtf16())
        detail = u"%1 contains characters that are no text"_s.arg(name);
    else
        return text;
    m_errors.push_back({pointer, detail});
    m_hasWrong = true;
    return std::nullopt;
}

} // namespace vectray
