#include "FileOpener.h"

#include <items/PlainText.h>

#include <QDesktopServices>
#include <QFileInfo>
#include <QProcess>
#include <QStandardPaths>
#include <QUrl>

namespace vectray {

using namespace Qt::Literals::StringLiterals;

Done FileOpener::open(const QString &path, int line) const
{
    const QFileInfo file(path);
    if (!file.isFile())
        return Error{Error::Kind::NotFound, tr("%1 is no longer there.").arg(oneLine(path))};
    if (m_command.trimmed().isEmpty())
        return openByDesktop(file.absoluteFilePath());

    QStringList words = arguments(m_command, file.absoluteFilePath(), line);
    if (words.isEmpty())
        return Error{Error::Kind::Invalid, tr("The editor command in the settings is empty.")};
    const QString program = words.takeFirst();
    if (!QProcess::startDetached(program, words))
        return Error{Error::Kind::Unavailable, tr("%1 could not be started.").arg(oneLine(program))};
    return {};
}

Done FileOpener::openFolder(const QString &path)
{
    if (!QFileInfo(path).isDir())
        return Error{Error::Kind::NotFound, tr("%1 is no longer there.").arg(oneLine(path))};
    if (!QDesktopServices::openUrl(QUrl::fromLocalFile(path)))
        return Error{Error::Kind::Unavailable, tr("No program was found to open %1.").arg(oneLine(path))};
    return {};
}

Done FileOpener::openByDesktop(const QString &path)
{
    const QFileInfo file(path);
    if (file.isExecutable() || file.suffix() == u"desktop") {
        const Done shown = openFolder(file.absolutePath());
        if (!shown)
            return shown.error();
        return Error{Error::Kind::Denied,
                     tr("%1 could be run instead of shown, so its folder was opened. "
                        "Choose an editor in the settings to open it.")
                         .arg(oneLine(file.fileName()))};
    }
    if (!QDesktopServices::openUrl(QUrl::fromLocalFile(path)))
        return Error{Error::Kind::Unavailable, tr("No program was found to open %1.").arg(oneLine(path))};
    return {};
}

QStringList FileOpener::arguments(const QString &command, const QString &path, int line)
{
    QStringList words = QProcess::splitCommand(command);
    if (words.isEmpty())
        return {};

    bool named = false;
    for (QString &word : words) {
        named = named || word.contains(u"{file}"_s);
        // The line first: the file's name may contain anything, also "{line}".
        word.replace(u"{line}"_s, QString::number(line));
        word.replace(u"{file}"_s, path);
    }
    if (!named)
        words.append(path);
    return words;
}

QList<FileOpener::Editor> FileOpener::installedEditors()
{
    static const QList<std::pair<Editor, QString>> known{
        {{u"Visual Studio Code"_s, u"code --goto {file}:{line}"_s}, u"code"_s},
        {{u"VSCodium"_s, u"codium --goto {file}:{line}"_s}, u"codium"_s},
        {{u"Kate"_s, u"kate --line {line} {file}"_s}, u"kate"_s},
        {{u"GNOME Text Editor"_s, u"gnome-text-editor {file}"_s}, u"gnome-text-editor"_s},
        {{u"gedit"_s, u"gedit +{line} {file}"_s}, u"gedit"_s},
        {{u"Mousepad"_s, u"mousepad --line={line} {file}"_s}, u"mousepad"_s},
        {{u"Sublime Text"_s, u"subl {file}:{line}"_s}, u"subl"_s},
        {{u"Zed"_s, u"zed {file}:{line}"_s}, u"zed"_s},
        {{u"IntelliJ IDEA"_s, u"idea --line {line} {file}"_s}, u"idea"_s},
        {{u"Emacs"_s, u"emacsclient --no-wait +{line} {file}"_s}, u"emacsclient"_s},
        {{u"gVim"_s, u"gvim +{line} {file}"_s}, u"gvim"_s},
    };
    QList<Editor> installed;
    for (const auto &[editor, program] : known) {
        if (!QStandardPaths::findExecutable(program).isEmpty())
            installed.append(editor);
    }
    return installed;
}

} // namespace vectray
