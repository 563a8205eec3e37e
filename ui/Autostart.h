#pragma once

#include <domain/Result.h>

#include <QString>

namespace vectray {

/// Whether the program starts with the session: a file in $XDG_CONFIG_HOME/autostart.
class Autostart
{
public:
    /// \a configHome and \a program are absolute paths.
    Autostart(QString configHome, QString program);
    static Autostart ofThisProgram();

    bool isOn() const;
    /// Touches no other file than its own.
    Done set(bool on) const;
    QString file() const;

private:
    QString m_configHome;
    QString m_program;
};

} // namespace vectray
