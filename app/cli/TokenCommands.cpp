#include "TokenCommands.h"

#include <base/PrivateFile.h>
#include <base/TokenFile.h>

namespace vectray {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr auto Rotated =
    "There is a new token, and the old one is worth nothing. 'vectray token show' says the new one."_L1;

/// Whether it is certain that nobody holds the token in memory.
bool nobodyRuns(const Session &session)
{
    const auto endpoint = readEndpointFile(session.paths().endpointFile());
    return !session.port() && endpoint && !*endpoint;
}

} // namespace

Result<Answer> answerTo(const command::TokenShow & /*show*/, Session &session)
{
    const QString file = session.paths().tokenFile();
    const auto found = readPrivateFile(file);
    if (!found && found.error().kind == Error::Kind::NotFound)
        return Error{Error::Kind::NotFound,
                     u"there is no token yet: Vectray makes it when it first starts (vectray serve)"_s};
    if (!found)
        return found.error();
    const QString token = QString::fromLatin1(found->trimmed());
    return Answer{{{u"token"_s, token}, {u"file"_s, file}}, token + u'\n', {}};
}

Result<Answer> answerTo(const command::TokenRotate & /*rotate*/, Session &session)
{
    const auto answer = session.ask({.method = "POST", .path = "/token/rotate", .body = QJsonObject()});
    if (answer)
        return Answer{*answer, QString(Rotated) + u'\n', {}};
    if (answer.error().kind != Error::Kind::Unavailable || !nobodyRuns(session))
        return answer.error();
    if (Done made = session.paths().create(); !made)
        return made.error();
    const auto token = TokenFile(session.paths().tokenFile()).replace();
    if (!token)
        return token.error();
    return Answer{{{u"message"_s, QString(Rotated)}}, QString(Rotated) + u'\n', {}};
}

} // namespace vectray
