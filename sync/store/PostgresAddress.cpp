#include "PostgresAddress.h"

#include <QFile>
#include <QFileInfo>
#include <QSysInfo>

#include <libpq-fe.h>

#include <memory>

namespace vectray {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr char DefaultPort[] = "5533";
constexpr char DefaultDatabase[] = "claude_context";
constexpr char SystemCertificates[] = "/etc/ssl/certs/ca-certificates.crt";

bool isThisMachine(const QByteArray &host)
{
    return host.isEmpty() || host.startsWith('/') || host.startsWith('@') || host == "localhost"
        || host == "::1" || host.startsWith("127.");
}

void setDefault(QMap<QByteArray, QByteArray> &parameters, const QByteArray &key, const char *environment,
                const QByteArray &value)
{
    if (!parameters.contains(key) && (environment == nullptr || !qEnvironmentVariableIsSet(environment)))
        parameters.insert(key, value);
}

} // namespace

bool PostgresAddress::isOne(const QString &store)
{
    return store.startsWith(u"postgresql://") || store.startsWith(u"postgres://");
}

Result<PostgresAddress> PostgresAddress::parse(const QString &url)
{
    const std::unique_ptr<PQconninfoOption, void (*)(PQconninfoOption *)> options(
        isOne(url) ? PQconninfoParse(url.toUtf8().constData(), nullptr) : nullptr, &PQconninfoFree);
    if (!options)
        return Error{Error::Kind::Invalid,
                     u"the address of the team store cannot be understood; it is written "
                     "postgresql://user@host:port/database"_s};
    PostgresAddress address;
    for (const PQconninfoOption *option = options.get(); option->keyword != nullptr; ++option) {
        if (option->val != nullptr && *option->val != '\0')
            address.parameters.insert(option->keyword, option->val);
    }

    auto &parameters = address.parameters;
    setDefault(parameters, "port", "PGPORT", DefaultPort);
    setDefault(parameters, "dbname", "PGDATABASE", DefaultDatabase);
    if (!parameters.contains("hostaddr"))
        setDefault(parameters, "host", "PGHOST", "localhost");
    const QByteArray host = parameters.value("host", parameters.value("hostaddr", qgetenv("PGHOST")));
    if (!isThisMachine(host)) {
        setDefault(parameters, "sslmode", "PGSSLMODE", "verify-full");
        const bool hasOwn = QFileInfo::exists(qEnvironmentVariable("HOME") + u"/.postgresql/root.crt"_s);
        if (parameters.value("sslmode").startsWith("verify") && !hasOwn
            && QFile::exists(QLatin1String(SystemCertificates)))
            setDefault(parameters, "sslrootcert", "PGSSLROOTCERT", SystemCertificates);
    }
    // A peer that vanished without a word is noticed within half a minute, by us and by the server.
    setDefault(parameters, "keepalives_idle", nullptr, "10");
    setDefault(parameters, "keepalives_interval", nullptr, "5");
    setDefault(parameters, "keepalives_count", nullptr, "3");
    setDefault(parameters, "tcp_user_timeout", nullptr, "15000");
    setDefault(parameters, "client_encoding", nullptr, "UTF8");
    return address;
}

QString PostgresAddress::user() const
{
    return QString::fromUtf8(parameters.value("user", qgetenv("PGUSER")));
}

QString PostgresAddress::server() const
{
    const QString host =
        QString::fromUtf8(parameters.value("host", parameters.value("hostaddr", qgetenv("PGHOST"))));
    const QString port = QString::fromUtf8(parameters.value("port", qgetenv("PGPORT")));
    return host + u':' + port;
}

QString PostgresAddress::database() const
{
    return QString::fromUtf8(parameters.value("dbname", qgetenv("PGDATABASE")));
}

QString PostgresAddress::location() const
{
    const QString name = user();
    return u"postgresql://"_s + name + (name.isEmpty() ? u""_s : u"@"_s) + server() + u'/' + database();
}

} // namespace vectray
