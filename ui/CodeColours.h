#pragma once

#include <QPalette>
#include <QString>
#include <QTextLayout>

namespace vectray {

/// Colours for one line of program text: comments, strings, numbers and words of the language. Enough to
/// read a few lines by; it knows nothing of what came before the line.
class CodeColours
{
public:
    explicit CodeColours(const QPalette &palette);

    /// \a language as in FileRecord; one without known words gets strings and numbers only.
    QList<QTextLayout::FormatRange> formats(const QString &line, const QString &language) const;

private:
    QTextLayout::FormatRange range(qsizetype start, qsizetype length, const QColor &colour) const;

    QColor m_comment;
    QColor m_string;
    QColor m_number;
    QColor m_keyword;
};

} // namespace vectray
