#pragma once

#include "Embedding.h"

#include <QStringList>

#include <optional>

namespace vectray {

/// What is looked for, and where. Empty lists and strings do not restrict.
struct SearchQuery
{
    QString text; ///< as typed
    Embedding vector; ///< of text; empty: search by word only
    EmbeddingModel model; ///< whose vector it is
    QString project; ///< empty: all projects
    QStringList datasets; ///< names; empty: all of the project
    QStringList languages;
    QString pathPrefix; ///< of the path relative to its folder
    QString glob; ///< of the path relative to its folder
    int topK = 10; ///< 1 … 200
    std::optional<double> threshold; ///< least cosine similarity; hits found by word only are kept if unset

    bool operator==(const SearchQuery &) const = default;
};

} // namespace vectray
