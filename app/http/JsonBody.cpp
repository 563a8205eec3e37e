#include "JsonBody.h"

#include <optional>

namespace vectray {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int MostDepth = 64;

/// Where the brackets first nest too deep. Before the parser sees them: it recurses.
std::optional<qsizetype> tooDeepAt(QByteArrayView json)
{
    int depth = 0;
    bool inString = false;
    for (qsizetype i = 0; i < json.size(); ++i) {
        const char c = json[i];
        if (inString) {
            if (c == '\\')
                ++i;
            else if (c == '"')
                inString = false;
        } else if (c == '"') {
            inString = true;
        } else if (c == '[' || c == '{') {
            if (++depth > MostDepth)
                return i;
        } else if (c == ']' || c == '}') {
            --depth;
        }
    }
    return std::nullopt;
}

Problem badJson(const QByteArray &body, qsizetype offset, const QString &what)
{
    const QByteArray before = body.first(std::clamp<qsizetype>(offset, 0, body.size()));
    const qsizetype line = before.count('\n') + 1;
    const qsizetype column = QString::fromUtf8(before.sliced(before.lastIndexOf('\n') + 1)).size() + 1;
    return {
        .status = 400,
        .detail =
            u"the body is not JSON: %1 (line %2, column %3, offset %4)"_s.arg(what).arg(line).arg(column).arg(
                before.size()),
        .type = "urn:vectray:problem:bad-json"};
}

} // namespace

Checked<QJsonDocument> parseJson(const QByteArray &body)
{
    if (const auto offset = tooDeepAt(body))
        return badJson(body, *offset, u"it is nested deeper than %1"_s.arg(MostDepth));
    QJsonParseError error;
    QJsonDocument document = QJsonDocument::fromJson(body, &error);
    if (error.error != QJsonParseError::NoError)
        return badJson(body, error.offset, error.errorString());
    return document;
}

Checked<QJsonObject> parseJsonObject(const QByteArray &body)
{
    if (body.trimmed().isEmpty())
        return QJsonObject();
    const auto parsed = parseJson(body);
    if (const auto *problem = std::get_if<Problem>(&parsed))
        return *problem;
    if (const auto &document = std::get<QJsonDocument>(parsed); document.isObject())
        return document.object();
    const QString detail = u"the body must be a JSON object"_s;
    return Problem{.status = 422,
                   .detail = detail,
                   .type = "urn:vectray:problem:invalid-fields",
                   .errors = {{QString(), detail}}};
}

} // namespace vectray
