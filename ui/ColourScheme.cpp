#include "ColourScheme.h"

#include <QApplication>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QStyle>

#include <algorithm>
#include <array>

namespace vectray {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr QLatin1StringView Service("org.freedesktop.portal.Desktop");
constexpr QLatin1StringView Path("/org/freedesktop/portal/desktop");
constexpr QLatin1StringView Interface("org.freedesktop.portal.Settings");
constexpr QLatin1StringView Group("org.freedesktop.appearance");
constexpr QLatin1StringView Key("color-scheme");
constexpr uint PreferDark = 1;

/// The colours are those that Qt has where nobody chooses any: its own style's, and light.
bool areColoursNobodys()
{
    const QStyle &style = *QApplication::style();
    const QPalette shown = QApplication::palette();
    const QPalette usual = style.standardPalette();
    const auto isUsual = [&](QPalette::ColorRole role) { return shown.color(role) == usual.color(role); };
    return style.name() == "fusion"_L1 && shown.color(QPalette::Window).lightness() >= 128
        && std::ranges::all_of(std::array{QPalette::Window, QPalette::WindowText, QPalette::Base,
                                          QPalette::Text, QPalette::Button, QPalette::ButtonText,
                                          QPalette::Highlight},
                               isUsual);
}

/// The portal's answer has a variant in a variant.
QVariant plain(QVariant value)
{
    while (value.metaType() == QMetaType::fromType<QDBusVariant>())
        value = value.value<QDBusVariant>().variant();
    return value;
}

} // namespace

ColourScheme::ColourScheme(QDBusConnection bus, QObject *parent) : QObject(parent), m_bus(std::move(bus))
{
    // Qt looks the slot's types up by name, and refuses to connect where nobody has used one of them before.
    qRegisterMetaType<QDBusVariant>();
    m_bus.connect(Service, Path, Interface, u"SettingChanged"_s, this,
                  SLOT(onSettingChanged(QString, QString, QDBusVariant)));
    ask();
}

void ColourScheme::ask()
{
    QDBusMessage read = QDBusMessage::createMethodCall(Service, Path, Interface, u"Read"_s);
    read << QString(Group) << QString(Key);
    auto *reply = new QDBusPendingCallWatcher(m_bus.asyncCall(read), this);
    connect(reply, &QDBusPendingCallWatcher::finished, this, [this, reply] {
        reply->deleteLater();
        const QDBusPendingReply<QDBusVariant> answer = *reply;
        // Without a portal the colours are the platform's; what was told meanwhile is newer than the answer.
        if (!answer.isError() && !m_isTold)
            apply(answer.value().variant());
    });
}

void ColourScheme::onSettingChanged(const QString &group, const QString &key, const QDBusVariant &value)
{
    if (group != Group || key != Key)
        return;
    m_isTold = true;
    apply(value.variant());
}

void ColourScheme::apply(const QVariant &scheme)
{
    const bool dark = plain(scheme).toUInt() == PreferDark;
    if (dark == m_isDark || (dark && !areColoursNobodys()))
        return;
    m_isDark = dark;
    QApplication::setPalette(dark ? darkPalette() : QPalette());
}

QPalette ColourScheme::darkPalette()
{
    const QColor window(0x24, 0x27, 0x2b);
    QPalette palette(QColor(0x32, 0x36, 0x3b), window);
    const QColor text(0xe8, 0xea, 0xed);
    palette.setColor(QPalette::Window, window);
    palette.setColor(QPalette::WindowText, text);
    palette.setColor(QPalette::Base, QColor(0x1b, 0x1d, 0x20));
    palette.setColor(QPalette::AlternateBase, QColor(0x20, 0x22, 0x26));
    palette.setColor(QPalette::Text, text);
    palette.setColor(QPalette::PlaceholderText, QColor(0x9a, 0xa0, 0xa6));
    palette.setColor(QPalette::Button, QColor(0x32, 0x36, 0x3b));
    palette.setColor(QPalette::ButtonText, text);
    palette.setColor(QPalette::ToolTipBase, window);
    palette.setColor(QPalette::ToolTipText, text);
    palette.setColor(QPalette::Highlight, QColor(0x0f, 0x8f, 0x82));
    palette.setColor(QPalette::HighlightedText, Qt::white);
    palette.setColor(QPalette::Link, QColor(0x66, 0xb2, 0xff));
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        palette.setColor(QPalette::Disabled, role, QColor(0x7d, 0x83, 0x8a));
    return palette;
}

} // namespace vectray
