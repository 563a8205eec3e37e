#include "MakeWatcher.h"

#include "FileSystemKind.h"
#include "InotifyWatcher.h"
#include "OpenDirectory.h"
#include "PollWatcher.h"
#include "QtWatcher.h"

#include <QFile>

#include <fcntl.h>

namespace vectray {

using namespace Qt::Literals::StringLiterals;

std::unique_ptr<FolderWatcher> makeWatcher(const WatcherOptions &options)
{
    if (options.backend == u"qt")
        return std::make_unique<QtWatcher>(options);
    const auto seconds = std::chrono::duration<double>(options.pollInterval).count();
    if (options.backend == u"poll")
        return std::make_unique<PollWatcher>(
            options, u"The folder is polled every %1 s, as its settings say."_s.arg(seconds));
    if (options.backend != u"inotify") {
        const Descriptor root = openDirectory(AT_FDCWD, QFile::encodeName(options.root).constData());
        if (const QString kind = root ? blindFileSystem(root.get()) : QString(); !kind.isEmpty())
            return std::make_unique<PollWatcher>(
                options,
                u"%1 does not tell of changes. The folder is polled every %2 s."_s.arg(
                    kind, QString::number(seconds)));
    }
    return std::make_unique<InotifyWatcher>(options);
}

} // namespace vectray
