#include "Autostart.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QSaveFile>
#include <QStandardPaths>

namespace vectray {

using namespace Qt::Literals::StringLiterals;

namespace {

/// As the desktop entry specification wants an argument: quoted, and its percent signs doubled.
QString quoted(QString program)
{
    program.replace(u'\\', u"\\\\\\\\"_s)
        .replace(u'"', u"\\\\\""_s)
        .replace(u'`', u"\\\\`"_s)
        .replace(u'$', u"\\\\$"_s)
        .replace(u'%', u"%%"_s);
    return u'"' + program + u'"';
}

} // namespace

Autostart::Autostart(QString configHome, QString program)
    : m_configHome(std::move(configHome))
    , m_program(std::move(program))
{}

Autostart Autostart::ofThisProgram()
{
    const QString appImage = qEnvironmentVariable("APPIMAGE"); // what is in there is gone after a restart
    return {QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation),
            appImage.isEmpty() ? QCoreApplication::applicationFilePath() : appImage};
}

QString Autostart::file() const
{
    return m_configHome + u"/autostart/io.github.vectray.vectray.desktop"_s;
}

bool Autostart::isOn() const
{
    QFile entry(file());
    return entry.open(QIODevice::ReadOnly) && !entry.readAll().contains("\nHidden=true");
}

Done Autostart::set(bool on) const
{
    if (!on) {
        if (QFile::exists(file()) && !QFile::remove(file()))
            return Error{Error::Kind::Denied, file()};
        return {};
    }

    if (m_program.contains(u'\n'))
        return Error{Error::Kind::Invalid, m_program};
    const QString text = u"[Desktop Entry]\n"
                         "Type=Application\n"
                         "Version=1.4\n"
                         "Name=Vectray\n"
                         "Comment=Keep a search index of your folders up to date\n"
                         "Icon=vectray\n"
                         "Exec=%1 --background\n"
                         "Terminal=false\n"
                         "X-GNOME-Autostart-Delay=2\n"
                         "X-KDE-autostart-after=panel\n"
                         "X-LXQt-Need-Tray=true\n"_s.arg(quoted(m_program));
    if (!QDir().mkpath(m_configHome + u"/autostart"_s))
        return Error{Error::Kind::Denied, m_configHome + u"/autostart"_s};
    QSaveFile entry(file());
    if (!entry.open(QIODevice::WriteOnly) || entry.write(text.toUtf8()) < 0 || !entry.commit())
        return Error{Error::Kind::Denied, entry.errorString()};
    return {};
}

} // namespace vectray
