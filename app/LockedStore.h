#pragma once

#include "StorePassword.h"

#include <domain/Result.h>

#include <QString>

#include <memory>

class QThreadPool;

namespace vectray {

class IndexStore;
class SingleInstance;
struct Paths;

/// A store to copy from or into, and the lock that keeps a Vectray from using it meanwhile. Used and
/// destroyed in the thread that opened it.
struct LockedStore
{
    std::unique_ptr<SingleInstance> lock;
    std::unique_ptr<IndexStore> store;

    LockedStore();
    LockedStore(LockedStore &&other) noexcept;
    LockedStore &operator=(LockedStore &&other) noexcept;
    ~LockedStore();
};

/// By its name in the settings. Conflict where a Vectray uses it, and the errors of openStore(); a server
/// that is away is one as well. \a pool outlives it.
Result<LockedStore> openLocked(const QString &name, const Paths &paths, QThreadPool &pool,
                               const AskSecret &ask = askKeyring);

} // namespace vectray
