#include "EmbeddingSetup.h"

#include "SecretStore.h"

#include <embed/AbsentEmbedder.h>
#include <embed/StaticEmbedder.h>

namespace vectray {

using namespace Qt::Literals::StringLiterals;

QString keyNameOf(const QString &provider)
{
    if (provider == u"openai")
        return u"OPENAI_API_KEY"_s;
    if (provider == u"voyage")
        return u"VOYAGEAI_API_KEY"_s;
    if (provider == u"gemini")
        return u"GEMINI_API_KEY"_s;
    return {};
}

EmbeddingSetup::EmbeddingSetup(Options options, SecretStore &secrets)
    : m_options(std::move(options)), m_secrets(secrets)
{
    const Budget budget{.tokens = m_options.settings.embeddingTokensPerMonth,
                        .money = m_options.settings.embeddingBudget.toDouble()};
    m_ledger = std::make_shared<SpendLedger>(m_options.ledgerFile, budget,
                                             [] { return QDateTime::currentDateTimeUtc().date(); });
}

Result<std::shared_ptr<const Embedder>> EmbeddingSetup::openBuiltIn()
{
    auto embedder = StaticEmbedder::load(m_options.settings.model);
    if (!embedder)
        return Error{embedder.error().kind,
                     u"the embedding model cannot be used: %1"_s.arg(embedder.error().message)};
    m_builtIn = *std::move(embedder);
    return m_builtIn;
}

Result<std::shared_ptr<const Embedder>> EmbeddingSetup::openWanted(const std::optional<EmbeddingModel> &known,
                                                                   const std::stop_token &stop)
{
    if (wantsBuiltIn())
        return m_builtIn;
    const Settings &settings = m_options.settings;
    const auto provider = providerSettings(settings.embeddingProvider, settings.embeddingModel);
    if (!provider)
        return provider.error();
    const bool isKnown = known && known->provider == provider->provider && known->model == provider->model;
    auto embedder = openProvider(*provider, isKnown ? known->dimension : 0, stop);
    if (!embedder)
        return embedder.error();
    return std::shared_ptr<const Embedder>(*std::move(embedder));
}

std::shared_ptr<const Embedder> EmbeddingSetup::openFormer(const EmbeddingModel &model)
{
    if (m_builtIn->model() == model)
        return m_builtIn;
    if (model.provider == u"builtin") {
        auto shipped = StaticEmbedder::load(m_options.shippedModelFile);
        if (shipped && (*shipped)->model() == model)
            return *std::move(shipped);
    }
    QString reason = u"the model that the index was made by, %1, is not there any more"_s.arg(model.model);
    if (model.provider != u"builtin") {
        auto settings = providerSettings(model.provider, model.model);
        if (settings) {
            auto embedder = openProvider(*settings, model.dimension, {});
            if (embedder)
                return *std::move(embedder);
            reason = embedder.error().message;
        } else {
            reason = settings.error().message;
        }
    }
    return std::make_shared<AbsentEmbedder>(
        EmbeddingServiceState{.kind = EmbeddingServiceState::Kind::Away, .model = model, .reason = reason});
}

ProviderSettings EmbeddingSetup::withoutKey(const QString &provider, const QString &model) const
{
    const Settings &set = m_options.settings;
    ProviderSettings settings{.provider = provider,
                              .model = model,
                              .dimension = provider == set.embeddingProvider ? set.embeddingDimensions : 0,
                              .rates = {.requestsPerMinute = double(set.embeddingRequestsPerMinute),
                                        .tokensPerMinute = double(set.embeddingTokensPerMinute)},
                              .concurrency = set.embeddingConcurrency,
                              .ledger = m_ledger};
    if (!set.embeddingPrice.isEmpty())
        settings.pricePerMillion = set.embeddingPrice.toDouble();
    if (provider == u"openai")
        settings.address = set.openAiBaseUrl;
    else if (provider == u"ollama")
        settings.address = set.ollamaHost;
    else if (provider == u"voyage")
        settings.address = set.voyageBaseUrl;
    else if (provider == u"gemini")
        settings.address = set.geminiBaseUrl;
    return settings;
}

Done EmbeddingSetup::check() const
{
    const Settings &set = m_options.settings;
    if (wantsBuiltIn())
        return {};
    ProviderSettings settings = withoutKey(set.embeddingProvider, set.embeddingModel);
    const QString name = keyNameOf(set.embeddingProvider);
    // A key that the keyring may have is looked for later.
    if (!name.isEmpty() && (SecretStore::isInEnvironment(name) || SecretStore::hasKeyring()))
        settings.key = "it may be there";
    const auto whole = completed(std::move(settings));
    return whole ? Done() : whole.error();
}

Result<ProviderSettings> EmbeddingSetup::providerSettings(const QString &provider, const QString &model)
{
    ProviderSettings settings = withoutKey(provider, model);
    if (const QString name = keyNameOf(provider); !name.isEmpty()) {
        auto key = m_secrets.read(name).result();
        if (key)
            settings.key = key->trimmed();
        else if (key.error().kind != Error::Kind::NotFound)
            return key.error();
    }
    return completed(std::move(settings));
}

Result<EmbeddingTrial> EmbeddingSetup::tryProvider(const QString &provider, const QString &model)
{
    const Settings &set = m_options.settings;
    const QString name = provider.isEmpty() ? set.embeddingProvider : provider;
    if (name == u"builtin") {
        const EmbeddingModel builtIn = m_builtIn->model();
        return EmbeddingTrial{.model = builtIn.model, .address = set.model, .dimension = builtIn.dimension};
    }
    const bool isSet = name == set.embeddingProvider && model.isEmpty();
    const auto settings = providerSettings(name, isSet ? set.embeddingModel : model);
    return settings ? vectray::tryProvider(*settings, {}) : settings.error();
}

} // namespace vectray
