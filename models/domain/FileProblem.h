#pragma once

#include "FileStat.h"

#include <QDateTime>
#include <QString>

namespace vectray {

/// A file that is not in the index, or not in its newest form, and why.
struct FileProblem
{
    enum class Kind {
        Skipped, ///< by a rule; retried only when the file changes
        Failed, ///< could not be read or indexed; keeps its old chunks and is retried
    };

    Kind kind = Kind::Skipped;
    QString path; ///< relative to the folder; for display where the name is not UTF-8
    QString reason; ///< a sentence
    QDateTime since; ///< UTC
    FileStat stat; ///< when it was looked at; unset where a look at the name was enough
    std::int64_t readAtNs = 0; ///< see FileRecord::readAtNs; 0 with an unset stat

    bool operator==(const FileProblem &) const = default;
};

} // namespace vectray
