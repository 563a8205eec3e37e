#pragma once

#include "EmbeddingCall.h"
#include "RateGovernor.h"
#include "SpendLedger.h"

#include <domain/Result.h>

#include <QByteArray>
#include <QString>

#include <memory>
#include <optional>

namespace vectray {

/// Which service embeds, as set by the user. Empty and 0: what the service, or the table of known models,
/// says.
struct ProviderSettings
{
    QString provider; ///< "openai", "ollama", "voyage", "gemini"
    QString model;
    int dimension = 0;
    QString address;
    QByteArray key; ///< a secret: never to be logged or shown
    RateLimits rates;
    int concurrency = 4;
    std::optional<double>
        pricePerMillion; ///< of tokens; for models that are not in the table, or have a new price
    std::shared_ptr<SpendLedger> ledger; ///< never null where something is to be embedded
    EmbeddingObserver observer = {}; ///< empty: nobody counts
};

/// What is known of a model by its maker's documentation.
struct KnownModel
{
    QString provider;
    QString name;
    int dimension = 0;
    double pricePerMillion = 0; ///< US dollars
};

/// Absent for a model that is not in the table.
std::optional<KnownModel> knownModel(const QString &provider, const QString &name);

/// The settings with everything filled in that can be: model, address (checked), and price where it is known.
/// Invalid with a sentence that names the setting: an unknown provider, no key where one is needed, a bad
/// address, no price where there is a budget in money.
Result<ProviderSettings> completed(ProviderSettings settings);

/// The names that may stand in EMBEDDING_PROVIDER, "builtin" among them.
QStringList providerNames();

} // namespace vectray
