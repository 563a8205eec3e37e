#include "Disk.h"

#include <watch/MakeWatcher.h>

#include <QSignalSpy>
#include <QTest>

#include <InotifyWatcher.h>
#include <sched.h>
#include <sys/mount.h>

using namespace vectray;
using namespace std::chrono_literals;
using namespace Qt::Literals::StringLiterals;

using State = WatcherHealth::State;

/// What only happens to inotify: limits, overflow, unmounting. Runs in namespaces of its own, where it may
/// lower limits and mount without touching the machine.
class tst_InotifyWatcher : public QObject
{
    Q_OBJECT

public:
    explicit tst_InotifyWatcher(bool alone) : m_alone(alone) {}

private Q_SLOTS:
    void cleanup();
    void takesNoWatchForWhatIsIgnored();
    void isNotToldOfReading();
    void pollsWhatTheLimitLeavesOut();
    void pollsEverythingWithoutAnInstance();
    void tellsOnceMoreWhatItPolled();
    void findsEverythingAfterAnOverflow();
    void seesTheRootUnmounted();
    void doesNotTakeAnotherFileSystemForTheRoot();
    void doesNotKeepADiskFromBeingUnmounted();

private:
    bool m_alone; ///< in namespaces of its own
};

static bool setLimit(const char *name, int value)
{
    QFile setting(u"/proc/sys/user/"_s + QString::fromLatin1(name));
    return setting.open(QIODevice::WriteOnly | QIODevice::Unbuffered)
        && setting.write(QByteArray::number(value)) > 0;
}

static WatcherOptions optionsFor(const Disk &disk)
{
    return {.root = disk.root(), .backend = u"inotify"_s, .pollInterval = 1h};
}

/// What was told, in order.
static QStringList told(const QSignalSpy &touched)
{
    QStringList paths;
    for (const QList<QVariant> &arguments : touched)
        paths += arguments.first().toStringList();
    return paths;
}

