#pragma once

#include <domain/Result.h>

#include <QByteArray>
#include <QUrl>

#include <optional>

namespace vectray {

/// Where a daemon listens and what it wants to hear.
struct Endpoint
{
    QUrl url; ///< http, a loopback address, with a port, without a path
    QByteArray token; ///< empty: none is needed
    qint64 pid = 0; ///< 0: not known

    bool operator==(const Endpoint &) const = default;
};

/// What a daemon wrote about itself; no value if there is no such file or that daemon is gone.
///
/// A file that others can read, or that someone else owns, is refused with Denied: its token is no
/// secret, or its address is a trap.
Result<std::optional<Endpoint>> readEndpointFile(const QString &path);

/// The daemon to talk to: \a port if given, else VECTRAY_PORT, else what \a endpointFile says, else
/// http://127.0.0.1:3030. A token is only ever paired with the address that it was written for.
Result<Endpoint> findEndpoint(std::optional<quint16> port, const QString &endpointFile);

} // namespace vectray
