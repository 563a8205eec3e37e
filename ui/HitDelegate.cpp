#include "HitDelegate.h"

#include "CodeColours.h"

#include <items/PlainText.h>
#include <items/SearchModel.h>

#include <QApplication>
#include <QFontDatabase>
#include <QPainter>
#include <QTextLayout>

namespace vectray {

namespace {

constexpr int Pad = 8;
constexpr QChar LeftToRight(0x200e); ///< paths and program text run so, also between right-to-left words

QFont codeFont(const QStyleOptionViewItem &option)
{
    QFont font = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    font.setPointSizeF(option.font.pointSizeF() * 0.95);
    return font;
}

QColor inkOf(const QStyleOptionViewItem &option, float opacity)
{
    const bool selected = option.state & QStyle::State_Selected;
    QColor ink = option.palette.color(selected ? QPalette::HighlightedText : QPalette::Text);
    ink.setAlphaF(opacity);
    return ink;
}

QColor markOf(const QStyleOptionViewItem &option)
{
    const bool dark = option.palette.color(QPalette::Base).lightness() < 128;
    if (option.state & QStyle::State_Selected)
        return {255, 255, 255, 70};
    return dark ? QColor(0xfb, 0xbf, 0x24, 90) : QColor(0xff, 0xd5, 0x4a, 170);
}

QList<QTextLayout::FormatRange> marks(const Snippet &snippet, int line, const QColor &colour)
{
    QList<QTextLayout::FormatRange> ranges;
    for (const auto &match : snippet.matches) {
        if (match.line != line)
            continue;
        QTextLayout::FormatRange range;
        range.start = match.start;
        range.length = match.length;
        range.format.setBackground(colour);
        ranges.append(range);
    }
    return ranges;
}

} // namespace

void HitDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    QStyleOptionViewItem background = option;
    initStyleOption(&background, index);
    background.text.clear();
    const QStyle *style = option.widget ? option.widget->style() : QApplication::style();
    style->drawControl(QStyle::CE_ItemViewItem, &background, painter, option.widget);

    painter->save();
    painter->setClipRect(option.rect);
    const QRect inner = option.rect.adjusted(Pad, Pad, -Pad, -Pad);
    const int head = option.fontMetrics.height();
    paintHead(painter, option, index, QRect(inner.topLeft(), QSize(inner.width(), head)));
    paintSnippet(painter, option, index, inner.adjusted(0, head + Pad / 2, 0, 0));
    painter->setPen(inkOf(option, 0.12F));
    painter->drawLine(option.rect.bottomLeft(), option.rect.bottomRight());
    painter->restore();
}

void HitDelegate::paintHead(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index,
                            const QRect &rect)
{
    const auto hit = index.data(SearchModel::HitRole).value<SearchHit>();
    QFont bold = option.font;
    bold.setWeight(QFont::DemiBold);
    const QString context = index.data(SearchModel::ContextRole).toString();
    const int right = option.fontMetrics.horizontalAdvance(context) + Pad;

    const QFontMetrics metrics(bold);
    const QString title = metrics.elidedText(index.data(SearchModel::TitleRole).toString(), Qt::ElideLeft,
                                             rect.width() - right);
    QString where = QLatin1Char(':') + index.data(SearchModel::LinesRole).toString();
    if (!hit.symbol.isEmpty())
        where += QStringLiteral("   ") + oneLine(hit.symbol);
    const int titleWidth = metrics.horizontalAdvance(title);
    where = option.fontMetrics.elidedText(where, Qt::ElideRight, rect.width() - right - titleWidth);
    const int width = titleWidth + option.fontMetrics.horizontalAdvance(where);
    const QRect place = QStyle::visualRect(option.direction, rect, {rect.topLeft(), QSize(width, rect.height())});
    const int flags =
        int(Qt::AlignLeft | Qt::AlignAbsolute | Qt::AlignVCenter) | Qt::TextSingleLine | Qt::TextDontClip;

    painter->setFont(bold);
    painter->setPen(inkOf(option, 1));
    painter->drawText(place, flags, LeftToRight + title);
    painter->setFont(option.font);
    painter->setPen(inkOf(option, 0.68F));
    painter->drawText(place.adjusted(titleWidth, 0, 0, 0), flags, LeftToRight + where);
    painter->drawText(rect, int(Qt::AlignRight | Qt::AlignVCenter) | Qt::TextSingleLine, context);
}

void HitDelegate::paintSnippet(QPainter *painter, const QStyleOptionViewItem &option,
                               const QModelIndex &index, const QRect &rect)
{
    const auto snippet = index.data(SearchModel::SnippetRole).value<Snippet>();
    const auto hit = index.data(SearchModel::HitRole).value<SearchHit>();
    const QFont font = codeFont(option);
    const QFontMetrics metrics(font);
    const bool selected = option.state & QStyle::State_Selected;
    const int gutter =
        metrics.horizontalAdvance(QString::number(snippet.firstLine + SearchModel::SnippetLines)) + Pad;

    painter->setFont(font);
    int y = rect.top();
    for (int i = 0; i < snippet.lines.size(); ++i, y += metrics.height()) {
        painter->setPen(inkOf(option, 0.5F));
        painter->drawText(
            QRect(rect.left(), y, gutter - Pad, metrics.height()),
            int(Qt::AlignRight | Qt::AlignAbsolute), // beside program text, which runs to the right
            QString::number(snippet.firstLine + i));

        QTextLayout layout(snippet.lines.at(i), font);
        QTextOption plain;
        plain.setWrapMode(QTextOption::NoWrap);
        plain.setTextDirection(Qt::LeftToRight); // program text, also between right-to-left words
        layout.setTextOption(plain);
        QList<QTextLayout::FormatRange> formats;
        if (!selected)
            formats = CodeColours(option.palette).formats(snippet.lines.at(i), hit.language);
        layout.setFormats(formats + marks(snippet, i, markOf(option)));
        layout.beginLayout();
        QTextLine line = layout.createLine();
        line.setNumColumns(int(snippet.lines.at(i).size()));
        layout.endLayout();
        painter->setPen(inkOf(option, 0.92F));
        layout.draw(painter, QPointF(rect.left() + gutter, y));
    }
}

QSize HitDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const auto snippet = index.data(SearchModel::SnippetRole).value<Snippet>();
    const QFontMetrics metrics(codeFont(option));
    const int height =
        option.fontMetrics.height() + int(snippet.lines.size()) * metrics.height() + 2 * Pad + Pad / 2;
    return {200, height};
}

} // namespace vectray
