#pragma once

#include "Problem.h"

#include <QJsonObject>
#include <QStringList>

#include <limits>

namespace vectray {

/// Reads what a handler needs from a request and gathers all that is wrong with it, so that the client
/// hears of everything at once:
///
///     RequestFields fields = RequestFields::fromBody(request);
///     const QString path = fields.required(u"path");
///     const qint64 debounce = fields.integer(u"debounceMs", {.least = 0, .most = 60'000}).value_or(2000);
///     if (const auto problem = fields.problem())
///         return reply.send(*problem);
///
/// Members it is not asked for are ignored. One that is null counts as absent.
class RequestFields
{
public:
    struct Range
    {
        qint64 least = std::numeric_limits<qint64>::min();
        qint64 most = std::numeric_limits<qint64>::max();
    };

    /// From the JSON object that the body is.
    static RequestFields fromBody(const HttpRequest &request);

    /// From the query, whose values are text: "true", "17", "a,b".
    static RequestFields fromQuery(const HttpRequest &request);

    /// From the query if there is no body.
    static RequestFields fromBodyOrQuery(const HttpRequest &request);

    explicit RequestFields(QJsonObject object) : m_object(std::move(object)) {}

    bool has(QStringView name) const;

    /// 400 if it is absent or empty, as for all that is required.
    QString required(QStringView name);

    // Nothing if absent. 422 if it is of another type or out of range.
    std::optional<QString> string(QStringView name);
    std::optional<bool> boolean(QStringView name);
    std::optional<qint64> integer(QStringView name, Range range);
    std::optional<qint64> integer(QStringView name) { return integer(name, Range()); }
    std::optional<double> number(QStringView name);
    std::optional<QStringList> strings(QStringView name); ///< a list of strings

    /// For what only the handler can see is wrong. 422.
    void reject(QStringView name, const QString &detail);

    /// All that was found so far.
    std::optional<Problem> problem() const;

private:
    explicit RequestFields(Problem problem) : m_unreadable(std::move(problem)) {}

    QJsonValue value(QStringView name) const;
    std::optional<QString> checkedText(QStringView name, const QJsonValue &value, const QString &pointer);

    QJsonObject m_object;
    bool m_isText = false; ///< the values come from a query
    bool m_hasWrong = false; ///< more than absences
    std::optional<Problem> m_unreadable;
    std::vector<FieldError> m_errors;
};

} // namespace vectray
