#include "EmbeddingSetup.h"

#include "SecretStore.h"

#include <embed/AbsentEmbedder.h>
#include <embed/ObservedEmbedder.h>
#include <embed/StaticEmbedder.h>

namespace vectray {

using namespace Qt::Literals::StringLiterals;

namespace {

/// The same settings for another model; an empty name is the service's usual one.
Settings withModel(Settings settings, const QString &provider, const QString &model)
{
    settings.embeddingProvider = provider;
    settings.embeddingModel = model;
    settings.embeddingDimensions = 0;
    return settings;
}

ProviderSettings withoutKey(const Settings &set, std::shared_ptr<SpendLedger> ledger)
{
    ProviderSettings settings{.provider = set.embeddingProvider,
                              .model = set.embeddingModel,
                              .dimension = set.embeddingDimensions,
                              .rates = {.requestsPerMinute = double(set.embeddingRequestsPerMinute),
                                        .tokensPerMinute = double(set.embeddingTokensPerMinute)},
                              .concurrency = set.embeddingConcurrency,
                              .ledger = std::move(ledger)};
    if (!set.embeddingPrice.isEmpty())
        settings.pricePerMillion = set.embeddingPrice.toDouble();
    if (settings.provider == u"openai")
        settings.address = set.openAiBaseUrl;
    else if (settings.provider == u"ollama")
        settings.address = set.ollamaHost;
    else if (settings.provider == u"voyage")
        settings.address = set.voyageBaseUrl;
    else if (settings.provider == u"gemini")
        settings.address = set.geminiBaseUrl;
    return settings;
}

} // namespace

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
    : m_options(std::move(options))
    , m_secrets(secrets)
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
    m_builtIn = std::make_shared<ObservedEmbedder>(*std::move(embedder), m_options.observer);
    return m_builtIn;
}

Result<std::shared_ptr<const Embedder>> EmbeddingSetup::openWanted(const std::optional<EmbeddingModel> &known,
                                                                   const std::stop_token &stop)
{
    if (wantsBuiltIn())
        return m_builtIn;
    const auto provider = providerSettings(m_options.settings, {});
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
            return std::make_shared<ObservedEmbedder>(*std::move(shipped), m_options.observer);
    }
    QString reason = u"the model that the index was made by, %1, is not there any more"_s.arg(model.model);
    if (model.provider != u"builtin") {
        auto settings = providerSettings(withModel(m_options.settings, model.provider, model.model), {});
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

Done EmbeddingSetup::check(const Settings &set) const
{
    const auto known = tariff(set);
    return known ? Done() : known.error();
}

Result<Tariff> EmbeddingSetup::tariff(const Settings &set) const
{
    if (set.embeddingProvider == u"builtin")
        return Tariff{
            .model = m_builtIn ? m_builtIn->model() : EmbeddingModel(), .service = {}, .pricePerMillion = 0};
    ProviderSettings settings = withoutKey(set, m_ledger);
    const QString name = keyNameOf(set.embeddingProvider);
    // A key that the keyring may have is looked for later.
    if (!name.isEmpty() && (SecretStore::isInEnvironment(name) || SecretStore::hasKeyring()))
        settings.key = "it may be there";
    return tariffOf(settings);
}

Result<ProviderSettings> EmbeddingSetup::providerSettings(const Settings &set, const QByteArray &key)
{
    ProviderSettings settings = withoutKey(set, m_ledger);
    settings.observer = m_options.observer;
    settings.key = key.trimmed();
    const QString name = keyNameOf(set.embeddingProvider);
    if (settings.key.isEmpty() && !name.isEmpty()) {
        const auto known = waitForSecret(m_secrets.read(name), name);
        if (known)
            settings.key = known->trimmed();
        else if (known.error().kind != Error::Kind::NotFound)
            return known.error();
    }
    return completed(std::move(settings));
}

Result<EmbeddingTrial> EmbeddingSetup::trySettings(const Settings &set, const QByteArray &key)
{
    if (set.embeddingProvider == u"builtin") {
        const QString file = set.model.isEmpty() ? m_options.shippedModelFile : set.model;
        const auto embedder = StaticEmbedder::load(file);
        if (!embedder)
            return embedder.error();
        const EmbeddingModel model = (*embedder)->model();
        return EmbeddingTrial{.model = model.model, .address = file, .dimension = model.dimension};
    }
    const auto settings = providerSettings(set, key);
    return settings ? vectray::tryProvider(*settings, {}) : settings.error();
}

Result<EmbeddingTrial> EmbeddingSetup::tryProvider(const QString &provider, const QString &model)
{
    const Settings &set = m_options.settings;
    return trySettings(provider.isEmpty() && model.isEmpty()
                           ? set
                           : withModel(set, provider.isEmpty() ? set.embeddingProvider : provider, model),
                       {});
}

} // namespace vectray
