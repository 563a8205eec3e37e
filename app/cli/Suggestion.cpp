#include "Suggestion.h"

#include <algorithm>
#include <vector>

namespace vectray {

namespace {

/// Insertions, deletions, replacements and swaps of neighbours that make one word the other.
qsizetype distance(const QString &left, const QString &right)
{
    const auto rows = static_cast<std::size_t>(left.size()) + 1;
    const auto columns = static_cast<std::size_t>(right.size()) + 1;
    std::vector<std::vector<qsizetype>> cost(rows, std::vector<qsizetype>(columns, 0));
    const auto same = [&](std::size_t row, std::size_t column) {
        return left.at(qsizetype(row) - 1) == right.at(qsizetype(column) - 1);
    };
    for (std::size_t row = 0; row < rows; ++row) {
        for (std::size_t column = 0; column < columns; ++column) {
            if (row == 0 || column == 0) {
                cost[row][column] = qsizetype(row) + qsizetype(column);
                continue;
            }
            cost[row][column] = std::min({cost[row - 1][column] + 1, cost[row][column - 1] + 1,
                                          cost[row - 1][column - 1] + (same(row, column) ? 0 : 1)});
            if (row > 1 && column > 1 && same(row, column - 1) && same(row - 1, column))
                cost[row][column] = std::min(cost[row][column], cost[row - 2][column - 2] + 1);
        }
    }
    return cost.back().back();
}

} // namespace

QString suggestionFor(const QString &typed, const QStringList &candidates)
{
    constexpr qsizetype LongestName = 64;
    if (typed.size() > LongestName)
        return {};
    QString best;
    qsizetype least = std::max<qsizetype>(1, typed.size() / 3) + 1; // a third of the letters may be wrong
    for (const QString &candidate : candidates) {
        const bool begun = typed.size() >= 3 && candidate.startsWith(typed);
        const qsizetype far = begun ? 0 : distance(typed.toLower(), candidate);
        if (far < least) {
            least = far;
            best = candidate;
        }
    }
    return best;
}

} // namespace vectray
