#pragma once

#include <domain/Result.h>

#include <QCoreApplication>
#include <QString>
#include <QStringList>

namespace vectray {

/// Opens what was found. Names of files come from anywhere: no shell is involved, an argument is never
/// taken apart, and nothing that the desktop might run is handed to it.
class FileOpener
{
    Q_DECLARE_TR_FUNCTIONS(FileOpener)

public:
    /// A way to open a file at a line, offered in the settings.
    struct Editor
    {
        QString name;
        QString command; ///< with {file} and {line}
    };

    /// \a command has {file} and {line} in its arguments; empty: as the desktop does, without the line.
    explicit FileOpener(QString command = {}) : m_command(std::move(command)) {}

    /// \a line is 1-based. The program is started and not waited for.
    Done open(const QString &path, int line) const;
    static Done openFolder(const QString &path);

    /// The program and its arguments; empty if the command is unusable.
    static QStringList arguments(const QString &command, const QString &path, int line);
    /// Those known editors that are installed here.
    static QList<Editor> installedEditors();

private:
    static Done openByDesktop(const QString &path);

    QString m_command;
};

} // namespace vectray