void tst_InotifyWatcher::cleanup()
{
    if (m_alone) {
        QVERIFY(setLimit("max_inotify_watches", 100'000));
        QVERIFY(setLimit("max_inotify_instances", 100));
    }
}

void tst_InotifyWatcher::takesNoWatchForWhatIsIgnored()
{
    const Disk disk;
    QVERIFY(disk.put("src/a/f") && disk.put("node_modules/x/y/z") && disk.put(".git/objects/f")
            && disk.put("target/debug/deps/f") && disk.put(".gitignore", "target/\n"));
    InotifyWatcher watcher(optionsFor(disk));
    watcher.start();
    QCOMPARE(watcher.watches(), 3); // the root, src and src/a

    QVERIFY(disk.put("src/build/x/y"));
    const QSignalSpy touched(&watcher, &FolderWatcher::touched);
    QVERIFY(disk.put("src/new/f"));
    QTRY_COMPARE(watcher.watches(), 4);
    QVERIFY(disk.put(".gitignore", "\n"));
    QTRY_COMPARE(watcher.watches(), 7); // and target, target/debug, target/debug/deps
    QVERIFY(disk.put(".gitignore", "target/\n"));
    QTRY_COMPARE(watcher.watches(), 4);
    QVERIFY(!told(touched).contains(u"src/build"_s));
}

void tst_InotifyWatcher::isNotToldOfReading()
{
    const Disk disk;
    QVERIFY(disk.put("d/f"));
    InotifyWatcher watcher(optionsFor(disk));
    watcher.start();
    const QSignalSpy touched(&watcher, &FolderWatcher::touched);
    QVERIFY(disk.run(u"cat d/f >/dev/null; ls -lR . >/dev/null; grep -r x . || true"_s));
    QVERIFY(disk.put("d/last"));
    QTRY_VERIFY(told(touched).contains(u"d/last"_s));
    QVERIFY(!told(touched).contains(u"d/f"_s));
}

void tst_InotifyWatcher::pollsWhatTheLimitLeavesOut()
{
    if (!m_alone)
        QSKIP("needs a user namespace of its own");
    const Disk disk;
    for (int i = 0; i < 50; ++i)
        QVERIFY(disk.put("d" + QByteArray::number(i) + "/e/f"));
    QVERIFY(setLimit("max_inotify_watches", 10));
    WatcherOptions options = optionsFor(disk);
    options.pollInterval = 20ms;
    const auto watcher = makeWatcher(options);
    const QSignalSpy touched(watcher.get(), &FolderWatcher::touched);
    watcher->start();

    QCOMPARE(watcher->health().state, State::Degraded);
    QVERIFY2(watcher->health().reason.contains(u"limit of 10 watched directories"_s),
             qPrintable(watcher->health().reason));
    QCOMPARE(watcher->health().cure, u"Raise it with: sudo sysctl user.max_inotify_watches=524288"_s);

    for (int i = 0; i < 50; ++i)
        QVERIFY(disk.append("d" + QByteArray::number(i) + "/e/f")
                && disk.put("d" + QByteArray::number(i) + "/n/f"));
    for (int i = 0; i < 50; ++i) {
        QTRY_VERIFY(told(touched).contains(u"d%1/e/f"_s.arg(i)));
        QTRY_VERIFY(told(touched).contains(u"d%1/n"_s.arg(i)));
    }
    QVERIFY2(!told(touched).contains(QString()), "polled as a whole");

    QVERIFY(setLimit("max_inotify_watches", 1000));
    QTRY_COMPARE(watcher->health(), WatcherHealth());
    QVERIFY(disk.put("d49/e/later"));
    QTRY_VERIFY(told(touched).contains(u"d49/e/later"_s));
}

void tst_InotifyWatcher::pollsEverythingWithoutAnInstance()
{
    if (!m_alone)
        QSKIP("needs a user namespace of its own");
    const Disk disk;
    QVERIFY(disk.put("d/f"));
    QVERIFY(setLimit("max_inotify_instances", 0));
    WatcherOptions options = optionsFor(disk);
    options.pollInterval = 20ms;
    const auto watcher = makeWatcher(options);
    QSignalSpy touched(watcher.get(), &FolderWatcher::touched);
    watcher->start();

    QCOMPARE(watcher->health().state, State::Degraded);
    QVERIFY2(watcher->health().cure.contains(u"sysctl user.max_inotify_instances="_s),
             qPrintable(watcher->health().cure));
    for (int edit = 0; edit < 3; ++edit) {
        QVERIFY(disk.append("d/f"));
        QTRY_VERIFY(told(touched).contains(u"d/f"_s));
        touched.clear();
    }
    QVERIFY2(!told(touched).contains(QString()), "polled as a whole");

    QVERIFY(setLimit("max_inotify_instances", 100));
    QTRY_COMPARE(watcher->health(), WatcherHealth());
    QTRY_VERIFY(told(touched).contains(QString()));
    touched.clear();
    QVERIFY(disk.put("d/later"));
    QTRY_VERIFY(told(touched).contains(u"d/later"_s));
}

void tst_InotifyWatcher::tellsOnceMoreWhatItPolled()
{
    if (!m_alone)
        QSKIP("needs a user namespace of its own");
    const Disk disk;
    QVERIFY(disk.put("d/f"));
    QVERIFY(setLimit("max_inotify_instances", 0));
    const auto watcher = makeWatcher(optionsFor(disk));
    QSignalSpy touched(watcher.get(), &FolderWatcher::touched);
    watcher->start();
    QVERIFY(disk.remove("d/f"));
    for (const bool again : {true, true, false}) {
        touched.clear();
        watcher->checkNow();
        QCOMPARE(told(touched).contains(u"d/f"_s), again);
    }
    QVERIFY(setLimit("max_inotify_instances", 100));
}

void tst_InotifyWatcher::findsEverythingAfterAnOverflow()
{
    const Disk disk;
    QVERIFY(disk.put("d/f"));
    WatcherOptions options = optionsFor(disk);
    int lost = 0;
    options.onLost = [&lost] { ++lost; };
    InotifyWatcher watcher(options);
    watcher.start();
    QSignalSpy touched(&watcher, &FolderWatcher::touched);
    QCOMPARE(lost, 0);

    // The whole process stands still while more happens than the kernel remembers.
    QVERIFY(disk.run(
        u"kill -STOP %1; mkdir -p new/deep; python3 -c '\n"
        "for i in range(50000): open(\"d/f%d\" % i, \"w\").close()' || true; mv d e; kill -CONT %1"_s.arg(
            QCoreApplication::applicationPid())));
    QTRY_VERIFY(told(touched).contains(QString()));
    QVERIFY(disk.put("fence"));
    QTRY_VERIFY(told(touched).contains(u"fence"_s));
    QCOMPARE(told(touched).count(QString()), 1);
    QCOMPARE(lost, 1);

    // The map of watches is right again.
    touched.clear();
    QVERIFY(disk.put("new/deep/f") && disk.append("e/f"));
    QTRY_VERIFY(told(touched).contains(u"new/deep/f"_s));
    QTRY_VERIFY(told(touched).contains(u"e/f"_s));
    QCOMPARE(watcher.watches(), 4);
}

void tst_InotifyWatcher::seesTheRootUnmounted()
{
    if (!m_alone)
        QSKIP("needs a mount namespace of its own");
    const Disk disk;
    const QByteArray root = disk.path("");
    QCOMPARE(::mount("none", root.constData(), "tmpfs", 0, ""), 0);
    QVERIFY(disk.put("d/f") && disk.put("g"));
    const auto watcher = makeWatcher(optionsFor(disk));
    QSignalSpy touched(watcher.get(), &FolderWatcher::touched);
    watcher->start();
    QCOMPARE(watcher->health(), WatcherHealth());

    QCOMPARE(::umount(root.constData()), 0);
    QTRY_COMPARE(watcher->health().state, State::Unavailable);
    watcher->checkNow();
    QCOMPARE(watcher->health().state, State::Unavailable);
    QVERIFY2(touched.isEmpty(), qPrintable(told(touched).join(u'|')));

    QCOMPARE(::mount("none", root.constData(), "tmpfs", 0, ""), 0);
    watcher->checkNow();
    QVERIFY2(watcher->health().state == State::Unavailable, "an empty disk is not the one that was there");
    QVERIFY(disk.put("d/f") && disk.put("g"));
    watcher->checkNow();
    QCOMPARE(watcher->health(), WatcherHealth());
    QCOMPARE(told(touched), QStringList{QString()});
    QVERIFY(disk.append("d/f"));
    QTRY_VERIFY(told(touched).contains(u"d/f"_s));
    QCOMPARE(::umount2(root.constData(), MNT_DETACH), 0);
}

void tst_InotifyWatcher::doesNotTakeAnotherFileSystemForTheRoot()
{
    if (!m_alone)
        QSKIP("needs a mount namespace of its own");
    const Disk disk;
    QVERIFY(disk.put("d/f") && disk.put("g") && disk.put("h"));
    const auto watcher = makeWatcher(optionsFor(disk));
    QSignalSpy touched(watcher.get(), &FolderWatcher::touched);
    watcher->start();
    QVERIFY(disk.put("../outside/other"));
    QCOMPARE(
        ::mount(disk.path("../outside").constData(), disk.path("").constData(), nullptr, MS_BIND, nullptr),
        0);
    watcher->checkNow();
    QCOMPARE(watcher->health().state, State::Unavailable);
    QVERIFY2(watcher->health().reason.contains(u"Another file system"_s),
             qPrintable(watcher->health().reason));
    QVERIFY(touched.isEmpty());
    QCOMPARE(::umount2(disk.path("").constData(), MNT_DETACH), 0);
    watcher->checkNow();
    QCOMPARE(watcher->health(), WatcherHealth());
    QCOMPARE(told(touched), QStringList{QString()});
}

void tst_InotifyWatcher::doesNotKeepADiskFromBeingUnmounted()
{
    if (!m_alone)
        QSKIP("needs a mount namespace of its own");
    for (const char *backend : {"inotify", "qt", "poll"}) {
        const Disk disk;
        QVERIFY(disk.put("keep"));
        QCOMPARE(::mount("none", disk.path("").constData(), "tmpfs", 0, ""), 0);
        QVERIFY(disk.put("d/f"));
        WatcherOptions options = optionsFor(disk);
        options.backend = QString::fromLatin1(backend);
        const auto watcher = makeWatcher(options);
        watcher->start();
        QVERIFY2(::umount(disk.path("").constData()) == 0, backend);
        watcher->checkNow();
        QCOMPARE(watcher->health().state, State::Unavailable);
    }
}

static bool write(const char *path, const QByteArray &text)
{
    QFile file(QString::fromLatin1(path));
    return file.open(QIODevice::WriteOnly | QIODevice::Unbuffered) && file.write(text) == text.size();
}

/// Must come before there is a second thread.
static bool goAlone()
{
    const QByteArray user = "0 " + QByteArray::number(::geteuid()) + " 1";
    const QByteArray group = "0 " + QByteArray::number(::getegid()) + " 1";
    return ::unshare(CLONE_NEWUSER | CLONE_NEWNS) == 0 && write("/proc/self/uid_map", user)
        && write("/proc/self/setgroups", "deny") && write("/proc/self/gid_map", group)
        && ::mount(nullptr, "/", nullptr, MS_REC | MS_PRIVATE, nullptr) == 0;
}

int main(int argc, char **argv)
{
    const bool alone = goAlone();
    const QCoreApplication application(argc, argv);
    const TestTree home;
    qputenv("HOME", home.path());
    tst_InotifyWatcher test(alone);
    return QTest::qExec(&test, argc, argv);
}

#include "tst_InotifyWatcher.moc"
