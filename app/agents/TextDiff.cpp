#include "TextDiff.h"

#include <QStringList>

#include <algorithm>
#include <vector>

namespace vectray {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype Context = 3;
constexpr qsizetype MaxCompared = 1500; ///< lines on each side; a table of their product is made

/// A line of the diff: ' ', '-' or '+', and the text.
struct DiffLine
{
    QChar sign;
    QString text = {};
};

QStringList linesOf(const QString &text)
{
    QStringList lines = text.split(u'\n');
    if (lines.last().isEmpty())
        lines.removeLast();
    return lines;
}

/// By the longest common subsequence.
void compare(const QStringList &before, const QStringList &after, std::vector<DiffLine> &diff)
{
    const qsizetype rows = before.size();
    const qsizetype columns = after.size();
    std::vector<std::vector<int>> common; // of what is left from there on
    if (rows <= MaxCompared && columns <= MaxCompared) {
        common.assign(std::size_t(rows) + 1, std::vector<int>(std::size_t(columns) + 1, 0));
        for (qsizetype i = rows - 1; i >= 0; --i) {
            for (qsizetype j = columns - 1; j >= 0; --j) {
                const auto row = std::size_t(i);
                const auto column = std::size_t(j);
                common[row][column] = before[i] == after[j]
                    ? common[row + 1][column + 1] + 1
                    : std::max(common[row + 1][column], common[row][column + 1]);
            }
        }
    }
    qsizetype i = 0;
    qsizetype j = 0;
    while (i < rows || j < columns) {
        const bool isCompared = !common.empty();
        if (isCompared && i < rows && j < columns && before[i] == after[j]) {
            diff.push_back({u' ', before[i++]});
            ++j;
        } else if (i < rows
                   && (j == columns || !isCompared
                       || common[std::size_t(i) + 1][std::size_t(j)]
                           >= common[std::size_t(i)][std::size_t(j) + 1])) {
            diff.push_back({u'-', before[i++]});
        } else {
            diff.push_back({u'+', after[j++]});
        }
    }
}

std::vector<DiffLine> wholeDiff(const QStringList &before, const QStringList &after)
{
    qsizetype start = 0;
    while (start < std::min(before.size(), after.size()) && before[start] == after[start])
        ++start;
    qsizetype end = 0;
    while (end < std::min(before.size(), after.size()) - start
           && before[before.size() - 1 - end] == after[after.size() - 1 - end])
        ++end;
    std::vector<DiffLine> diff;
    for (const QString &line : before.first(start))
        diff.push_back({u' ', line});
    compare(before.sliced(start, before.size() - start - end),
            after.sliced(start, after.size() - start - end), diff);
    for (const QString &line : before.last(end))
        diff.push_back({u' ', line});
    return diff;
}

/// "12,3": where lines are and how many, as diff says it.
QString rangeText(qsizetype first, qsizetype count)
{
    return count == 1 ? QString::number(first) : u"%1,%2"_s.arg(count == 0 ? first - 1 : first).arg(count);
}

/// One past the last line of the hunk that begins with the change at \a first.
qsizetype endOfHunk(const std::vector<DiffLine> &diff, qsizetype first)
{
    qsizetype last = first;
    for (qsizetype i = first; i < qsizetype(diff.size()) && i - last <= 2 * Context + 1; ++i) {
        if (diff[std::size_t(i)].sign != u' ')
            last = i;
    }
    return std::min(last + Context + 1, qsizetype(diff.size()));
}

} // namespace

QString unifiedDiff(const QString &before, const QString &after, const QString &file)
{
    const std::vector<DiffLine> diff = wholeDiff(linesOf(before), linesOf(after));
    QString text;
    qsizetype oldLine = 1;
    qsizetype newLine = 1;
    for (qsizetype at = 0;;) {
        const auto change = std::find_if(diff.begin() + at, diff.end(),
                                         [](const DiffLine &line) { return line.sign != u' '; });
        if (change == diff.end())
            return text.isEmpty() ? text : u"--- %1\n+++ %1\n"_s.arg(file) + text;
        const qsizetype first = change - diff.begin();
        const qsizetype start = std::max(at, first - Context);
        oldLine += start - at;
        newLine += start - at;
        QString lines;
        qsizetype removed = 0;
        qsizetype added = 0;
        const qsizetype end = endOfHunk(diff, first);
        for (at = start; at < end; ++at) {
            const DiffLine &line = diff[std::size_t(at)];
            lines += line.sign + line.text + u'\n';
            removed += line.sign == u'+' ? 0 : 1;
            added += line.sign == u'-' ? 0 : 1;
        }
        text += u"@@ -%1 +%2 @@\n"_s.arg(rangeText(oldLine, removed), rangeText(newLine, added)) + lines;
        oldLine += removed;
        newLine += added;
    }
}

} // namespace vectray
