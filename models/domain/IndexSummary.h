#pragma once

#include "FileProblem.h"
#include "Ids.h"

#include <QDateTime>
#include <QList>

namespace vectray {

/// What the store holds of one dataset, counted in the store.
struct DatasetSummary
{
    DatasetId id;
    QString name;
    std::int64_t files = 0;
    std::int64_t chunks = 0;
    std::int64_t bytes = 0; ///< of the files, as last read
    std::int64_t skipped = 0;
    std::int64_t failed = 0;
    QDateTime lastSync; ///< UTC; invalid: never

    bool operator==(const DatasetSummary &) const = default;
};

struct ProjectSummary
{
    ProjectId id;
    QString name;
    QList<DatasetSummary> datasets; ///< by name

    bool operator==(const ProjectSummary &) const = default;
};

} // namespace vectray
