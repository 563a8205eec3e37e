#include "Embedder.h"

namespace vectray {

Embedder::~Embedder() = default;

QList<Result<Embedding>> Embedder::embedEach(const QList<QByteArray> &texts, std::stop_token stop) const
{
    auto vectors = embedDocuments(texts, std::move(stop));
    if (!vectors)
        return QList<Result<Embedding>>(texts.size(), vectors.error());
    QList<Result<Embedding>> each;
    each.reserve(texts.size());
    for (Embedding &vector : *vectors)
        each.append(std::move(vector));
    return each;
}

} // namespace vectray
