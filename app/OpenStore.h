#pragma once

#include "StorePassword.h"

#include <domain/Result.h>
#include <domain/Settings.h>
#include <domain/StoreHealth.h>

#include <QByteArray>
#include <QFuture>

#include <functional>
#include <memory>

class QThreadPool;

namespace vectray {

class IndexStore;
struct Paths;
struct StoreInfo;

/// The store that the settings name, and how to tell the others that share it something.
struct OpenedStore
{
    std::unique_ptr<IndexStore> store;
    std::function<void(const QByteArray &)> announce; ///< empty for a store that nobody shares
    std::function<QFuture<Result<StoreInfo>>()> compact; ///< empty for a server, which does that by itself
    std::function<QString(const QString &)> whyNotKept; ///< see PipelineParts
};

/// What a shared store tells of itself, in a thread of its own, and asks.
struct StoreHooks
{
    std::function<void(const StoreHealth &)> onHealth;
    std::function<void(const QByteArray &)> onMessage;
    AskSecret askPassword = askKeyring; ///< called by the thread that opens the store
};

/// Invalid where the address cannot be understood, and the store's own errors where it cannot be used at all.
/// A server that is only away for now is no error: the store says so itself, and works when it is back. May
/// wait some seconds for the keyring, if that may have the password.
Result<OpenedStore> openStore(const Settings &settings, StoreHooks hooks, QThreadPool &pool);

/// The file that is locked by the one Vectray that uses this store under this name. In the runtime folder, not beside
/// the index: it must be writable when the index's disk is full.
QString storeLockFile(const Settings &settings, const Paths &paths);

/// The store's address without secrets, for logs.
QString storeLocation(const Settings &settings);

} // namespace vectray
