#pragma once

#include "Ids.h"

#include <QByteArray>
#include <QString>

#include <optional>

namespace vectray {

/// One chunk that answers a query, best first in a list of them.
struct SearchHit
{
    ChunkId id;
    QString project;
    QString dataset;
    ProjectId projectId;
    DatasetId datasetId;
    QString filePath; ///< absolute
    QString relativePath;
    QString language;
    QString symbol;
    QString symbolKind;
    int startLine = 1;
    int endLine = 1;
    QByteArray text; ///< UTF-8
    std::optional<double> vectorScore; ///< cosine similarity, -1 … 1; absent: not among the nearest
    std::optional<double> sparseScore; ///< BM25, higher is better; absent: no word in common
    double finalScore = 0; ///< of both, and of what the chunk is; comparable only within one answer

    bool operator==(const SearchHit &) const = default;
};

} // namespace vectray
