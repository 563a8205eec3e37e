#pragma once

#include <items/Measurements.h>

#include <QColor>
#include <QWidget>

#include <functional>
#include <optional>

namespace vectray {

/// One figure over the last hour, as a line; newest at the right. Where nothing was measured the line is
/// interrupted. What it shows is also its accessible description.
class TimeChart : public QWidget
{
    Q_OBJECT

public:
    using Words = std::function<QString(double value)>; ///< a value with its unit

    enum class Shape {
        Line, ///< measured all the time
        Dots, ///< measured now and then
    };
    struct Look
    {
        QString title;
        Words words;
        QColor colour;
        Shape shape = Shape::Line;
        double unit = 10; ///< the scale's numbers are round in powers of it: 10, or 1024 for bytes
        std::optional<double> top{}; ///< of the scale; by default it fits what is shown
    };

    explicit TimeChart(Look look, QWidget *parent = nullptr);

    /// Oldest first.
    void setSeries(const QList<Measurements::Point> &points);

    /// The least of 1, 2 and 5 times a power of ten, times a power of \a unit, that is not below \a value,
    /// which is not negative.
    static double niceTop(double value, double unit = 10);

    QSize sizeHint() const override { return {280, 150}; }
    QSize minimumSizeHint() const override { return {200, 110}; }

protected:
    bool event(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    QRect plot() const;
    QPointF place(const Measurements::Point &point) const;
    void paintScale(QPainter &painter) const;
    void paintLine(QPainter &painter) const;
    void describe();

    Look m_look;
    QList<Measurements::Point> m_points;
    double m_top = 1;
};

} // namespace vectray
