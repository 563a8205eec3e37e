#include "ShareBars.h"

#include <items/FolderWords.h>

#include <QPainter>
#include <QStyle>

#include <algorithm>
#include <functional>

namespace vectray {

using namespace Qt::Literals::StringLiterals;

ShareBars::ShareBars(QWidget *parent) : QWidget(parent)
{
    setAccessibleName(tr("Folders by size of their index"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void ShareBars::setFolders(const QList<Folder> &folders)
{
    QList<Folder> sorted = folders;
    std::ranges::stable_sort(sorted, std::ranges::greater(), &Folder::chunks);
    const std::int64_t most = sorted.isEmpty() ? 0 : sorted.first().chunks;
    QList<Bar> bars;
    QStringList description;
    for (const Folder &folder : std::as_const(sorted)) {
        const QString words =
            tr("%1, %2").arg(FolderWords::files(folder.files), FolderWords::chunks(folder.chunks));
        bars.append({FolderWords::name(folder.config.key), words,
                     most > 0 ? double(folder.chunks) / double(most) : 0.0});
        description.append(bars.last().name + u": "_s + words);
    }
    if (bars == m_bars)
        return;
    m_bars = bars;
    setAccessibleDescription(description.join(u'\n'));
    updateGeometry();
    update();
}

int ShareBars::rowHeight() const
{
    return fontMetrics().height() + 14;
}

QSize ShareBars::sizeHint() const
{
    return {320, rowHeight() * int(m_bars.size())};
}

void ShareBars::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    QColor track = palette().color(QPalette::WindowText);
    track.setAlphaF(0.12F);
    const int line = fontMetrics().height();
    for (int i = 0; i < m_bars.size(); ++i) {
        const Bar &bar = m_bars[i];
        const QRect row(0, i * rowHeight(), width(), rowHeight());
        const QRect text = QRect(row.left(), row.top(), row.width(), line);
        const int words = fontMetrics().horizontalAdvance(bar.words);
        const Qt::LayoutDirection direction = layoutDirection();
        painter.setPen(palette().color(QPalette::WindowText));
        painter.drawText(text, int(QStyle::visualAlignment(direction, Qt::AlignRight)), bar.words);
        painter.drawText(text, int(QStyle::visualAlignment(direction, Qt::AlignLeft)),
                         fontMetrics().elidedText(bar.name, Qt::ElideMiddle, row.width() - words - 16));
        const QRect whole(row.left(), row.top() + line + 3, row.width(), 5);
        QRect filled = whole;
        filled.setWidth(std::max(2, int(bar.share * whole.width())));
        painter.setPen(Qt::NoPen);
        painter.setBrush(track);
        painter.drawRoundedRect(whole, 2.5, 2.5);
        painter.setBrush(palette().color(QPalette::Highlight));
        painter.drawRoundedRect(QStyle::visualRect(direction, whole, filled), 2.5, 2.5);
    }
}

} // namespace vectray
