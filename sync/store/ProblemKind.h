#pragma once

#include <domain/FileProblem.h>

namespace vectray {

/// As it stands in the tables.
inline QString problemKindName(FileProblem::Kind kind)
{
    switch (kind) {
    case FileProblem::Kind::Skipped:
        return QStringLiteral("skipped");
    case FileProblem::Kind::Failed:
        return QStringLiteral("failed");
    }
    Q_UNREACHABLE();
}

inline FileProblem::Kind problemKind(const QString &name)
{
    return name == u"skipped" ? FileProblem::Kind::Skipped : FileProblem::Kind::Failed;
}

} // namespace vectray
