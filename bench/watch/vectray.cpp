// Tells on standard output what Vectray's watcher sees below the folder that is named: "ready", then a path a line.
#include <watch/MakeWatcher.h>

#include <QCoreApplication>
#include <QDir>
#include <QThread>

#include <cstdio>

using namespace vectray;

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.size() != 2 && arguments.size() != 3) {
        std::fputs("usage: watch_events FOLDER [BACKEND]\n", stderr);
        return 2;
    }
    const QString root = QDir(arguments.at(1)).canonicalPath();
    const auto watcher = makeWatcher({.root = root, .backend = arguments.value(2, QStringLiteral("auto"))});
    QObject::connect(watcher.get(), &FolderWatcher::watchingStarted, watcher.get(), [] {
        std::puts("ready");
        std::fflush(stdout);
    });
    QObject::connect(watcher.get(), &FolderWatcher::touched, watcher.get(), [&root](const QStringList &paths) {
        for (const QString &path : paths)
            std::puts(qPrintable(root + QLatin1Char('/') + path));
        std::fflush(stdout);
    });
    watcher->start();
    return QCoreApplication::exec();
}
