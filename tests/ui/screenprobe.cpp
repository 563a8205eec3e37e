// Looks at screenshots for the tests under a real tray, so that they need no image tools.
//   screenprobe changed A.png B.png X Y W H    the rectangle in which B differs from A: "x y w h"; 1: nowhere
//   screenprobe rows IMAGE.png X Y W H         the middles of the lines of text in a menu, one a line
#include <QHash>
#include <QImage>
#include <QTextStream>

#include <algorithm>
#include <cstdlib>

namespace {

int fail(const QString &message)
{
    QTextStream(stderr) << message << Qt::endl;
    return 2;
}

bool differs(QRgb a, QRgb b)
{
    const int distance =
        std::abs(qRed(a) - qRed(b)) + std::abs(qGreen(a) - qGreen(b)) + std::abs(qBlue(a) - qBlue(b));
    return distance > 24;
}

int changed(const QImage &before, const QImage &after, const QRect &region)
{
    QRect box;
    for (int y = region.top(); y <= region.bottom(); ++y) {
        for (int x = region.left(); x <= region.right(); ++x) {
            if (differs(before.pixel(x, y), after.pixel(x, y)))
                box |= QRect(x, y, 1, 1);
        }
    }
    if (box.isNull())
        return 1;
    QTextStream(stdout) << box.x() << ' ' << box.y() << ' ' << box.width() << ' ' << box.height() << Qt::endl;
    return 0;
}

/// The colour that most pixels of a row have.
QRgb paperOf(const QImage &image, const QRect &region, int y)
{
    QHash<QRgb, int> counts;
    for (int x = region.left(); x <= region.right(); ++x)
        ++counts[image.pixel(x, y)];
    const auto most = std::max_element(counts.cbegin(), counts.cend());
    return most.key();
}

/// A line of text is a band of pixel rows with ink in it; what is lower than 6 pixels is a separator.
int rows(const QImage &image, const QRect &region)
{
    const auto hasInk = [&](int y) {
        const QRgb paper = paperOf(image, region, y);
        int ink = 0;
        for (int x = region.left(); x <= region.right(); ++x)
            ink += differs(paper, image.pixel(x, y)) ? 1 : 0;
        return ink > 0 && ink < region.width() * 9 / 10;
    };
    int start = -1;
    for (int y = region.top(); y <= region.bottom() + 1; ++y) {
        const bool ink = y <= region.bottom() && hasInk(y);
        if (ink && start < 0)
            start = y;
        if (!ink && start >= 0) {
            if (y - start >= 6)
                QTextStream(stdout) << (start + y) / 2 << Qt::endl;
            start = -1;
        }
    }
    return 0;
}

} // namespace

int main(int argc, char **argv)
{
    QStringList words;
    for (int i = 1; i < argc; ++i)
        words.append(QString::fromLocal8Bit(argv[i]));
    const bool isRows = words.value(0) == QLatin1String("rows");
    if (words.size() != (isRows ? 6 : 7))
        return fail(QStringLiteral("see the head of screenprobe.cpp"));

    const QImage first(words.at(1));
    const QImage last(isRows ? words.at(1) : words.at(2));
    const qsizetype at = words.size() - 4;
    const QRect asked(words.at(at).toInt(), words.at(at + 1).toInt(), words.at(at + 2).toInt(),
                      words.at(at + 3).toInt());
    const QRect region = asked & first.rect() & last.rect();
    if (region.isEmpty())
        return fail(QStringLiteral("nothing to look at"));
    return isRows ? rows(first, region) : changed(first, last, region);
}
