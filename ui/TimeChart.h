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

    struct Look
    {
        QString title;
        Words words;
        QColor colour;
        std::optional<double> top{}; ///< of the scale; by default it fits what is shown
    };

    explicit TimeChart(Look look, QWidget *parent = nullptr);

    /// Oldest first.
    void setSeries(const QList<Measurements::Point> &points);

    /// The least of 1, 2 and 5 times a power of ten that is not below \a value, which is not negative.
    static double niceTop(double value);

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
