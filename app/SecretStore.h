#pragma once

#include <domain/Result.h>

#include <QByteArray>
#include <QFuture>
#include <QObject>

#include <chrono>

namespace vectray {

/// Keys of embedding services, and the password of the store: from the environment, which wins, or from the
/// desktop's keyring (KWallet, the Secret Service). Where there is no keyring, as on a server, there is the
/// environment alone. Keys are never written to a file.
///
/// Lives in the main thread, whose event loop carries the keyring's answers; its functions may be called from
/// any.
class SecretStore final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SecretStore)

public:
    SecretStore() = default;

    /// By the name of the environment variable: "OPENAI_API_KEY". NotFound if it is nowhere, Unavailable if
    /// the keyring does not answer.
    QFuture<Result<QByteArray>> read(const QString &name);

    /// Into the keyring; an empty value removes it. Unavailable without one.
    QFuture<Done> write(const QString &name, const QByteArray &value);

    /// Whether the environment has it, so that the keyring is not asked.
    static bool isInEnvironment(const QString &name);

    static bool hasKeyring(); ///< there may be one: a session bus is there
};

constexpr std::chrono::seconds KeyringPatience{5};

/// Waits for an answer of the keyring, but not for ever: one that is locked asks its user, who may be away;
/// and when the program ends, nobody carries the answer. Not in the thread that carries it. Unavailable after
/// \a patience.
Result<QByteArray> waitForSecret(const QFuture<Result<QByteArray>> &answer, const QString &name,
                                 std::chrono::milliseconds patience = KeyringPatience);

} // namespace vectray
