#include "Icons.h"

#include <QPainter>
#include <QPixmapCache>
#include <QSvgRenderer>

// The macro has to be used outside of any namespace.
static void initStaticResources()
{
    Q_INIT_RESOURCE(app);
    Q_INIT_RESOURCE(i18n);
}

namespace vectray {

using namespace Qt::Literals::StringLiterals;

namespace {

QString nameOf(AppState::Condition condition)
{
    switch (condition) {
    case AppState::Condition::Idle:
        return u"idle"_s;
    case AppState::Condition::Paused:
        return u"paused"_s;
    case AppState::Condition::Scanning:
        return u"scanning"_s;
    case AppState::Condition::Syncing:
        return u"sync"_s;
    case AppState::Condition::Offline:
        return u"offline"_s;
    case AppState::Condition::Attention:
        return u"warning"_s;
    case AppState::Condition::Error:
        return u"error"_s;
    }
    return {};
}

QString suffixOf(IconStyle style)
{
    switch (style) {
    case IconStyle::Colour:
        return {};
    case IconStyle::ColourOnDark:
        return u"-dark"_s;
    case IconStyle::Black:
    case IconStyle::White:
        return u"-symbolic"_s;
    }
    return {};
}

QPixmap render(QSvgRenderer &svg, int size, const QColor &tint)
{
    QImage image(size, size, QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::transparent);
    QPainter painter(&image);
    svg.render(&painter);
    if (tint.isValid()) {
        painter.setCompositionMode(QPainter::CompositionMode_SourceIn);
        painter.fillRect(image.rect(), tint);
    }
    painter.end();
    return QPixmap::fromImage(image);
}

QPixmap cached(const QString &name, int size, const QColor &tint)
{
    const QString key = u"vectray/%1/%2/%3"_s.arg(name).arg(size).arg(tint.isValid() ? tint.rgba() : 0U);
    QPixmap pixmap;
    if (!QPixmapCache::find(key, &pixmap)) {
        QSvgRenderer svg(u":/icons/%1.svg"_s.arg(name));
        pixmap = render(svg, size, tint);
        QPixmapCache::insert(key, pixmap);
    }
    return pixmap;
}

/// Pixmaps and not the SVG itself: trays are sent the sizes an icon says it has, and an SVG says
/// none, which some desktops show as an empty place.
QIcon pixmaps(const QString &name, const QColor &tint = {})
{
    QIcon icon;
    for (const int size : {16, 22, 24, 32, 48, 64, 128})
        icon.addPixmap(cached(name, size, tint));
    return icon;
}

/// In a selected row a coloured sign would be coloured on colour.
QIcon sign(const QString &name)
{
    QIcon icon = pixmaps(name);
    for (const int size : {16, 22, 24, 32})
        icon.addPixmap(cached(name, size, Qt::white), QIcon::Selected);
    return icon;
}

QColor tintOf(IconStyle style)
{
    if (style == IconStyle::Black)
        return {0x23, 0x26, 0x29};
    return style == IconStyle::White ? QColor(0xf4, 0xf5, 0xf6) : QColor();
}

} // namespace

QIcon trayIcon(AppState::Condition condition, IconStyle style)
{
    const QString name = u"vectray-"_s + nameOf(condition) + suffixOf(style);
    if (style == IconStyle::Colour && QIcon::hasThemeIcon(name))
        return QIcon::fromTheme(name);
    return pixmaps(name, tintOf(style));
}

QIcon stateIcon(AppState::Condition condition)
{
    return sign(u"state-"_s + nameOf(condition));
}

QIcon stateIcon(const Folder &folder)
{
    if (folder.state == Folder::State::Stopped)
        return sign(u"state-off"_s);
    if (folder.state == Folder::State::Idle && folder.problems > 0)
        return stateIcon(AppState::Condition::Attention);
    return stateIcon(AppState::conditionOf(folder));
}

QIcon appIcon()
{
    return QIcon::fromTheme(u"vectray"_s, pixmaps(u"vectray"_s));
}

void initResources()
{
    initStaticResources();
}

} // namespace vectray
