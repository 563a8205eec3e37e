#pragma once

#include "Problem.h"
#include "TokenBucket.h"

#include <QByteArrayList>

namespace vectray {

/// What the server knows about a request beside its head.
struct RequestFacts
{
    bool sameUser = false; ///< the peer's process runs under our user id
    bool openToAnyone = false; ///< the route asks neither user nor token
    bool ownerOnly = false; ///< a token is not enough
    QByteArrayList allowedMethods = {}; ///< set if the path exists, but not for this method
};

/// Decides for every request and every WebSocket, before its body is read, whether it may come in.
///
/// Being on loopback protects from nothing: any web page in the user's browser and any other user of
/// the machine reach us there. In this order: Host (against DNS rebinding), Origin, Sec-Fetch-Site and
/// Referer (against other sites' pages), the peer's user or a token, method, content type, rate.
/// Who guesses at the token gets no more than a few tries a minute; while they are used up, no token is
/// looked at.
class Guard
{
public:
    struct Rules
    {
        quint16 port = 0; ///< ours, as clients see it
        QByteArray scheme = "http";
        QByteArrayList hosts = {"localhost", "127.0.0.1", "[::1]"}; ///< the names that clients may know us by
        QByteArray token = {}; ///< for clients of other users; empty: none gets in
        double requestsPerSecond = 0; ///< 0: any number
        double requestBurst = 0;
    };

    explicit Guard(Rules rules);

    /// From now on this one counts, and no earlier one.
    void setToken(const QByteArray &token) { m_rules.token = token; }

    /// The reason to refuse, or nothing.
    std::optional<Problem> check(const RequestHead &head, const RequestFacts &facts, Instant now);

private:
    std::optional<Problem> checkHost(const RequestHead &head) const;
    std::optional<Problem> checkBrowser(const RequestHead &head) const;
    std::optional<Problem> checkUser(const RequestHead &head, const RequestFacts &facts, Instant now);
    bool isOurOrigin(QByteArrayView origin) const;

    Rules m_rules;
    TokenBucket m_rate;
    TokenBucket m_wrongTokens;
};

} // namespace vectray
