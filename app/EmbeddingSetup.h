#pragma once

#include <domain/Result.h>
#include <domain/Settings.h>
#include <embed/OpenProvider.h>

#include <memory>
#include <optional>
#include <stop_token>

namespace vectray {

class Embedder;
class SecretStore;

/// Makes the embedders that the settings ask for. Safe to call from any thread but the main one, which
/// carries the keyring's answers; everything that blocks says so.
class EmbeddingSetup
{
    Q_DISABLE_COPY_MOVE(EmbeddingSetup)

public:
    struct Options
    {
        Settings settings;
        QString shippedModelFile; ///< the built-in model that came with the program
        QString ledgerFile;
        EmbeddingObserver observer; ///< of all calls but trials; never empty
    };

    EmbeddingSetup(Options options, SecretStore &secrets);

    /// What can be seen to be wrong without asking anybody. Invalid, with the setting's name.
    Done check() const { return check(m_options.settings); }
    Done check(const Settings &set) const;

    /// What that would cost, without asking anybody. Invalid, as check().
    Result<Tariff> tariff(const Settings &set) const;

    /// The built-in model, whatever is set: its file must be there. Blocks for milliseconds; may be called
    /// anywhere.
    Result<std::shared_ptr<const Embedder>> openBuiltIn();

    bool wantsBuiltIn() const { return m_options.settings.embeddingProvider == u"builtin"; }

    /// What is set. \a known: what the index is searched by now, which may tell the dimension. Blocks for the
    /// keyring, and for the service if nothing else tells the dimension.
    Result<std::shared_ptr<const Embedder>> openWanted(const std::optional<EmbeddingModel> &known,
                                                       const std::stop_token &stop);

    /// The one that an index was made by; one that says why not, if it cannot be had. Blocks for the keyring.
    std::shared_ptr<const Embedder> openFormer(const EmbeddingModel &model);

    /// Embeds a word by what these settings say, with this key if it is not empty. Blocks for ten seconds at
    /// most.
    Result<EmbeddingTrial> trySettings(const Settings &settings, const QByteArray &key);

    /// The same by what is set, or by another service with its own settings: an empty name: what is set.
    /// Blocks for ten seconds at most.
    Result<EmbeddingTrial> tryProvider(const QString &provider, const QString &model);

private:
    Result<ProviderSettings> providerSettings(const Settings &set, const QByteArray &key);

    Options m_options;
    SecretStore &m_secrets;
    std::shared_ptr<SpendLedger> m_ledger;
    std::shared_ptr<const Embedder> m_builtIn; ///< set before any other thread comes
};

/// The name of the variable, and of the keyring's entry, with a provider's key; empty: it has none.
QString keyNameOf(const QString &provider);

} // namespace vectray
