#pragma once

#include <QString>

#include <chrono>
#include <functional>

namespace vectray {

/// What one call to whoever embeds came to: for those who count.
struct EmbeddingCall
{
    enum class Outcome {
        Embedded,
        RateLimited,
        Refused, ///< the texts
        Rejected, ///< us: the key, the model's name, the account
        Unavailable, ///< no answer, or none that makes sense
    };

    QString provider; ///< "builtin", "openai", …
    Outcome outcome = Outcome::Embedded;
    std::int64_t chunks = 0; ///< that were embedded; a query has none
    std::int64_t tokens = 0; ///< that count for the budget; the built-in model counts none
    std::chrono::nanoseconds duration{0};

    bool operator==(const EmbeddingCall &) const = default;
};

/// Is told of each call that came to an end, in whichever thread that was. Never of one that was stopped.
using EmbeddingObserver = std::function<void(const EmbeddingCall &)>;

} // namespace vectray
