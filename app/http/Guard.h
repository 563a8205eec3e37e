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
    QByteArrayList allowedMethods = {}; ///< set if the path exists, but not for this method
};

/// Decides for every request and every WebSocket, before its body is read, whether it may come in.
///
/// Being on loopback protects from nothing: any web page in the user's browser and any other user of
/// the machine reach us there. In this order: Host (against DNS rebinding), Origin, Sec-Fetch-Site and
/// Referer (against other sites' pages), the peer's user or a token, method, content type, rate.
class Guard
{
public:
    struct Rules
    {
        quint16 port = 0; ///< ours, as clients see it
        QByteArray token = {}; ///< for clients of other users; empty: none gets in
        double requestsPerSecond = 0; ///< 0: any number
        double requestBurst = 0;
    };

    explicit Guard(Rules rules);

    /// The reason to refuse, or nothing.
    std::optional<Problem> check(const RequestHead &head, const RequestFacts &facts, Instant now);

private:
    std::optional<Problem> checkHost(const RequestHead &head) const;
    std::optional<Problem> checkBrowser(const RequestHead &head) const;
    std::optional<Problem> checkUser(const RequestHead &head, const RequestFacts &facts) const;

    Rules m_rules;
    TokenBucket m_rate;
};

} // namespace vectray
