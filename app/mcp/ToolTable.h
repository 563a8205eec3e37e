#pragma once

#include <QJsonObject>
#include <QString>

#include <vector>

namespace vectray {

enum class ToolKind { SearchCode, IndexCodebase, ClearIndex, IndexingStatus, ListIndexed };

struct ToolSpec
{
    ToolKind kind = ToolKind::SearchCode;
    QString name = {};
    bool manages = false; ///< it changes what is indexed
    QJsonObject description = {}; ///< as tools/list has it
};

/// The one place where the tools, their arguments and what they return are described.
const std::vector<ToolSpec> &toolTable();

const ToolSpec *findTool(const QString &name);

} // namespace vectray
