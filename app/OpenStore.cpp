#include "OpenStore.h"

#include "EffectiveSettings.h"
#include "StorePassword.h"

#include <base/Logging.h>
#include <base/Paths.h>
#include <base/Sha256.h>
#include <store/PostgresPaths.h>
#include <store/PostgresStore.h>
#include <store/SqliteStore.h>

namespace vectray {

using namespace Qt::Literals::StringLiterals;

namespace {

Result<OpenedStore> openShared(const Settings &settings, StoreHooks hooks, QThreadPool &pool)
{
    auto address = PostgresAddress::parse(settings.store);
    if (!address)
        return address.error();
    address = withPassword(*std::move(address), hooks.askPassword);
    auto store =
        std::make_unique<PostgresStore>(PostgresStore::Options{.address = *address,
                                                               .instance = settings.instance,
                                                               .pool = &pool,
                                                               .onHealth = std::move(hooks.onHealth),
                                                               .onMessage = std::move(hooks.onMessage)});
    const auto info = store->info().result();
    if (!info && info.error().kind != Error::Kind::Unavailable)
        return info.error();
    if (!info)
        qCWarning(logStore).nospace()
            << "store=unreachable location=" << address->location() << " error=" << info.error().message;
    OpenedStore opened;
    opened.announce = [shared = store.get()](const QByteArray &message) { shared->announce(message); };
    opened.whyNotKept = whyPostgresCannotKeep;
    opened.store = std::move(store);
    return opened;
}

} // namespace

Result<OpenedStore> openStore(const Settings &settings, StoreHooks hooks, QThreadPool &pool)
{
    const QString file = databaseFile(settings);
    if (file.isEmpty())
        return openShared(settings, std::move(hooks), pool);
    auto store = std::make_unique<SqliteStore>(file, pool);
    const auto info = store->info().result();
    if (!info)
        return info.error();
    OpenedStore opened;
    opened.compact = [own = store.get()] { return own->compact(); };
    opened.store = std::move(store);
    return opened;
}

QString storeLockFile(const Settings &settings, const Paths &paths)
{
    // A shared store has other users, but only one Vectray of this name.
    const QString file = databaseFile(settings);
    const QString index = file.isEmpty() ? storeLocation(settings) + u' ' + settings.instance : file;
    return paths.runtime + u"/index-%1.lock"_s.arg(sha256(index.toUtf8()).toHex().left(16));
}

QString storeLocation(const Settings &settings)
{
    const auto address = PostgresAddress::parse(settings.store);
    return address ? address->location() : settings.store;
}

} // namespace vectray
