#pragma once

#include <QString>

#include <chrono>

namespace vectray {

/// What a try of an embedding service showed: it embedded a word.
struct EmbeddingTrial
{
    QString model;
    QString address; ///< that was asked, without secrets; for the built-in model its file
    int dimension = 0;
    std::chrono::milliseconds latency{0};

    bool operator==(const EmbeddingTrial &) const = default;
};

} // namespace vectray
