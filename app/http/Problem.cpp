#include "Problem.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace vectray {

using namespace Qt::Literals::StringLiterals;

int statusOf(Error::Kind kind)
{
    switch (kind) {
    case Error::Kind::NotFound:
        return 404;
    case Error::Kind::Denied:
        return 403;
    case Error::Kind::Invalid:
        return 400;
    case Error::Kind::Conflict:
        return 409;
    case Error::Kind::Unavailable:
    case Error::Kind::Cancelled:
        return 503;
    case Error::Kind::Internal:
        return 500;
    }
    return 500;
}

Problem Problem::of(const Error &error)
{
    Problem problem;
    problem.status = statusOf(error.kind);
    problem.detail = error.message;
    if (problem.status == 503)
        problem.headers.push_back({"Retry-After", "5"});
    return problem;
}

HttpResponse Problem::toResponse(const QByteArray &path) const
{
    QJsonObject object{
        {u"type"_s, QString::fromUtf8(type)},
        {u"title"_s, QString::fromLatin1(reasonPhrase(status))},
        {u"status"_s, status},
        {u"detail"_s, detail},
        {u"error"_s, detail},
    };
    if (!path.isEmpty())
        object.insert(u"instance"_s, QString::fromUtf8(path));
    if (!errors.empty()) {
        QJsonArray list;
        for (const FieldError &error : errors)
            list.append(QJsonObject{{u"pointer"_s, error.pointer}, {u"detail"_s, error.detail}});
        object.insert(u"errors"_s, list);
    }
    return {status, "application/problem+json", QJsonDocument(object).toJson(QJsonDocument::Compact),
            headers};
}

} // namespace vectray
