#pragma once

#include "Embedder.h"
#include "EmbeddingCall.h"

#include <memory>

namespace vectray {

/// Another embedder, one that asks no service, whose calls are told to an observer.
class ObservedEmbedder final : public Embedder
{
public:
    ObservedEmbedder(std::shared_ptr<const Embedder> embedder, EmbeddingObserver observer)
        : m_embedder(std::move(embedder))
        , m_observer(std::move(observer))
    {}

    EmbeddingModel model() const override { return m_embedder->model(); }
    Result<QList<Embedding>> embedDocuments(const QList<QByteArray> &texts,
                                            std::stop_token stop) const override;
    Result<Embedding> embedQuery(const QByteArray &text, std::stop_token stop) const override;
    qsizetype sliceSize() const override { return m_embedder->sliceSize(); }
    std::optional<double> priceOf(std::int64_t tokens) const override { return m_embedder->priceOf(tokens); }
    std::optional<std::chrono::milliseconds> timeFor(std::int64_t bytes) const override
    {
        return m_embedder->timeFor(bytes);
    }
    EmbeddingServiceState serviceState() const override { return m_embedder->serviceState(); }

private:
    std::shared_ptr<const Embedder> m_embedder;
    EmbeddingObserver m_observer;
};

} // namespace vectray
