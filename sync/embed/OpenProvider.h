#pragma once

#include "HttpEmbedder.h"
#include "ProviderSettings.h"

#include <domain/EmbeddingTrial.h>

namespace vectray {

/// The embedder that the settings ask for. \a dimension: what the model is known to have by an index that it
/// made; 0: it is looked up or asked for. Blocks. Invalid: the settings; Unavailable: the service, each with
/// a sentence.
Result<std::unique_ptr<HttpEmbedder>> openProvider(const ProviderSettings &settings, int dimension,
                                                   const std::stop_token &stop);

/// What a service asks for its work.
struct Tariff
{
    EmbeddingModel model; ///< dimension 0: not known before it is asked
    QString service; ///< its host; empty: the built-in model
    std::optional<double> pricePerMillion; ///< of tokens, in US dollars; absent: not known

    bool operator==(const Tariff &) const = default;
};

/// By what is known without asking anybody. Invalid: the settings.
Result<Tariff> tariffOf(const ProviderSettings &settings);

/// Embeds a word to see whether it works: not counted, one try. Blocks for ten seconds at most.
Result<EmbeddingTrial> tryProvider(const ProviderSettings &settings, const std::stop_token &stop);

} // namespace vectray
