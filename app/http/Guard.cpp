#include "Guard.h"

#include <algorithm>

namespace vectray {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr double WrongTokensPerMinute = 10;

Problem refusal(int status, const QString &detail)
{
    return {.status = status, .detail = detail};
}

/// "host:port" is one of our names with our port, and nothing else.
bool isOurs(QByteArrayView authority, const Guard::Rules &rules)
{
    const QByteArray suffix = ':' + QByteArray::number(rules.port);
    const bool isDefaultPort = rules.port == (rules.scheme == "https" ? 443 : 80);
    return std::ranges::any_of(rules.hosts, [&](const QByteArray &name) {
        if (authority.size() < name.size()
            || authority.first(name.size()).compare(name, Qt::CaseInsensitive) != 0)
            return false;
        const QByteArrayView rest = authority.sliced(name.size());
        return rest == suffix || (rest.isEmpty() && isDefaultPort);
    });
}

/// The part of a URL in front of its path.
QByteArrayView originOf(QByteArrayView url)
{
    const qsizetype scheme = url.indexOf("://");
    if (scheme < 0)
        return url;
    qsizetype end = scheme + 3;
    while (end < url.size() && !QByteArrayView("/?#").contains(url[end]))
        ++end;
    return url.first(end);
}

/// Takes as long for a wrong first byte as for a wrong last one.
bool equalInConstantTime(QByteArrayView a, QByteArrayView b)
{
    if (a.size() != b.size())
        return false;
    unsigned char difference = 0;
    for (qsizetype i = 0; i < a.size(); ++i)
        difference = static_cast<unsigned char>(difference | (a[i] ^ b[i]));
    return difference == 0;
}

bool carriesToken(const RequestHead &head, const QByteArray &token)
{
    constexpr QByteArrayView Scheme = "Bearer ";
    const QByteArray credentials = head.header("Authorization");
    return !token.isEmpty() && credentials.size() > Scheme.size()
        && QByteArrayView(credentials).first(Scheme.size()).compare(Scheme, Qt::CaseInsensitive) == 0
        && equalInConstantTime(credentials.sliced(Scheme.size()).trimmed(), token);
}

bool isJsonType(const QByteArray &contentType)
{
    const QByteArrayList parts = contentType.split(';');
    if (parts.front().trimmed().compare("application/json", Qt::CaseInsensitive) != 0)
        return false;
    return std::all_of(parts.begin() + 1, parts.end(), [](const QByteArray &part) {
        const QByteArray parameter = part.trimmed().toLower().replace('"', "");
        return !parameter.startsWith("charset=") || parameter == "charset=utf-8";
    });
}

std::optional<Problem> checkMethod(const RequestFacts &facts)
{
    if (facts.allowedMethods.isEmpty())
        return std::nullopt;
    const QByteArray allowed = facts.allowedMethods.join(", ");
    Problem problem = refusal(405, u"this path answers to %1"_s.arg(QString::fromLatin1(allowed)));
    problem.headers.push_back({"Allow", allowed});
    return problem;
}

/// A page may send a form or plain text anywhere without asking; it may not send JSON.
std::optional<Problem> checkContentType(const RequestHead &head)
{
    if (!head.announcesBody())
        return std::nullopt;
    if (!isJsonType(head.header("Content-Type")))
        return refusal(415, u"a body must be of Content-Type application/json, in UTF-8"_s);
    const QByteArray coding = head.header("Content-Encoding");
    if (!coding.isEmpty() && coding.compare("identity", Qt::CaseInsensitive) != 0)
        return refusal(415, u"a body must not be compressed"_s);
    return std::nullopt;
}

} // namespace

Guard::Guard(Rules rules)
    : m_rules(std::move(rules))
    , m_rate(m_rules.requestsPerSecond, m_rules.requestBurst)
    , m_wrongTokens(WrongTokensPerMinute / 60, WrongTokensPerMinute)
{}

std::optional<Problem> Guard::check(const RequestHead &head, const RequestFacts &facts, Instant now)
{
    if (auto problem = checkHost(head))
        return problem;
    if (auto problem = checkBrowser(head))
        return problem;
    if (auto problem = checkUser(head, facts, now))
        return problem;
    if (auto problem = checkMethod(facts))
        return problem;
    if (auto problem = checkContentType(head))
        return problem;
    if (m_rate.take(now))
        return std::nullopt;
    Problem problem = refusal(429, u"too many requests, try again in a second"_s);
    problem.headers.push_back({"Retry-After", "1"});
    return problem;
}

std::optional<Problem> Guard::checkHost(const RequestHead &head) const
{
    // HTTP/1.0 may come without one. No browser speaks it, so no rebinding comes that way.
    if (head.minorVersion == 0 && head.count("Host") == 0)
        return std::nullopt;
    if (isOurs(head.header("Host"), m_rules))
        return std::nullopt;
    return refusal(421,
                   u"the Host header must be %1, with this server's port"_s.arg(
                       QString::fromUtf8(m_rules.hosts.join(" or "))));
}

bool Guard::isOurOrigin(QByteArrayView origin) const
{
    const QByteArray scheme = m_rules.scheme + "://";
    return origin.size() > scheme.size()
        && origin.first(scheme.size()).compare(scheme, Qt::CaseInsensitive) == 0
        && isOurs(origin.sliced(scheme.size()), m_rules);
}

std::optional<Problem> Guard::checkBrowser(const RequestHead &head) const
{
    const QByteArray origin = head.header("Origin");
    if (!origin.isNull() && !isOurOrigin(origin))
        return refusal(403, u"pages of other sites may not use this server (Origin)"_s);
    // A page can leave out Origin and Referer, but not this one.
    const QByteArray site = head.header("Sec-Fetch-Site");
    if (!site.isNull() && site.compare("same-origin", Qt::CaseInsensitive) != 0
        && site.compare("none", Qt::CaseInsensitive) != 0)
        return refusal(403, u"pages of other sites may not use this server (Sec-Fetch-Site)"_s);
    const QByteArray referer = head.header("Referer");
    if (!referer.isNull() && !isOurOrigin(originOf(referer)))
        return refusal(403, u"pages of other sites may not use this server (Referer)"_s);
    return std::nullopt;
}

std::optional<Problem> Guard::checkUser(const RequestHead &head, const RequestFacts &facts, Instant now)
{
    if (facts.openToAnyone || facts.sameUser)
        return std::nullopt;
    const bool hasToken = head.count("Authorization") > 0;
    if (hasToken && !m_wrongTokens.hasAny(now)) {
        Problem problem = refusal(429, u"too many wrong tokens, try again in a minute"_s);
        problem.headers.push_back({"Retry-After", "60"});
        return problem;
    }
    const bool isRight = carriesToken(head, m_rules.token);
    if (isRight && facts.ownerOnly)
        return refusal(403,
                       u"only programs of the user who runs Vectray, on the same machine, may do this"_s);
    if (isRight)
        return std::nullopt;
    if (hasToken)
        m_wrongTokens.take(now);
    Problem problem =
        refusal(401, u"this server serves the programs of its own user, and others with a token"_s);
    problem.headers.push_back({"WWW-Authenticate", "Bearer realm=\"vectray\""});
    return problem;
}

} // namespace vectray
