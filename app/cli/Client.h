#pragma once

#include "Endpoint.h"

#include <QJsonObject>
#include <QNetworkAccessManager>
#include <QNetworkRequest>

#include <chrono>
#include <optional>

namespace vectray {

/// One question to the daemon.
struct Question
{
    QByteArray method = "GET";
    QByteArray path; ///< percent-encoded, with the query: "/explain?path=%2Fhome%2Fme"
    std::optional<QJsonObject> body{};
    std::chrono::milliseconds patience{30'000};
};

/// "/projects/NAME" + \a rest, with the name encoded so that it stays one path segment.
QByteArray projectPath(const QString &project, const char *rest);

/// Asks the daemon over REST, one question at a time; waits for each answer in an event loop of its own,
/// so it belongs into a process that does nothing else. Follows no redirect and uses no proxy.
class Client
{
    Q_DISABLE_COPY_MOVE(Client)

public:
    explicit Client(Endpoint endpoint);

    const Endpoint &endpoint() const { return m_endpoint; }

    /// The JSON object of the answer. Errors: Unavailable: nobody listens there; Cancelled: no answer in
    /// time; Denied: not ours to talk to; what errorKindOf() says of the status, with the daemon's sentence.
    Result<QJsonObject> ask(const Question &question);

    /// A request for that address with what the daemon wants to see in its head.
    QNetworkRequest request(const QUrl &url) const;

private:
    Done checkOwner();

    Endpoint m_endpoint;
    bool m_ownerChecked = false;
    QNetworkAccessManager m_network;
};

/// How to say that nobody answers at that address.
Error notRunning(const QUrl &url);

} // namespace vectray
