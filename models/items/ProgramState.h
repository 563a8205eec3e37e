#pragma once

#include <QDateTime>
#include <QString>

namespace vectray {

/// What is true of the program as a whole, beside its folders.
struct ProgramState
{
    bool paused = false; ///< by the user, for all folders
    QDateTime pausedUntil{}; ///< UTC; invalid: until resumed
    QString offline{}; ///< a sentence: what cannot be reached (store, provider); empty: everything answers
    QString rejected{}; ///< a sentence: what the embedding service needs somebody to do; empty: nothing
    bool isCopying = false; ///< the index, into another store: nothing is indexed meanwhile, resumed or not

    bool operator==(const ProgramState &) const = default;
};

} // namespace vectray
