#include "Snippet.h"

#include "PlainText.h"

#include <QRegularExpression>

#include <algorithm>

namespace vectray {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int LongestLine = 240;

int countOf(const QString &line, const QStringList &terms)
{
    return int(std::ranges::count_if(
        terms, [&](const QString &t) { return line.contains(t, Qt::CaseInsensitive); }));
}

/// The first of the windows of that many lines that contain most terms, empty lines not at its head.
qsizetype bestStart(const QStringList &lines, const QStringList &terms, int window)
{
    QList<int> counts;
    for (const QString &line : lines)
        counts.append(countOf(line, terms));

    qsizetype best = 0;
    int bestCount = 0;
    const qsizetype last = std::max<qsizetype>(0, lines.size() - window);
    for (qsizetype start = 0; start <= last; ++start) {
        if (lines.at(start).trimmed().isEmpty())
            continue;
        int count = 0;
        for (qsizetype i = start; i < std::min(start + window, lines.size()); ++i)
            count += counts.at(i);
        if (count > bestCount) {
            best = start;
            bestCount = count;
        }
    }
    return best;
}

void removeCommonIndentation(QStringList &lines)
{
    qsizetype common = LongestLine;
    for (const QString &line : lines) {
        const auto first = std::ranges::find_if_not(line, [](QChar c) { return c.isSpace(); });
        if (first != line.end())
            common = std::min<qsizetype>(common, first - line.begin());
    }
    for (QString &line : lines)
        line.remove(0, std::min(common, line.size()));
}

QList<Snippet::Match> matchesIn(const QString &line, int number, const QStringList &terms)
{
    QList<Snippet::Match> found;
    for (const QString &term : terms) {
        for (qsizetype at = line.indexOf(term, 0, Qt::CaseInsensitive); at >= 0;
             at = line.indexOf(term, at + term.size(), Qt::CaseInsensitive))
            found.append({number, int(at), int(term.size())});
    }
    std::ranges::sort(found, {}, [](const Snippet::Match &m) { return std::pair(m.start, -m.length); });
    int end = 0;
    found.removeIf([&](const Snippet::Match &match) {
        if (match.start < end)
            return true;
        end = match.start + match.length;
        return false;
    });
    return found;
}

} // namespace

QStringList Snippet::terms(const QString &query)
{
    static const QRegularExpression notWord(u"[^\\w]+"_s, QRegularExpression::UseUnicodePropertiesOption);
    QStringList terms;
    for (const QString &word : query.toLower().split(notWord, Qt::SkipEmptyParts)) {
        if (word.size() >= 2 && !terms.contains(word))
            terms.append(word);
    }
    return terms;
}

Snippet Snippet::of(const SearchHit &hit, const QStringList &terms, int maxLines)
{
    // The end of a text may cut a character in two, and a huge line must not be laid out: both are cut here.
    QStringList all = plainLines(QString::fromUtf8(hit.text)).split(u'\n');
    while (all.size() > 1 && all.last().trimmed().isEmpty())
        all.removeLast();

    Snippet snippet;
    qsizetype start = bestStart(all, terms, maxLines);
    while (start + 1 < all.size() && all.at(start).trimmed().isEmpty())
        ++start;
    snippet.firstLine = hit.startLine + int(start);
    snippet.lines = all.mid(start, maxLines);
    removeCommonIndentation(snippet.lines);
    for (qsizetype i = 0; i < snippet.lines.size(); ++i) {
        snippet.lines[i].truncate(LongestLine);
        snippet.matches += matchesIn(snippet.lines.at(i), int(i), terms);
    }
    return snippet;
}

} // namespace vectray
