#pragma once

#include "Embedding.h"

#include <QDateTime>

namespace vectray {

/// How it stands with whatever turns texts into vectors.
struct EmbeddingServiceState
{
    enum class Kind {
        Ready,
        Starting, ///< nothing is known yet
        Paused, ///< asked to wait, until a time that is known
        Away, ///< does not answer; is tried again
        Rejected, ///< needs somebody: a key, a name, an account. The reason says what to do
        BudgetReached, ///< until the month ends, or the budget is raised
    };

    Kind kind = Kind::Ready;
    EmbeddingModel model; ///< dimension 0: not known yet
    QString reason; ///< a sentence; empty where it is Ready
    QDateTime until; ///< UTC, of the next try; invalid where there is none to tell

    // Of a service that counts; all 0 for the built-in model.
    std::int64_t requestsThisMonth = 0;
    std::int64_t tokensThisMonth = 0;
    double spentThisMonth = 0; ///< in the currency of the price: US dollars, if it is not set otherwise

    bool operator==(const EmbeddingServiceState &) const = default;
};

} // namespace vectray
