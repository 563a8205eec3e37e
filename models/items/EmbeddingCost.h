#pragma once

#include <QString>

#include <cstdint>
#include <optional>

namespace vectray {

/// What it takes to have an embedding service do something, as far as that can be told before.
struct EmbeddingCost
{
    QString service{}; ///< who gets the text: a host's name; empty: nobody, the built-in model does it
    bool isPaid = false; ///< the service sends a bill, or may do so
    bool isCounted = true; ///< false: how much there is to do is not known now
    std::int64_t files = 0;
    std::int64_t tokens = 0; ///< estimated
    std::optional<double> pricePerMillion{}; ///< of tokens, in US dollars; nothing: not known
    double budget = 0; ///< US dollars a month, beyond which nothing is sent; 0: no limit

    /// Nothing where the price is not known.
    std::optional<double> price() const
    {
        return pricePerMillion ? std::optional(double(tokens) * *pricePerMillion / 1e6) : std::nullopt;
    }
    bool operator==(const EmbeddingCost &) const = default;
};

} // namespace vectray
