#pragma once

#include <domain/Result.h>

#include <QByteArray>
#include <QMap>
#include <QString>

namespace vectray {

/// Where a team's database is and how to get in: what libpq needs for a connection.
///
/// The contract's defaults apply: port 5533, database claude_context. A server that is not this machine is
/// spoken to over TLS with its certificate verified, unless the address says otherwise.
struct PostgresAddress
{
    QMap<QByteArray, QByteArray> parameters; ///< by libpq's keywords; see PQconnectdbParams

    /// Whether a setting names a PostgreSQL store.
    static bool isOne(const QString &store);

    /// From postgresql://user@host:port/database?parameter=value. Invalid where that cannot be understood;
    /// the reason never repeats the text, which may hold a password.
    static Result<PostgresAddress> parse(const QString &url);

    bool hasPassword() const { return parameters.contains("password"); }
    QString user() const; ///< empty: who runs this program
    QString server() const; ///< "host:port"; a folder for a Unix socket
    QString database() const;
    QString location() const; ///< the address without secrets

    bool operator==(const PostgresAddress &) const = default;
};

} // namespace vectray
