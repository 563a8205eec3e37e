#pragma once

#include <QStyledItemDelegate>

namespace vectray {

/// Rows with some air: long lists of text are read, not only scanned.
class RowDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        return QStyledItemDelegate::sizeHint(option, index) + QSize(8, 8);
    }
};

} // namespace vectray
