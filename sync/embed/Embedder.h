#pragma once

#include <domain/Embedding.h>
#include <domain/EmbeddingServiceState.h>
#include <domain/Result.h>

#include <QByteArray>
#include <QList>

#include <chrono>
#include <optional>
#include <stop_token>

namespace vectray {

/// Turns texts into points of one model's space. Safe to use from many threads at once; blocks the
/// calling thread, for a remote provider as long as the network takes.
class Embedder
{
    Q_DISABLE_COPY_MOVE(Embedder)

public:
    Embedder() = default;
    virtual ~Embedder();

    /// Which space. Never changes during the object's life.
    virtual EmbeddingModel model() const = 0;

    /// One vector of model().dimension per text (UTF-8), in order. Fails as a whole: Unavailable may pass
    /// by itself, Invalid and Denied will not, Cancelled when \a stop was requested.
    virtual Result<QList<Embedding>> embedDocuments(const QList<QByteArray> &texts,
                                                    std::stop_token stop) const = 0;

    /// The same, with an answer for each text of its own: Invalid where this very text is refused for good, the other
    /// kinds where it was not embedded for now. So what was embedded, and paid, is not lost with the rest.
    virtual QList<Result<Embedding>> embedEach(const QList<QByteArray> &texts, std::stop_token stop) const;

    /// How many texts are best given at a time.
    virtual qsizetype sliceSize() const { return 64; }

    /// What so many tokens cost, in the currency of the settings; absent: nobody knows.
    virtual std::optional<double> priceOf(std::int64_t /*tokens*/) const { return 0; }

    /// How long embedding so much text takes, beyond what indexing it takes anyway; absent: nobody knows.
    virtual std::optional<std::chrono::milliseconds> timeFor(std::int64_t /*bytes*/) const
    {
        return std::chrono::milliseconds(0);
    }

    virtual EmbeddingServiceState serviceState() const { return {.model = model()}; }

    /// The same for what a person typed; models may treat a query differently from a document.
    virtual Result<Embedding> embedQuery(const QByteArray &text, std::stop_token stop) const = 0;
};

} // namespace vectray
