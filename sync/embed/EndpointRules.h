#pragma once

#include <domain/Result.h>

#include <QString>

struct sockaddr;

namespace vectray {

/// The address of an embedding service, as a user gives it, made whole and checked: https, or http to this
/// very machine; no user name in it, no query, not one of the addresses below. Without a slash at the end. \a
/// standIn is what stands in for a missing scheme, such as "http". Invalid with a sentence.
Result<QString> checkedEndpoint(const QString &address, const QString &standIn = QStringLiteral("https"));

/// Whether an endpoint is on this machine.
bool isLoopback(const QString &endpoint);

/// Link-local, multicast and unspecified addresses, and those where clouds keep their machines' credentials.
/// A name may lead to one of them only when it is looked up, so this is asked of every connection that is
/// made.
bool isForbidden(const sockaddr &address);

} // namespace vectray
