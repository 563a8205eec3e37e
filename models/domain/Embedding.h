#pragma once

#include <QString>

#include <vector>

namespace vectray {

/// A point in a model's space. L2-normalised, or all zero for a text that says nothing to the model.
using Embedding = std::vector<float>;

/// Which space: embeddings are comparable only if all of this is equal.
struct EmbeddingModel
{
    QString provider; ///< "builtin", "openai", …
    QString model; ///< the provider's name for it; for a file, with the start of its SHA-256
    int dimension = 0;
    int promptVersion = 1; ///< grows when what is put around a text before embedding changes

    bool operator==(const EmbeddingModel &) const = default;
};

} // namespace vectray
