#include "FolderDelegate.h"

#include "Icons.h"

#include <items/FolderTableModel.h>
#include <items/FolderWords.h>

#include <QApplication>
#include <QPainter>
#include <QPainterPath>

namespace vectray {

namespace {

constexpr int Gap = 6;
constexpr int BarHeight = 4;
constexpr QChar LeftToRight(0x200e); ///< a path runs so, also between right-to-left words

QStyle *styleOf(const QStyleOptionViewItem &option)
{
    return option.widget ? option.widget->style() : QApplication::style();
}

QColor textColour(const QStyleOptionViewItem &option, bool faint)
{
    const auto group = option.state & QStyle::State_Active ? QPalette::Active : QPalette::Inactive;
    const bool selected = option.state & QStyle::State_Selected;
    QColor colour = option.palette.color(group, selected ? QPalette::HighlightedText : QPalette::Text);
    if (faint)
        colour.setAlphaF(0.68F); // still 4.5:1 on the usual backgrounds
    return colour;
}

void drawLine(QPainter *painter, const QRect &rect, const QString &text, Qt::TextElideMode elide)
{
    const QString shown = painter->fontMetrics().elidedText(text, elide, rect.width());
    painter->drawText(rect, int(Qt::AlignLeft | Qt::AlignVCenter) | Qt::TextSingleLine, shown);
}

void drawProgress(QPainter *painter, const QRect &bar, const QStyleOptionViewItem &option, double progress)
{
    QColor track = textColour(option, false);
    track.setAlphaF(0.16F);
    const bool selected = option.state & QStyle::State_Selected;
    QRect done(bar);
    done.setWidth(std::max(bar.height(), int(bar.width() * progress)));
    done = QStyle::visualRect(option.direction, bar, done);
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(Qt::NoPen);
    painter->setBrush(track);
    painter->drawRoundedRect(bar, BarHeight / 2.0, BarHeight / 2.0);
    painter->setBrush(selected ? textColour(option, false) : option.palette.color(QPalette::Highlight));
    painter->drawRoundedRect(done, BarHeight / 2.0, BarHeight / 2.0);
}

} // namespace

void FolderDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                           const QModelIndex &index) const
{
    if (index.column() == FolderTableModel::NameColumn)
        paintName(painter, option, index);
    else if (index.column() == FolderTableModel::StatusColumn)
        paintStatus(painter, option, index);
    else
        QStyledItemDelegate::paint(painter, option, index);
}

QSize FolderDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    QSize size = QStyledItemDelegate::sizeHint(option, index);
    size.setHeight(2 * option.fontMetrics.height() + 3 * Gap);
    size.rwidth() += 2 * Gap;
    return size;
}

void FolderDelegate::paintName(QPainter *painter, const QStyleOptionViewItem &option,
                               const QModelIndex &index) const
{
    QStyleOptionViewItem box = option;
    initStyleOption(&box, index);
    const QString name = box.text;
    box.text.clear(); // the style draws background, focus and check box; the two lines are ours
    styleOf(option)->drawControl(QStyle::CE_ItemViewItem, &box, painter, option.widget);

    QStyleOptionViewItem withText = box;
    withText.features |= QStyleOptionViewItem::HasDisplay;
    withText.text = name;
    QRect rect = styleOf(option)->subElementRect(QStyle::SE_ItemViewItemText, &withText, option.widget);
    const bool mirrored = option.direction == Qt::RightToLeft;
    if (mirrored)
        rect.setLeft(option.rect.left() + Gap);
    else
        rect.setRight(option.rect.right() - Gap);
    const auto folder = index.data(FolderTableModel::FolderRole).value<Folder>();

    painter->save();
    QFont bold = option.font;
    bold.setWeight(QFont::DemiBold);
    painter->setFont(bold);
    painter->setPen(textColour(option, !folder.config.enabled));
    const int half = option.rect.height() / 2;
    rect = QRect(rect.left() + (mirrored ? -Gap : Gap) / 2, option.rect.top() + Gap / 2, rect.width(),
                 half - Gap / 2);
    drawLine(painter, rect, name, Qt::ElideMiddle);
    painter->setFont(option.font);
    painter->setPen(textColour(option, true));
    rect.translate(0, rect.height());
    drawLine(painter, rect, LeftToRight + FolderWords::shortPath(folder.config.key.path), Qt::ElideMiddle);
    paintBoxOutline(painter, option, index);
    painter->restore();
}

/// Some styles draw an empty box on a dark list as dark on dark.
void FolderDelegate::paintBoxOutline(QPainter *painter, const QStyleOptionViewItem &option,
                                     const QModelIndex &index) const
{
    QStyleOptionViewItem box = option;
    initStyleOption(&box, index);
    const QRect rect =
        styleOf(option)->subElementRect(QStyle::SE_ItemViewItemCheckIndicator, &box, option.widget);
    if (option.palette.color(QPalette::Base).lightness() >= 128 || rect.isEmpty())
        return;
    QColor line = textColour(option, false);
    line.setAlphaF(0.5F);
    painter->setPen(line);
    painter->drawRect(rect.adjusted(0, 0, -1, -1));
}

void FolderDelegate::paintStatus(QPainter *painter, const QStyleOptionViewItem &option,
                                 const QModelIndex &index) const
{
    QStyleOptionViewItem background = option;
    initStyleOption(&background, index);
    background.text.clear();
    styleOf(option)->drawControl(QStyle::CE_ItemViewItem, &background, painter, option.widget);

    const auto folder = index.data(FolderTableModel::FolderRole).value<Folder>();
    const int iconSize = styleOf(option)->pixelMetric(QStyle::PM_SmallIconSize, &option, option.widget);
    QRect rect = option.rect.adjusted(Gap, 0, -Gap, 0);
    const QRect icon(rect.left(), rect.center().y() - iconSize / 2, iconSize, iconSize);
    const bool selected = option.state & QStyle::State_Selected;
    stateIcon(folder).paint(painter, QStyle::visualRect(option.direction, rect, icon), Qt::AlignCenter,
                            selected ? QIcon::Selected : QIcon::Normal);
    rect.setLeft(icon.right() + Gap + 2);
    rect = QStyle::visualRect(option.direction, option.rect, rect);

    painter->save();
    const QVariant progress = index.data(FolderTableModel::ProgressRole);
    const bool hasBar = progress.isValid() && progress.toDouble() >= 0;
    painter->setFont(option.font);
    painter->setPen(textColour(option, !folder.config.enabled));
    drawLine(painter, hasBar ? rect.adjusted(0, 0, 0, -2 * Gap) : rect, index.data().toString(),
             Qt::ElideRight);
    if (hasBar) {
        const int top = rect.center().y() + option.fontMetrics.height() / 2;
        drawProgress(painter, QRect(rect.left(), top, rect.width(), BarHeight), option, progress.toDouble());
    }
    painter->restore();
}

} // namespace vectray
