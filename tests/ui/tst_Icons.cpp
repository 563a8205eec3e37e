#include <ui/Icons.h>

#include <QImage>
#include <QTest>

#include <array>
#include <cmath>

using namespace vectray;
using namespace Qt::Literals::StringLiterals;
using Condition = AppState::Condition;

namespace {

constexpr std::array Conditions{Condition::Idle,    Condition::Paused,  Condition::Scanning,
                                Condition::Syncing, Condition::Offline, Condition::Attention,
                                Condition::Error};

QImage draw(Condition condition, IconStyle style, int size)
{
    return trayIcon(condition, style).pixmap(size, size).toImage().convertToFormat(QImage::Format_ARGB32);
}

double ink(const QImage &image)
{
    double sum = 0;
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x)
            sum += qAlpha(image.pixel(x, y)) / 255.0;
    }
    return sum / (image.width() * image.height());
}

/// How much of two pictures differs in shape alone.
double shapeDistance(const QImage &a, const QImage &b)
{
    double sum = 0;
    for (int y = 0; y < a.height(); ++y) {
        for (int x = 0; x < a.width(); ++x)
            sum += std::abs(qAlpha(a.pixel(x, y)) - qAlpha(b.pixel(x, y))) / 255.0;
    }
    return sum / (a.width() * a.height());
}

/// Relative luminance as WCAG defines it.
double luminance(const QColor &colour)
{
    const auto linear = [](double c) {
        return c <= 0.03928 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF())
        + 0.0722 * linear(colour.blueF());
}

double contrast(const QColor &a, const QColor &b)
{
    const double light = std::max(luminance(a), luminance(b));
    const double dark = std::min(luminance(a), luminance(b));
    return (light + 0.05) / (dark + 0.05);
}

} // namespace

class tst_Icons : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { initResources(); }
    void everyStateIsDrawnInEverySize();
    void symbolsDifferByShapeAlone();
    void coloursAreReadableOnBothKindsOfPanel();
    void aSelectedSignIsWhite();
};

void tst_Icons::everyStateIsDrawnInEverySize()
{
    for (const Condition condition : Conditions) {
        for (const auto style :
             {IconStyle::Colour, IconStyle::ColourOnDark, IconStyle::Black, IconStyle::White}) {
            for (const int size : {16, 22, 24, 32, 48, 64}) {
                const QImage image = draw(condition, style, size);
                QCOMPARE(image.size(), QSize(size, size));
                QVERIFY2(ink(image) > 0.12, qPrintable(u"state %1 at %2 px"_s.arg(int(condition)).arg(size)));
                QVERIFY(trayIcon(condition, style).availableSizes().contains(QSize(size, size)));
            }
        }
    }
}

void tst_Icons::symbolsDifferByShapeAlone()
{
    for (const Condition a : Conditions) {
        for (const Condition b : Conditions) {
            if (a == b)
                continue;
            const double distance =
                shapeDistance(draw(a, IconStyle::Black, 22), draw(b, IconStyle::Black, 22));
            QVERIFY2(distance > 0.08, qPrintable(u"%1 and %2: %3"_s.arg(int(a)).arg(int(b)).arg(distance)));
        }
    }
}

void tst_Icons::coloursAreReadableOnBothKindsOfPanel()
{
    for (const Condition condition : Conditions) {
        const QImage image = draw(condition, IconStyle::Colour, 64);
        // The first opaque pixel from the left in the lower third belongs to the outline of all shapes.
        QColor colour;
        for (int x = 0; x < 64 && !colour.isValid(); ++x) {
            if (qAlpha(image.pixel(x, 50)) == 255)
                colour = image.pixelColor(x, 50);
        }
        if (!colour.isValid())
            colour = image.pixelColor(32, 58);
        QVERIFY2(contrast(colour, QColor(0xf5, 0xf5, 0xf5)) >= 2.9, qPrintable(colour.name()));
        QVERIFY2(contrast(colour, QColor(0x24, 0x24, 0x24)) >= 2.9, qPrintable(colour.name()));
    }
}

void tst_Icons::aSelectedSignIsWhite()
{
    const QImage image = stateIcon(Condition::Error).pixmap(QSize(16, 16), QIcon::Selected).toImage();
    QCOMPARE(image.pixelColor(8, 2).rgb(), QColor(Qt::white).rgb());
}

QTEST_MAIN(tst_Icons)
#include "tst_Icons.moc"
