#pragma once

#include <QStyledItemDelegate>

namespace vectray {

struct Snippet;

/// Draws a search result: path, lines and symbol above, the snippet with the found words marked below.
class HitDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    static void paintHead(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index,
                          const QRect &rect);
    static void paintSnippet(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index,
                             const QRect &rect);
};

} // namespace vectray
