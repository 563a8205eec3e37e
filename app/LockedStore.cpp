#include "LockedStore.h"

#include "EffectiveSettings.h"
#include "OpenStore.h"
#include "SingleInstance.h"

#include <base/Paths.h>
#include <cli/Command.h>
#include <store/IndexStore.h>

namespace vectray {

LockedStore::LockedStore() = default;
LockedStore::LockedStore(LockedStore &&other) noexcept = default;
LockedStore &LockedStore::operator=(LockedStore &&other) noexcept = default;
LockedStore::~LockedStore() = default;

Result<LockedStore> openLocked(const QString &name, const Paths &paths, QThreadPool &pool, const AskSecret &ask)
{
    const auto settings = effectiveSettings({.store = name}, paths);
    if (!settings)
        return settings.error();
    LockedStore locked;
    locked.lock = std::make_unique<SingleInstance>(storeLockFile(*settings, paths), QString());
    if (Done alone = locked.lock->acquire(); !alone)
        return alone.error();
    auto opened = openStore(
        *settings,
        {.onHealth = [](const StoreHealth &) {}, .onMessage = [](const QByteArray &) {}, .askPassword = ask}, pool);
    if (!opened)
        return opened.error();
    locked.store = std::move(opened->store);
    const auto info = locked.store->info().result(); // a server that is away is none to copy with
    if (!info)
        return info.error();
    return locked;
}

} // namespace vectray
