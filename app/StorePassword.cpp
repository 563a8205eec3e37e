#include "StorePassword.h"

#include <base/Logging.h>
#include <store/PostgresTrial.h>

#include <QThread>

#include <memory>

namespace vectray {

using namespace Qt::Literals::StringLiterals;

QString passwordEntry(const PostgresAddress &address)
{
    return address.location();
}

PostgresAddress withPassword(PostgresAddress address, const AskSecret &ask)
{
    if (address.hasPassword() || !qEnvironmentVariableIsEmpty("PGPASSWORD"))
        return address;
    const auto password = ask(passwordEntry(address));
    if (password)
        address.parameters["password"] = *password;
    else if (password.error().kind != Error::Kind::NotFound)
        qCInfo(logStore).nospace() << "keyring=silent error=" << password.error().message;
    return address;
}

Result<QByteArray> askKeyring(const QString &name)
{
    if (!SecretStore::hasKeyring())
        return Error{Error::Kind::NotFound, u"there is no keyring here"_s};
    QThread thread;
    thread.setObjectName(u"keyring"_s);
    auto secrets = std::make_unique<SecretStore>();
    secrets->moveToThread(&thread);
    thread.start();
    auto answer = waitForSecret(secrets->read(name), u"PGPASSWORD"_s);
    // It goes in the thread that it lives in, and with it the connection to what is still asked.
    QObject::connect(&thread, &QThread::finished, secrets.get(), &QObject::deleteLater);
    std::ignore = secrets.release();
    thread.quit();
    thread.wait();
    return answer;
}

Result<StorageTrial> tryStorage(const QString &address, const QByteArray &password, SecretStore &secrets)
{
    auto parsed = PostgresAddress::parse(address);
    if (!parsed)
        return parsed.error();
    if (!password.isEmpty())
        parsed->parameters["password"] = password;
    const auto trial = tryPostgres(withPassword(*std::move(parsed), [&secrets](const QString &name) {
        return waitForSecret(secrets.read(name), u"PGPASSWORD"_s);
    }));
    if (!trial)
        return trial.error();
    return StorageTrial{.location = trial->location,
                        .server = trial->server,
                        .extension = trial->extension,
                        .hasIndex = trial->schemaVersion > 0,
                        .latency = trial->latency};
}

} // namespace vectray
