#include "WatchCases.h"

#include <watch/MakeWatcher.h>

#include <QSet>
#include <QSignalSpy>
#include <QTest>

#include <algorithm>

using namespace vectray;
using namespace std::chrono_literals;
using namespace Qt::Literals::StringLiterals;

/// Whatever happens to a folder, each watcher must tell every path that really changed, or a directory above.
class tst_WatcherConformance : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void tellsWhatChanged_data();
    void tellsWhatChanged();
    void isSilentAboutWhatIsIgnored_data();
    void isSilentAboutWhatIsIgnored();
    void saysWhenTheRootIsGoneAndWhenItIsBack_data();
    void saysWhenTheRootIsGoneAndWhenItIsBack();
    void seesIgnoreFilesOutsideTheRoot_data();
    void seesIgnoreFilesOutsideTheRoot();
    void tellsOnceMoreWhatWasReadBetweenTwoLooks();
    void tellsOnceMoreWhatWasIndexed_data();
    void tellsOnceMoreWhatWasIndexed();

private:
    TestTree m_home;
};

namespace {

constexpr const char *Backends[] = {"inotify", "qt", "poll"};

/// A watcher, and what it has told.
class Watched
{
public:
    Watched(const QString &root, const QString &backend)
    {
        // Only the one that polls may find anything by polling.
        m_watcher =
            makeWatcher({.root = root, .backend = backend, .pollInterval = backend == u"poll" ? 20ms : 1h});
        QObject::connect(m_watcher.get(), &FolderWatcher::touched, m_watcher.get(),
                         [this](const QStringList &paths) {
                             for (const QString &path : paths)
                                 m_touched.insert(path.toUtf8());
                         });
        QObject::connect(m_watcher.get(), &FolderWatcher::watchingStarted, m_watcher.get(),
                         [this] { m_started = true; });
        QObject::connect(m_watcher.get(), &FolderWatcher::healthChanged, m_watcher.get(),
                         [this](const WatcherHealth &health) { m_states.append(health.state); });
        m_watcher->start();
    }

    FolderWatcher &watcher() { return *m_watcher; }
    bool started() const { return m_started; }
    const QSet<QByteArray> &touched() const { return m_touched; }
    const QList<WatcherHealth::State> &states() const { return m_states; }
    bool toldEverything() const { return m_touched.contains(QByteArray()); }
    void forget() { m_touched.clear(); }

