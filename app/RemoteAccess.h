#pragma once

#include <domain/Settings.h>
#include <http/HttpServer.h>

#include <optional>

namespace vectray {

struct Paths;

/// Whether the settings for other machines make sense: they are served by TLS only, under names that are listed.
/// Invalid, with what is missing.
Done checkRemoteAccess(const Settings &settings);

/// The port for other machines, with its certificate; nothing if the settings have none. A certificate of our own is
/// made where it is asked for and there is none, none for these names, or one that ends within a month.
Result<std::optional<HttpServer::Remote>> remoteAccess(const Settings &settings, const Paths &paths);

} // namespace vectray
