#pragma once

#include <QString>

namespace vectray {

/// The difference between the disk and the index, for one file.
struct FileChange
{
    enum class Kind { Created, Modified, Moved, Deleted };

    Kind kind = Kind::Modified;
    QString path; ///< relative to the folder; the new one of a move
    QString from; ///< only of a move: where it was

    bool operator==(const FileChange &) const = default;
};

} // namespace vectray
