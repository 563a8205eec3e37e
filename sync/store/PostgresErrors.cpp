#include "PostgresErrors.h"

#include <QRegularExpression>

namespace vectray {

using namespace Qt::Literals::StringLiterals;

namespace {

QString firstLine(const QString &message)
{
    return message.section(u'\n', 0, 0).trimmed();
}

QString codeIn(const QString &message)
{
    // Those that matter here begin with a digit, and "FATAL" does not.
    static const QRegularExpression pattern(u"\\b([0-9][0-9A-Z]{4}): "_s);
    return pattern.match(message).captured(1);
}

QString whoIsRefused(const PostgresAddress &address)
{
    return address.user().isEmpty() ? u"you"_s : u"the user “%1”"_s.arg(address.user());
}

} // namespace

Error connectionError(const PostgresAddress &address, const QString &message, bool needsPassword)
{
    const QString server = address.server();
    const QString code = codeIn(message);
    if (needsPassword)
        return {
            Error::Kind::Denied,
            u"the PostgreSQL server %1 wants a password for %2; give it in the settings, or put it "
            "into ~/.pgpass or PGPASSWORD"_s
                .arg(server, whoIsRefused(address))};
    if (code == u"28P01")
        return {
            Error::Kind::Denied,
            u"the PostgreSQL server %1 does not accept the password of %2; correct it in the settings, "
            "in ~/.pgpass or PGPASSWORD"_s
                .arg(server, whoIsRefused(address))};
    if (code.startsWith(u"28"))
        return {
            Error::Kind::Denied,
            u"the PostgreSQL server %1 does not let %2 in (%3); its pg_hba.conf and roles decide that"_s.arg(
                server, whoIsRefused(address), firstLine(message))};
    if (code == u"3D000")
        return {Error::Kind::NotFound,
                u"the PostgreSQL server %1 has no database “%2”; make it with: CREATE DATABASE \"%2\""_s.arg(
                    server, address.database())};
    if (code == u"42501")
        return {Error::Kind::Denied,
                u"%1 may not connect to the database “%2”; its owner can GRANT CONNECT"_s.arg(
                    whoIsRefused(address), address.database())};
    if (code == u"53300")
        return {Error::Kind::Unavailable,
                u"the PostgreSQL server %1 has no connection left (%2); its max_connections and the role's and "
                "the database's CONNECTION LIMIT decide that"_s.arg(server, firstLine(message))};
    if (code == u"57P03")
        return {Error::Kind::Unavailable,
                u"the PostgreSQL server %1 is starting up or shutting down"_s.arg(server)};
    if (message.contains(u"certificate") || message.contains(u"SSL"))
        return {Error::Kind::Denied,
                u"the PostgreSQL server %1 cannot be spoken to safely (%2); give its authority's certificate "
                u"with "
                "?sslrootcert=FILE, or choose another ?sslmode="_s.arg(server, firstLine(message))};
    return {Error::Kind::Unavailable,
            u"the PostgreSQL server %1 cannot be reached (%2)"_s.arg(server, firstLine(message))};
}

Error statementError(const QByteArray &code, const QString &message)
{
    const QString detail = firstLine(message);
    if (code.isEmpty() || code.startsWith("57P") || code.startsWith("08"))
        return {Error::Kind::Unavailable,
                u"the connection to the PostgreSQL server was lost (%1)"_s.arg(detail)};
    if (code == "53100")
        return {Error::Kind::Unavailable,
                u"the disk of the PostgreSQL server is full; indexing goes on when there is room"_s};
    if (code.startsWith("53"))
        return {Error::Kind::Unavailable, u"the PostgreSQL server is short of something (%1)"_s.arg(detail)};
    if (code == "57014" || code == "55P03")
        return {Error::Kind::Unavailable,
                u"the PostgreSQL server took too long (%1); somebody may hold a lock"_s.arg(detail)};
    if (code.startsWith("40"))
        return {Error::Kind::Unavailable, u"the PostgreSQL server wants this tried again (%1)"_s.arg(detail)};
    if (code == "25006")
        return {Error::Kind::Unavailable,
                u"the PostgreSQL server takes no writes: it is a standby, or set so"_s};
    if (code == "42501")
        return {
            Error::Kind::Denied,
            u"the database user lacks a right (%1); docs/team.md lists what an indexer and a reader need"_s
                .arg(detail)};
    if (code == "42P01" || code == "3F000")
        return {Error::Kind::Unavailable,
                u"the tables in the schema claude_context are gone (%1); restart Vectray to make "
                "them again"_s.arg(detail)};
    if (code.startsWith("23"))
        return {Error::Kind::Conflict, u"the index refuses a change (%1)"_s.arg(detail)};
    return {Error::Kind::Internal,
            u"the index could not be used: %1 [%2]"_s.arg(detail, QString::fromLatin1(code))};
}

} // namespace vectray
