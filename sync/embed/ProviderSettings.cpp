#include "ProviderSettings.h"

#include "EndpointRules.h"

#include <QUrl>

#include <algorithm>
#include <array>

namespace vectray {

using namespace Qt::Literals::StringLiterals;

namespace {

struct Provider
{
    const char *name;
    const char *model; ///< by default
    const char *address; ///< by default
    const char *keySetting; ///< nullptr: it has no keys
    const char *addressSetting;
};

constexpr std::array<Provider, 4> Providers{{
    {"openai", "text-embedding-3-small", "https://api.openai.com/v1", "OPENAI_API_KEY", "OPENAI_BASE_URL"},
    {"ollama", "nomic-embed-text", "http://127.0.0.1:11434", nullptr, "OLLAMA_HOST"},
    {"voyage", "voyage-code-3", "https://api.voyageai.com/v1", "VOYAGEAI_API_KEY", "VOYAGEAI_BASE_URL"},
    {"gemini", "gemini-embedding-001", "https://generativelanguage.googleapis.com/v1beta", "GEMINI_API_KEY",
     "GEMINI_BASE_URL"},
}};

struct Model
{
    const char *provider;
    const char *name;
    int dimension;
    double price;
};

// Prices change; a setting overrides them, and the budget counts by them.
constexpr std::array<Model, 12> Models{{
    {"openai", "text-embedding-3-small", 1536, 0.02},
    {"openai", "text-embedding-3-large", 3072, 0.13},
    {"openai", "text-embedding-ada-002", 1536, 0.10},
    {"ollama", "nomic-embed-text", 768, 0},
    {"ollama", "mxbai-embed-large", 1024, 0},
    {"ollama", "all-minilm", 384, 0},
    {"ollama", "bge-m3", 1024, 0},
    {"voyage", "voyage-code-3", 1024, 0.18},
    {"voyage", "voyage-3-large", 1024, 0.18},
    {"voyage", "voyage-3.5", 1024, 0.06},
    {"voyage", "voyage-3.5-lite", 1024, 0.02},
    {"gemini", "gemini-embedding-001", 3072, 0.15},
}};

Error invalid(const QString &message)
{
    return {Error::Kind::Invalid, message};
}

/// OLLAMA_HOST is also what Ollama itself listens on: "0.0.0.0", ":11434", "192.168.1.2".
QString ollamaAddress(QString host)
{
    if (host.startsWith(u':'))
        host.prepend(u"127.0.0.1"_s);
    if (!host.contains(u"://"))
        host.prepend(u"http://"_s);
    QUrl url(host);
    if (url.host() == u"0.0.0.0" || url.host() == u"::")
        url.setHost(u"127.0.0.1"_s);
    if (url.port() < 0 && url.scheme() == u"http")
        url.setPort(11434);
    return url.toString();
}

} // namespace

std::optional<KnownModel> knownModel(const QString &provider, const QString &name)
{
    const QString plain = name.section(u':', 0, 0); // Ollama's tags do not change the size
    for (const Model &model : Models) {
        if (provider == QLatin1StringView(model.provider)
            && (name == QLatin1StringView(model.name) || plain == QLatin1StringView(model.name)))
            return KnownModel{.provider = provider,
                              .name = name,
                              .dimension = model.dimension,
                              .pricePerMillion = model.price};
    }
    return std::nullopt;
}

QStringList providerNames()
{
    QStringList names{u"builtin"_s};
    for (const Provider &provider : Providers)
        names.append(QString::fromLatin1(provider.name));
    return names;
}

Result<ProviderSettings> completed(ProviderSettings settings)
{
    const auto *const provider = std::ranges::find_if(
        Providers, [&](const Provider &known) { return settings.provider == QLatin1StringView(known.name); });
    if (provider == Providers.end())
        return invalid(u"EMBEDDING_PROVIDER must be one of %1, not “%2”"_s.arg(providerNames().join(u", "_s),
                                                                               settings.provider));
    const bool ownAddress = !settings.address.isEmpty();
    if (!ownAddress)
        settings.address = QString::fromLatin1(provider->address);
    else if (settings.provider == u"ollama")
        settings.address = ollamaAddress(settings.address);
    const auto address = checkedEndpoint(settings.address);
    if (!address)
        return invalid(u"%1: %2"_s.arg(QLatin1StringView(provider->addressSetting), address.error().message));
    settings.address = *address;
    const bool isHere = isLoopback(settings.address);
    if (provider->keySetting != nullptr && settings.key.isEmpty() && !isHere)
        return invalid(
            u"%1 needs a key: set %2"_s.arg(settings.provider, QLatin1StringView(provider->keySetting)));
    if (settings.key.contains('\n') || settings.key.contains('\r'))
        return invalid(u"%1 has a line break in it"_s.arg(QLatin1StringView(provider->keySetting)));
    if (settings.model.isEmpty())
        settings.model = QString::fromLatin1(provider->model);

    const auto known = knownModel(settings.provider, settings.model);
    if (!settings.pricePerMillion) {
        if (settings.provider == u"ollama" || isHere)
            settings.pricePerMillion = 0;
        else if (known)
            settings.pricePerMillion = known->pricePerMillion;
        else if (settings.ledger && settings.ledger->budget().money > 0)
            return invalid(u"the price of %1 is not known, so the monthly budget cannot be kept: set "
                           u"VECTRAY_EMBEDDING_PRICE (per "
                           "million tokens), or VECTRAY_EMBEDDING_BUDGET=0 for none"_s.arg(settings.model));
    }
    return settings;
}

} // namespace vectray
