#include "Table.h"

#include "SafeText.h"

#include <algorithm>
#include <cwchar>

namespace vectray {

using namespace Qt::Literals::StringLiterals;

namespace {

int columnsOf(char32_t code)
{
    return std::max(0, ::wcwidth(static_cast<wchar_t>(code)));
}

} // namespace

int columnsOf(QStringView text)
{
    int columns = 0;
    for (const uint code : text.toUcs4())
        columns += columnsOf(char32_t(code));
    return columns;
}

QString cutTo(QStringView text, int columns)
{
    if (columnsOf(text) <= columns)
        return text.toString();
    QString cut;
    int taken = 1; // for the ellipsis
    for (const uint code : text.toUcs4()) {
        taken += columnsOf(char32_t(code));
        if (taken > columns)
            break;
        cut += QStringView(QChar::fromUcs4(char32_t(code)));
    }
    return cut + u'…';
}

void Table::add(QStringList cells)
{
    Q_ASSERT(cells.size() == m_columns.size());
    for (QString &cell : cells)
        cell = safeLine(cell);
    m_rows << std::move(cells);
}

QString Table::toString() const
{
    QList<QStringList> lines;
    QStringList headings;
    for (const Column &column : m_columns)
        headings << column.heading;
    lines << headings << m_rows;

    QString text;
    QList<int> widths(m_columns.size(), 0);
    for (const QStringList &line : lines) {
        for (qsizetype at = 0; at < line.size(); ++at)
            widths[at] = std::max(widths.at(at), columnsOf(line.at(at)));
    }
    for (const QStringList &line : lines) {
        QString row;
        for (qsizetype at = 0; at < line.size(); ++at) {
            const QString padding(widths.at(at) - columnsOf(line.at(at)), u' ');
            row += at > 0 ? u"  "_s : QString();
            row += m_columns.at(at).align == Align::Right ? padding + line.at(at) : line.at(at) + padding;
        }
        while (row.endsWith(u' '))
            row.chop(1);
        text += row + u'\n';
    }
    return text;
}

} // namespace vectray
