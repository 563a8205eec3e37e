#pragma once

#include <QByteArray>
#include <QJsonObject>

#include <utility>
#include <vector>

namespace vectray {

/// The HTTP headers that repeat what an MCP message says, as the stateless protocol wants them.
/// \a settledVersion is what the handshake settled; empty: there was none yet.
std::vector<std::pair<QByteArray, QByteArray>> messageHeaders(const QJsonObject &message,
                                                              const QByteArray &settledVersion);

} // namespace vectray
