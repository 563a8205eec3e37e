#pragma once

#include <domain/Result.h>

#include <QString>

namespace vectray {

/// Where the program keeps its files, by the XDG base directory rules: relative values in the
/// environment are ignored. Absolute, without a trailing slash.
struct Paths
{
    QString config; ///< settings
    QString data; ///< the index; VECTRAY_DATA_DIR overrides it
    QString state; ///< logs, window state
    QString cache;
    QString runtime; ///< lock, socket, endpoint.json

    static Paths fromEnvironment();

    /// Makes all of them, private to the user (0700).
    Done create() const;

    QString database() const { return data + QStringLiteral("/index.db"); }
    QString settingsFile() const { return config + QStringLiteral("/config.json"); }
    QString tokenFile() const { return state + QStringLiteral("/token"); }
    QString endpointFile() const { return runtime + QStringLiteral("/endpoint.json"); }
};

} // namespace vectray