    /// Until all of the paths are told.
    bool waitFor(const QByteArrayList &paths) const
    {
        return QTest::qWaitFor([&] { return missing(paths).isEmpty(); }, 10'000);
    }

    /// The first of the paths that was not told, neither itself nor a directory above it.
    QByteArray missing(const QByteArrayList &paths) const
    {
        const auto told = [&](QByteArray path) {
            for (; !path.isEmpty(); path.truncate(std::max<qsizetype>(path.lastIndexOf('/'), 0))) {
                if (m_touched.contains(path))
                    return true;
            }
            return m_touched.contains(path);
        };
        const auto found = std::ranges::find_if_not(paths, told);
        return found == paths.end() ? QByteArray() : *found;
    }

private:
    std::unique_ptr<FolderWatcher> m_watcher;
    QSet<QByteArray> m_touched;
    QList<WatcherHealth::State> m_states;
    bool m_started = false;
};

void addBackends()
{
    QTest::addColumn<QString>("backend");
    for (const char *backend : Backends)
        QTest::newRow(backend) << QString::fromLatin1(backend);
}

std::vector<WatchCase> allCases()
{
    std::vector<WatchCase> cases = saveCases();
    std::ranges::copy(treeCases(), std::back_inserter(cases));
    return cases;
}

} // namespace

void tst_WatcherConformance::initTestCase()
{
    qputenv("HOME", m_home.path());
    qunsetenv("XDG_CONFIG_HOME");
}

void tst_WatcherConformance::tellsWhatChanged_data()
{
    QTest::addColumn<QString>("backend");
    QTest::addColumn<qsizetype>("index");

    const std::vector<WatchCase> cases = allCases();
    for (const char *backend : Backends) {
        for (std::size_t i = 0; i < cases.size(); ++i)
            QTest::addRow("%s: %s", backend, cases[i].name) << QString::fromLatin1(backend) << qsizetype(i);
    }
}

void tst_WatcherConformance::tellsWhatChanged()
{
    QFETCH(QString, backend);
    QFETCH(qsizetype, index);
    const WatchCase watchCase = allCases().at(std::size_t(index));
    const Disk disk;
    QVERIFY(disk.ready());
    QVERIFY(watchCase.prepare ? watchCase.prepare(disk) : disk.put("f", "x old") && disk.put("d/g", "x old"));
    QVERIFY(disk.put("bystander"));
    Watched watched(disk.root(), backend);
    QTRY_VERIFY(watched.started());

    watched.forget();
    QVERIFY(watchCase.act(disk));
    if (watchCase.onlyClosed && backend == u"qt")
        watched.watcher().checkNow();
    QVERIFY2(watched.waitFor(watchCase.changed), watched.missing(watchCase.changed).constData());
    if (watchCase.then) {
        // What is told late must not be taken for the answer to what follows.
        QVERIFY(disk.put("fence"));
        QVERIFY2(watched.waitFor({"fence"}), watched.missing({"fence"}).constData());
        watched.forget();
        QVERIFY(watchCase.then(disk));
        QVERIFY2(watched.waitFor(watchCase.thenChanged), watched.missing(watchCase.thenChanged).constData());
    }
    QVERIFY2(watchCase.everything || !watched.toldEverything(), "the whole folder was told");
}

void tst_WatcherConformance::isSilentAboutWhatIsIgnored_data()
{
    addBackends();
}

void tst_WatcherConformance::isSilentAboutWhatIsIgnored()
{
    QFETCH(QString, backend);
    const Disk disk;
    QVERIFY(disk.put("node_modules/a/b") && disk.put(".git/HEAD") && disk.put("src/f")
            && disk.put(".gitignore", "*.o\n"));
    Watched watched(disk.root(), backend);
    QTRY_VERIFY(watched.started());
    watched.forget();

    QVERIFY(disk.put("node_modules/a/b", "2") && disk.put(".git/index") && disk.put("src/f.o")
            && disk.put("src/.f.swp"));
    QVERIFY(disk.put("src/last"));
    QVERIFY(watched.waitFor({"src/last"}));
    if (backend == u"inotify") // the others may tell again what was very fresh when they saw it
        QCOMPARE(watched.touched(), QSet<QByteArray>{"src/last"});
    for (const char *path : {"node_modules/a/b", ".git/index", "src/f.o", "src/.f.swp"})
        QVERIFY2(!watched.touched().contains(path), path);
}

void tst_WatcherConformance::saysWhenTheRootIsGoneAndWhenItIsBack_data()
{
    QTest::addColumn<QString>("backend");
    QTest::addColumn<int>("way");

    const char *const ways[] = {"moved away and back", "emptied and filled", "replaced by a link and back",
                                "never there at first"};
    for (const char *backend : Backends) {
        for (int way = 0; way < int(std::size(ways)); ++way)
            QTest::addRow("%s: %s", backend, ways[way]) << QString::fromLatin1(backend) << way;
    }
}

static bool takeAway(const Disk &disk, int way)
{
    switch (way) {
    case 1:
        return disk.move("f", "../outside/f") && disk.move("d", "../outside/d");
    case 2:
        return disk.move("", "../away") && disk.symlink("away", "../root");
    default:
        return disk.move("", "../away");
    }
}

static bool bringBack(const Disk &disk, int way)
{
    switch (way) {
    case 1:
        return disk.move("../outside/f", "f") && disk.move("../outside/d", "d");
    case 2:
        return disk.remove("../root") && disk.move("../away", "../root");
    default:
        return disk.move("../away", "../root");
    }
}

void tst_WatcherConformance::saysWhenTheRootIsGoneAndWhenItIsBack()
{
    QFETCH(QString, backend);
    QFETCH(int, way);
    const Disk disk;
    QVERIFY(disk.put("f") && disk.put("d/g"));
    if (way == 3)
        QVERIFY(takeAway(disk, way));
    Watched watched(disk.root(), backend);
    if (way != 3) {
        QTRY_VERIFY(watched.started());
        watched.forget();
        QVERIFY(takeAway(disk, way));
    }
    QTRY_COMPARE(watched.watcher().health().state, WatcherHealth::State::Unavailable);
    QVERIFY(!watched.watcher().health().reason.isEmpty());
    QCOMPARE(watched.started(), way != 3);
    QVERIFY2(!watched.toldEverything(), "nothing may be deleted on account of this");

    QVERIFY(bringBack(disk, way));
    watched.watcher().checkNow();
    QVERIFY(watched.watcher().health().state != WatcherHealth::State::Unavailable);
    QVERIFY(watched.started());
    QTRY_VERIFY(watched.toldEverything());
    watched.forget();
    QVERIFY(disk.append("d/g"));
    QVERIFY(watched.waitFor({"d/g"}));
}

void tst_WatcherConformance::seesIgnoreFilesOutsideTheRoot_data()
{
    addBackends();
}

void tst_WatcherConformance::seesIgnoreFilesOutsideTheRoot()
{
    QFETCH(QString, backend);
    const Disk disk;
    QVERIFY(disk.put("../.git/HEAD") && disk.put("../.git/info/exclude", "\n") && disk.put("d/g.o"));
    Watched watched(disk.root(), backend);
    QTRY_VERIFY(watched.started());
    watched.forget();
    QVERIFY(disk.put("../.git/info/exclude", "*.o\n"));
    watched.watcher().checkNow();
    QVERIFY(watched.toldEverything());
    watched.forget();
    QVERIFY(disk.append("d/g.o") && disk.put("d/last"));
    QVERIFY(watched.waitFor({"d/last"}));
    QVERIFY(!watched.touched().contains("d/g.o"));
}

/// The poll backend alone: the others are told of each change.
void tst_WatcherConformance::tellsOnceMoreWhatWasReadBetweenTwoLooks()
{
    const Disk disk;
    QVERIFY(disk.put("d/f"));
    const auto watcher = makeWatcher({.root = disk.root(), .backend = u"poll"_s, .pollInterval = 1h});
    QStringList told;
    connect(watcher.get(), &FolderWatcher::touched, this, [&](const QStringList &paths) { told += paths; });
    QSignalSpy started(watcher.get(), &FolderWatcher::watchingStarted);
    watcher->start();
    QTRY_COMPARE(started.count(), 1);
    QVERIFY(disk.remove("d/f"));
    for (const bool again : {true, true, false}) {
        told.clear();
        watcher->checkNow();
        QCOMPARE(told.contains(u"d/f"_s), again);
    }
}

void tst_WatcherConformance::tellsOnceMoreWhatWasIndexed_data()
{
    QTest::addColumn<QString>("backend");
    QTest::addColumn<bool>("again");
    QTest::newRow("poll") << u"poll"_s << true; // it may have come and gone since the last look
    QTest::newRow("inotify") << u"inotify"_s << false; // its end would have been told
    QTest::newRow("qt") << u"qt"_s << false;
}

void tst_WatcherConformance::tellsOnceMoreWhatWasIndexed()
{
    QFETCH(QString, backend);
    QFETCH(bool, again);
    const Disk disk;
    QVERIFY(disk.put("d/f"));
    const auto watcher = makeWatcher({.root = disk.root(), .backend = backend, .pollInterval = 1h});
    QStringList told;
    connect(watcher.get(), &FolderWatcher::touched, this, [&](const QStringList &paths) { told += paths; });
    QSignalSpy started(watcher.get(), &FolderWatcher::watchingStarted);
    watcher->start();
    QTRY_COMPARE(started.count(), 1);
    watcher->checkNow();
    told.clear();
    watcher->wasIndexed({u"d/short-lived"_s});
    QVERIFY(told.isEmpty());
    watcher->checkNow();
    QCOMPARE(told.contains(u"d/short-lived"_s), again);
    told.clear();
    watcher->checkNow();
    QVERIFY2(!told.contains(u"d/short-lived"_s), "once is enough");
}

QTEST_GUILESS_MAIN(tst_WatcherConformance)
#include "tst_WatcherConformance.moc"
