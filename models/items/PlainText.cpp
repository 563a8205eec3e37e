#include "PlainText.h"

namespace vectray {

namespace {

constexpr QChar Replacement = QChar::ReplacementCharacter;

bool isMisleading(QChar c)
{
    switch (c.category()) {
    case QChar::Other_Control:
    case QChar::Other_Format: // direction marks, zero-width joiners
    case QChar::Separator_Line:
    case QChar::Separator_Paragraph:
        return true;
    default:
        return false;
    }
}

} // namespace

QString oneLine(QStringView text)
{
    QString line = text.toString();
    for (QChar &c : line) {
        if (isMisleading(c))
            c = Replacement;
    }
    return line;
}

QString plainLines(QStringView text)
{
    QString lines;
    lines.reserve(text.size());
    for (const QChar c : text) {
        if (c == u'\t')
            lines += QStringLiteral("    ");
        else if (c == u'\n')
            lines += c;
        else if (c != u'\r')
            lines += isMisleading(c) ? Replacement : c;
    }
    return lines;
}

} // namespace vectray
