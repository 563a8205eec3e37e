#pragma once

#include "Icons.h"

#include <QByteArray>
#include <QSet>
#include <QString>

namespace vectray {

/// What a notification can be about; each can be switched off.
enum class NoticeKind {
    FirstIndex,
    Sync,
    Unavailable,
    Degraded,
    Unreachable,
    Failure,
    Rejected,
    MassDeletion
};

inline std::size_t qHash(NoticeKind kind, std::size_t seed = 0)
{
    return ::qHash(int(kind), seed);
}

/// What a person chose about the desktop part, kept in one INI file.
struct UiSettings
{
    QString language; ///< "de", "fr", …; empty: the system's
    QString editor; ///< see FileOpener; empty: what the desktop opens a file with
    IconStyle iconStyle = IconStyle::Colour;
    QSet<NoticeKind> notices = defaultNotices();
    bool toldAboutTray = false; ///< that closing the window leaves the program running
    bool firstRunDone = false;

    /// Everything but "every sync".
    static QSet<NoticeKind> defaultNotices();
    /// What cannot be read is as by default.
    static UiSettings load(const QString &file);
    void save(const QString &file) const;

    bool operator==(const UiSettings &) const = default;
};

} // namespace vectray
