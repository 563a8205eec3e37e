#include "FakeBackend.h"

#include <items/FolderTableModel.h>
#include <ui/DashboardPage.h>

#include <QTest>

#include <limits>

using namespace vectray;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

class tst_DashboardPage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aScaleEndsAtARoundNumber_data();
    void aScaleEndsAtARoundNumber();
    void aChartSaysWhatItShows();
    void aLineIsDrawnAndInterrupted();
    void thePageShowsWhatWasMeasured();
    void foldersAreOrderedBySize();
};

namespace {

int inked(const QImage &image, int column, QColor ink)
{
    int count = 0;
    for (int y = 0; y < image.height(); ++y) {
        const QColor colour = image.pixelColor(column, y);
        count += std::abs(colour.hue() - ink.hue()) < 12 && colour.saturation() > 30 ? 1 : 0;
    }
    return count;
}

} // namespace

void tst_DashboardPage::aScaleEndsAtARoundNumber_data()
{
    QTest::addColumn<double>("most");
    QTest::addColumn<double>("top");
    QTest::addColumn<double>("unit");
    QTest::newRow("nothing") << 0.0 << 1.0 << 10.0;
    QTest::newRow("one") << 1.0 << 1.0 << 10.0;
    QTest::newRow("a little more") << 1.01 << 2.0 << 10.0;
    QTest::newRow("five") << 5.0 << 5.0 << 10.0;
    QTest::newRow("seven") << 7.0 << 10.0 << 10.0;
    QTest::newRow("large") << 123'456.0 << 200'000.0 << 10.0;
    QTest::newRow("small") << 0.034 << 0.05 << 10.0;
    QTest::newRow("one and a half MiB") << 1.5 * 1024 * 1024 << 2.0 * 1024 * 1024 << 1024.0;
    QTest::newRow("429 MiB") << 429.0 * 1024 * 1024 << 500.0 * 1024 * 1024 << 1024.0;
    QTest::newRow("1,000 KiB") << 1000.0 * 1024 << 1000.0 * 1024 << 1024.0;
    QTest::newRow("not a number") << std::numeric_limits<double>::quiet_NaN() << 1.0 << 10.0;
}

void tst_DashboardPage::aScaleEndsAtARoundNumber()
{
    QFETCH(const double, most);
    QFETCH(const double, top);
    QFETCH(const double, unit);
    QCOMPARE(TimeChart::niceTop(most, unit), top);
}

void tst_DashboardPage::aChartSaysWhatItShows()
{
    TimeChart chart({u"Speed"_s, [](double value) { return u"%1 km/h"_s.arg(value); }, Qt::red});
    QCOMPARE(chart.accessibleName(), u"Speed"_s);
    QCOMPARE(chart.accessibleDescription(), u"Nothing has been measured yet."_s);
    chart.setSeries({{10s, 90}, {5s, 120}, {0s, 30}});
    QCOMPARE(chart.accessibleDescription(), u"Now 30 km/h, at most 120 km/h within the last hour."_s);
}

void tst_DashboardPage::aLineIsDrawnAndInterrupted()
{
    TimeChart chart({u"x"_s, [](double) { return QString(); }, Qt::red});
    chart.resize(400, 200);
    QList<Measurements::Point> points;
    for (auto age = 3600s; age >= 0s; age -= 5s) {
        if (age > 2400s || age < 1200s)
            points.append({age, 1});
    }
    chart.setSeries(points);
    const QImage image = chart.grab().toImage();
    QVERIFY(inked(image, 60, Qt::red) > 20);
    QCOMPARE(inked(image, 200, Qt::red), 0); // nothing was measured then
    QVERIFY(inked(image, 340, Qt::red) > 20);
}

void tst_DashboardPage::thePageShowsWhatWasMeasured()
{
    Measurements::Instant now{1000s};
    Measurements measurements(nullptr, [&] { return now; });
    FolderTableModel folders;
    DashboardPage page(measurements, folders);
    const auto charts = page.findChildren<TimeChart *>();
    QCOMPARE(charts.size(), Measurements::FigureCount);

    measurements.setIndexSize(2048);
    for (int i = 0; i < 10; ++i)
        measurements.record(FileChanged{});
    now += Measurements::Step;
    measurements.sample();
    QShowEvent shown; // the page itself is not: the offscreen platform complains about windows
    QCoreApplication::sendEvent(&page, &shown);
    QCOMPARE(charts.first()->accessibleDescription(), u"Now 2.0/s, at most 2.0/s within the last hour."_s);
    QVERIFY(page.findChild<QLabel *>(u"total"_s)->text().contains(u"2.0 KiB"_s));
}

void tst_DashboardPage::foldersAreOrderedBySize()
{
    ShareBars bars;
    Folder small;
    small.config.key = {u"/src/small"_s, u"p"_s, u"d"_s};
    small.files = small.chunks = 1;
    Folder large = small;
    large.config.key.path = u"/src/large"_s;
    large.files = 20;
    large.chunks = 100;
    bars.setFolders({small, large});
    QCOMPARE(bars.accessibleDescription(),
             u"large: 20 file(s), 100 chunk(s)\nsmall: 1 file(s), 1 chunk(s)"_s);
    QCOMPARE(bars.grab().isNull(), false);
}

QTEST_MAIN(tst_DashboardPage)
#include "tst_DashboardPage.moc"
