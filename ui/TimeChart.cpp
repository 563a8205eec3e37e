#include "TimeChart.h"

#include <QHelpEvent>
#include <QPainter>
#include <QPainterPath>
#include <QToolTip>

#include <algorithm>
#include <cmath>

namespace vectray {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;
using Point = Measurements::Point;

namespace {

constexpr int Margin = 8;

/// How far apart two points may be that are joined by a line.
constexpr auto LongestStep = 3 * Measurements::Step;

QColor muted(const QPalette &palette)
{
    QColor colour = palette.color(QPalette::WindowText);
    colour.setAlphaF(0.65F);
    return colour;
}

} // namespace

TimeChart::TimeChart(Look look, QWidget *parent) : QWidget(parent), m_look(std::move(look))
{
    setAccessibleName(m_look.title);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    describe();
}

void TimeChart::setSeries(const QList<Point> &points)
{
    m_points = points;
    double most = 0;
    for (const Point &point : points)
        most = std::max(most, point.value);
    m_top = m_look.top.value_or(niceTop(most, m_look.unit));
    describe();
    update();
}

double TimeChart::niceTop(double value, double unit)
{
    if (!(value > 0))
        return 1;
    const double units = std::pow(unit, std::floor(std::log(value) / std::log(unit) + 1e-12));
    const double power = units * std::pow(10, std::floor(std::log10(value / units) + 1e-12));
    for (const double factor : {1.0, 2.0, 5.0}) {
        if (value <= factor * power * (1 + 1e-9))
            return factor * power;
    }
    return 10 * power;
}

void TimeChart::describe()
{
    if (m_points.isEmpty())
        return setAccessibleDescription(tr("Nothing has been measured yet."));
    const auto most = std::ranges::max_element(m_points, {}, &Point::value);
    setAccessibleDescription(tr("Now %1, at most %2 within the last hour.")
                                 .arg(m_look.words(m_points.last().value), m_look.words(most->value)));
}

QRect TimeChart::plot() const
{
    const int line = fontMetrics().height();
    return rect().adjusted(Margin, Margin + line + 6, -Margin, -Margin - line - 2);
}

QPointF TimeChart::place(const Point &point) const
{
    const QRectF area = plot();
    const double share = double(point.age.count()) / double(std::chrono::seconds(Measurements::Span).count());
    const double height = std::clamp(point.value / m_top, 0.0, 1.0);
    return {area.right() - share * area.width(), area.bottom() - height * area.height()};
}

void TimeChart::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(palette().color(QPalette::Base));
    painter.drawRoundedRect(rect().adjusted(1, 1, -1, -1), 6, 6);

    const QRect heading(Margin, Margin, width() - 2 * Margin, fontMetrics().height());
    const QString now = m_points.isEmpty() ? u"–"_s : m_look.words(m_points.last().value);
    const int reserved = fontMetrics().horizontalAdvance(now) + 2 * Margin;
    painter.setPen(palette().color(QPalette::Text));
    painter.drawText(heading, Qt::AlignRight | Qt::AlignVCenter, now);
    painter.setPen(muted(palette()));
    painter.drawText(heading, Qt::AlignLeft | Qt::AlignVCenter,
                     fontMetrics().elidedText(m_look.title, Qt::ElideRight, heading.width() - reserved));
    paintScale(painter);
    paintLine(painter);
}

void TimeChart::paintScale(QPainter &painter) const
{
    const QRect area = plot();
    QColor grid = palette().color(QPalette::WindowText);
    grid.setAlphaF(0.15F);
    painter.setPen(grid);
    for (const double height : {0.0, 0.5, 1.0}) {
        const int y = area.bottom() - int(height * area.height());
        painter.drawLine(area.left(), y, area.right(), y);
    }
    painter.setPen(muted(palette()));
    const QRect below(area.left(), area.bottom() + 2, area.width(), fontMetrics().height());
    // Time runs to the right, whatever way the language runs.
    painter.drawText(below, int(Qt::AlignLeft | Qt::AlignAbsolute), tr("1 hour ago"));
    painter.drawText(below, int(Qt::AlignRight | Qt::AlignAbsolute), tr("now"));
    if (m_points.isEmpty())
        painter.drawText(area, Qt::AlignCenter, tr("nothing yet"));
    else
        painter.drawText(area.adjusted(2, 1, 0, 0), int(Qt::AlignLeft | Qt::AlignTop | Qt::AlignAbsolute),
                         m_look.words(m_top));
}

void TimeChart::paintLine(QPainter &painter) const
{
    QColor fill = m_look.colour;
    fill.setAlphaF(0.2F);
    const QPen pen(m_look.colour, 1.6);
    const double bottom = plot().bottom();
    for (qsizetype start = 0; start < m_points.size();) {
        qsizetype end = start + 1;
        while (m_look.shape == Shape::Line && end < m_points.size()
               && m_points[end - 1].age - m_points[end].age <= LongestStep)
            ++end;
        QPainterPath line(place(m_points[start]));
        for (qsizetype i = start + 1; i < end; ++i)
            line.lineTo(place(m_points[i]));
        QPainterPath area = line;
        area.lineTo(line.currentPosition().x(), bottom);
        area.lineTo(place(m_points[start]).x(), bottom);
        painter.fillPath(area, fill);
        painter.strokePath(line, pen);
        if (end - start == 1) { // a line of one point cannot be seen
            painter.setPen(Qt::NoPen);
            painter.setBrush(m_look.colour);
            painter.drawEllipse(place(m_points[start]), 2.5, 2.5);
        }
        start = end;
    }
}

bool TimeChart::event(QEvent *event)
{
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const auto *help = static_cast<QHelpEvent *>(event);
    if (help->pos().y() < plot().top())
        return QWidget::event(event); // the heading explains the figure
    const auto distance = [&](const Point &point) { return std::abs(place(point).x() - help->pos().x()); };
    const auto nearest = std::ranges::min_element(m_points, {}, distance);
    if (nearest == m_points.end() || distance(*nearest) > 8)
        QToolTip::hideText();
    else if (nearest->age < 60s)
        QToolTip::showText(help->globalPos(), tr("%1, now").arg(m_look.words(nearest->value)), this);
    else
        QToolTip::showText(
            help->globalPos(),
            tr("%1, %n minute(s) ago", nullptr, int(nearest->age / 60s)).arg(m_look.words(nearest->value)),
            this);
    return true;
}

} // namespace vectray
