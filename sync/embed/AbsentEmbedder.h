#pragma once

#include "Embedder.h"

namespace vectray {

/// Stands in for an embedder that there is not, or not yet: every call fails as Unavailable, for the reason
/// given.
class AbsentEmbedder final : public Embedder
{
public:
    explicit AbsentEmbedder(EmbeddingServiceState state) : m_state(std::move(state)) {}

    EmbeddingModel model() const override { return m_state.model; }
    Result<QList<Embedding>> embedDocuments(const QList<QByteArray> & /*texts*/,
                                            std::stop_token /*stop*/) const override
    {
        return error();
    }
    Result<Embedding> embedQuery(const QByteArray & /*text*/, std::stop_token /*stop*/) const override
    {
        return error();
    }
    std::optional<double> priceOf(std::int64_t /*tokens*/) const override { return std::nullopt; }
    std::optional<std::chrono::milliseconds> timeFor(std::int64_t /*bytes*/) const override
    {
        return std::nullopt;
    }
    EmbeddingServiceState serviceState() const override { return m_state; }

private:
    Error error() const { return {Error::Kind::Unavailable, m_state.reason}; }

    EmbeddingServiceState m_state;
};

} // namespace vectray
