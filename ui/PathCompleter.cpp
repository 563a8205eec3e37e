#include "PathCompleter.h"

#include <QAbstractItemView>
#include <QDir>
#include <QFileSystemModel>
#include <QLineEdit>

namespace vectray {

PathCompleter::PathCompleter(QLineEdit *edit) : QCompleter(edit), m_edit(edit)
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
    // Later, because the list is shown in answer to the same signals.
    connect(edit, &QLineEdit::textEdited, this, &PathCompleter::hideIfComplete, Qt::QueuedConnection);
    connect(folders, &QFileSystemModel::directoryLoaded, this, &PathCompleter::hideIfComplete,
            Qt::QueuedConnection);
}

void PathCompleter::hideIfComplete()
{
    if (completionCount() == 1 && currentCompletion() == m_edit->text())
        popup()->hide();
}

} // namespace vectray
