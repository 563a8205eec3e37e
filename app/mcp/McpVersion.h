#pragma once

#include "McpMessage.h"

#include <QStringList>

#include <http/HttpRequest.h>

#include <optional>

namespace vectray {

// Two eras of the protocol are spoken on one endpoint. Since 2026-07-28 every request says in its _meta which
// version it is and what its client can do, and repeats some of that in HTTP headers. Before, a handshake
// said so once.

/// Newest first.
const QStringList &supportedMcpVersions();

/// What an initialize that asks for \a wanted is answered: that, or the newest version that has a handshake.
QString negotiatedMcpVersion(const QString &wanted);

/// Whether the message belongs to the era without a handshake. \a version is the MCP-Protocol-Version header.
bool isStateless(const McpMessage &message, QByteArrayView version);

/// The protocol that is spoken: of the message in one era, of the header in the other (2025-03-26 without
/// one).
QString spokenMcpVersion(const McpMessage &message, const RequestHead &head);

/// What is wrong with a stateless request before its method is looked at: _meta, headers that say something
/// else than the message, a version that is not spoken here.
std::optional<McpError> checkStateless(const McpMessage &message, const RequestHead &head);

} // namespace vectray
