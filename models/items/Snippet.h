#pragma once

#include <domain/SearchHit.h>

#include <QList>
#include <QString>
#include <QStringList>

namespace vectray {

/// The few lines of a hit that show why it was found.
struct Snippet
{
    struct Match
    {
        int line = 0; ///< index into lines
        int start = 0; ///< of UTF-16 units within that line
        int length = 0;

        bool operator==(const Match &) const = default;
    };

    QStringList lines; ///< plain text, common indentation taken away, none longer than 240
    int firstLine = 1; ///< the file's number of lines.first(), 1-based
    QList<Match> matches; ///< in reading order, never overlapping

    /// The words of a query that are worth marking, lower case.
    static QStringList terms(const QString &query);
    /// At most \a maxLines lines of the hit, those with most terms.
    static Snippet of(const SearchHit &hit, const QStringList &terms, int maxLines);
};

} // namespace vectray
