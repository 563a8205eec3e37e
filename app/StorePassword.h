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

/// The keyring, asked by the main thread while the program is only starting: for five seconds at most it carries the
/// events that the answer comes with, when there is nobody yet whom another event could surprise. No thread of its own,
/// as QtKeychain wants to be used by one thread alone.
Result<QByteArray> askKeyring(const QString &name);

/// Looks at a server that could keep the index, with this password if it is not empty. Blocks; not in the
/// main thread, which carries the keyring's answers.
Result<StorageTrial> tryStorage(const QString &address, const QByteArray &password, SecretStore &secrets);

} // namespace vectray
