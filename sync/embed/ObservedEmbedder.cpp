#include "ObservedEmbedder.h"

namespace vectray {

namespace {

using SteadyClock = std::chrono::steady_clock;

EmbeddingCall::Outcome outcomeOf(Error::Kind kind)
{
    return kind == Error::Kind::Invalid ? EmbeddingCall::Outcome::Refused
                                        : EmbeddingCall::Outcome::Unavailable;
}

} // namespace

Result<QList<Embedding>> ObservedEmbedder::embedDocuments(const QList<QByteArray> &texts,
                                                          std::stop_token stop) const
{
    const SteadyClock::time_point begin = SteadyClock::now();
    auto vectors = m_embedder->embedDocuments(texts, std::move(stop));
    if (vectors || vectors.error().kind != Error::Kind::Cancelled)
        m_observer({.provider = model().provider,
                    .outcome = vectors ? EmbeddingCall::Outcome::Embedded : outcomeOf(vectors.error().kind),
                    .chunks = vectors ? texts.size() : 0,
                    .duration = SteadyClock::now() - begin});
    return vectors;
}

Result<Embedding> ObservedEmbedder::embedQuery(const QByteArray &text, std::stop_token stop) const
{
    const SteadyClock::time_point begin = SteadyClock::now();
    auto vector = m_embedder->embedQuery(text, std::move(stop));
    if (vector || vector.error().kind != Error::Kind::Cancelled)
        m_observer({.provider = model().provider,
                    .outcome = vector ? EmbeddingCall::Outcome::Embedded : outcomeOf(vector.error().kind),
                    .duration = SteadyClock::now() - begin});
    return vector;
}

} // namespace vectray
