#pragma once

#include "SecretStore.h"

#include <items/StorageInfo.h>
#include <store/PostgresAddress.h>

#include <functional>

namespace vectray {

/// Who has a secret: name of the keyring's entry to secret. Blocks for some seconds at most.
using AskSecret = std::function<Result<QByteArray>(const QString &)>;

/// The keyring's entry with the password for a server: its address, without secrets.
QString passwordEntry(const PostgresAddress &address);

/// The address with the password that the keyring has for it. Asked once, and only where neither the address
/// nor PGPASSWORD has one; without an answer the address is as it was, and libpq looks into ~/.pgpass.
PostgresAddress withPassword(PostgresAddress address, const AskSecret &ask);

/// The keyring, asked from a thread that this makes for it: for the main thread while it carries no events
/// yet.
Result<QByteArray> askKeyring(const QString &name);

/// Looks at a server that could keep the index, with this password if it is not empty. Blocks; not in the
/// main thread, which carries the keyring's answers.
Result<StorageTrial> tryStorage(const QString &address, const QByteArray &password, SecretStore &secrets);

} // namespace vectray
