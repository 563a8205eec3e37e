#include "UiSettings.h"

#include <QSettings>

#include <algorithm>
#include <array>

namespace vectray {

using namespace Qt::Literals::StringLiterals;

namespace {

struct NoticeName
{
    NoticeKind kind;
    QLatin1StringView name;
};
constexpr std::array<NoticeName, 8> NoticeNames{{
    {NoticeKind::FirstIndex, QLatin1StringView("firstIndex")},
    {NoticeKind::Sync, QLatin1StringView("sync")},
    {NoticeKind::Unavailable, QLatin1StringView("unavailable")},
    {NoticeKind::Degraded, QLatin1StringView("degraded")},
    {NoticeKind::Unreachable, QLatin1StringView("unreachable")},
    {NoticeKind::Failure, QLatin1StringView("failure")},
    {NoticeKind::Rejected, QLatin1StringView("rejected")},
    {NoticeKind::MassDeletion, QLatin1StringView("massDeletion")},
}};
constexpr std::array IconStyleNames{QLatin1StringView("colour"), QLatin1StringView("colour-on-dark"),
                                    QLatin1StringView("black"), QLatin1StringView("white")};

} // namespace

QSet<NoticeKind> UiSettings::defaultNotices()
{
    return {NoticeKind::FirstIndex, NoticeKind::Unavailable, NoticeKind::Degraded,    NoticeKind::Unreachable,
            NoticeKind::Failure,    NoticeKind::Rejected,    NoticeKind::MassDeletion};
}

UiSettings UiSettings::load(const QString &file)
{
    const QSettings ini(file, QSettings::IniFormat);
    UiSettings settings;
    settings.language = ini.value(u"desktop/language"_s).toString();
    settings.editor = ini.value(u"desktop/editor"_s).toString();
    settings.toldAboutTray = ini.value(u"desktop/toldAboutTray"_s, false).toBool();
    settings.firstRunDone = ini.value(u"desktop/firstRunDone"_s, false).toBool();

    const QString style = ini.value(u"desktop/trayIcon"_s).toString();
    const auto *const known = std::ranges::find(IconStyleNames, style);
    if (known != IconStyleNames.end())
        settings.iconStyle = IconStyle(known - IconStyleNames.begin());

    for (const auto &[kind, name] : NoticeNames) {
        if (ini.value(u"notify/"_s + name, settings.notices.contains(kind)).toBool())
            settings.notices.insert(kind);
        else
            settings.notices.remove(kind);
    }
    return settings;
}

void UiSettings::save(const QString &file) const
{
    QSettings ini(file, QSettings::IniFormat);
    ini.setValue(u"desktop/language"_s, language);
    ini.setValue(u"desktop/editor"_s, editor);
    ini.setValue(u"desktop/trayIcon"_s, QString(IconStyleNames.at(std::size_t(iconStyle))));
    ini.setValue(u"desktop/toldAboutTray"_s, toldAboutTray);
    ini.setValue(u"desktop/firstRunDone"_s, firstRunDone);
    for (const auto &[kind, name] : NoticeNames)
        ini.setValue(u"notify/"_s + name, notices.contains(kind));
}

} // namespace vectray
