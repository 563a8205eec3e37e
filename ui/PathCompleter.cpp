#include "PathCompleter.h"

#include <QDir>
#include <QFileSystemModel>
#include <QLineEdit>

namespace vectray {

PathCompleter::PathCompleter(QLineEdit *edit) : QCompleter(edit)
{
    auto *folders = new QFileSystemModel(this);
    folders->setFilter(QDir::Dirs | QDir::NoDotAndDotDot);
    folders->setOption(QFileSystemModel::DontUseCustomDirectoryIcons);
    folders->setOption(QFileSystemModel::DontWatchForChanges);
    setModel(folders);
    setCompletionMode(QCompleter::PopupCompletion);
    connect(edit, &QLineEdit::textEdited, folders, [folders] {
        if (folders->rootPath().isEmpty() || folders->rootPath() == QLatin1StringView("."))
            folders->setRootPath(QDir::rootPath());
    });
}

} // namespace vectray
