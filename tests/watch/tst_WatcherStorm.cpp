#include "Disk.h"

#include <watch/MakeWatcher.h>
#include <watch/TreeWalk.h>

#include <QHash>
#include <QSet>
#include <QTest>

#include <algorithm>
#include <random>

using namespace vectray;
using namespace std::chrono_literals;
using namespace Qt::Literals::StringLiterals;

/// Random operations on files and directories; whatever is different afterwards must have been told.
class tst_WatcherStorm : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void tellsAllThatIsDifferentAfterwards_data();
    void tellsAllThatIsDifferentAfterwards();

private:
    TestTree m_home;
};

namespace {

/// What a file looks like; a different one at the same path has another inode or change time.
QHash<QByteArray, FileStat> contentOf(const Disk &disk)
{
    const IgnoreRules rules(disk.root());
    const auto walk = walkTree({.root = disk.root(), .rules = &rules}, {});
    QHash<QByteArray, FileStat> content;
    if (!walk)
        return content;
    for (std::size_t i = 0; i < walk->files.size(); ++i)
        content.insert(walk->files.path(i).toByteArray(), walk->files.row(i).stat);
    return content;
}

QByteArrayList differences(const QHash<QByteArray, FileStat> &before,
                           const QHash<QByteArray, FileStat> &after)
{
    QByteArrayList paths;
    for (auto file = before.cbegin(); file != before.cend(); ++file) {
        const auto now = after.constFind(file.key());
        // The change time alone: a directory above was renamed and back, or only the permissions changed.
        if (now == after.cend() || now->inode != file->inode || now->mtimeNs != file->mtimeNs
            || now->size != file->size)
            paths.append(file.key());
    }
    for (auto file = after.cbegin(); file != after.cend(); ++file) {
        if (!before.contains(file.key()))
            paths.append(file.key());
    }
    return paths;
}

class Storm
{
public:
    Storm(const Disk &disk, unsigned seed) : m_disk(disk), m_random(seed) {}

    /// Something happens, or fails because there is nothing to do it to: both are fine.
    void step()
    {
        switch (below(13)) {
        case 0:
        case 1:
            m_disk.put(path(), QByteArray(below(50), 'x'));
            return;
        case 2:
            m_disk.append(path());
            return;
        case 3:
            m_disk.remove(path());
            return;
        case 4:
            m_disk.move(path(), path());
            return;
        case 5:
            m_disk.move(directory(), directory());
            return;
        case 6:
            m_disk.removeTree(directory());
            return;
        case 7:
            m_disk.move(directory(), "../outside/" + name());
            return;
        case 8:
            m_disk.move("../outside/" + name(), directory());
            return;
        case 9:
            if (m_disk.put(path() + '~'))
                m_disk.move(path() + '~', path());
            return;
        case 10:
            m_disk.put(directory() + "/deep/er/" + name());
            return;
        case 11:
            if (const QByteArray rules = directory() + "/.gitignore"; !m_disk.remove(rules))
                m_disk.put(rules, name() + '\n');
            return;
        default:
            m_disk.symlink(name(), path());
        }
    }

    int below(int limit) { return std::uniform_int_distribution(0, limit - 1)(m_random); }

private:
    QByteArray name() { return QByteArray(1, char('a' + below(6))); }
    QByteArray directory()
    {
        QByteArray result = "d" + name();
        for (int depth = below(3); depth > 0; --depth)
            result += "/d" + name();
        return result;
    }
    QByteArray path() { return below(5) == 0 ? name() : QByteArray(directory() + '/' + name()); }

    const Disk &m_disk;
    std::mt19937 m_random;
};

bool covers(const QSet<QString> &touched, QByteArray path)
{
    for (; !path.isEmpty(); path.truncate(std::max<qsizetype>(path.lastIndexOf('/'), 0))) {
        if (touched.contains(QString::fromUtf8(path)))
            return true;
    }
    return touched.contains(QString());
}

} // namespace

void tst_WatcherStorm::initTestCase()
{
    qputenv("HOME", m_home.path());
}

void tst_WatcherStorm::tellsAllThatIsDifferentAfterwards_data()
{
    QTest::addColumn<QString>("backend");
    QTest::addColumn<unsigned>("seed");

    const int seeds = std::max(6, qEnvironmentVariableIntValue("VECTRAY_STORM_SEEDS"));
    for (const char *backend : {"inotify", "qt", "poll"}) {
        for (unsigned seed = 1; seed <= unsigned(seeds); ++seed)
            QTest::addRow("%s: seed %u", backend, seed) << QString::fromLatin1(backend) << seed;
    }
}

void tst_WatcherStorm::tellsAllThatIsDifferentAfterwards()
{
    QFETCH(QString, backend);
    QFETCH(unsigned, seed);
    const Disk disk;
    Storm storm(disk, seed);
    QVERIFY(disk.put("bystander"));
    for (int i = 0; i < 100; ++i)
        storm.step();

    const auto watcher = makeWatcher(
        {.root = disk.root(), .backend = backend, .pollInterval = backend == u"inotify" ? 1h : 20ms});
    QSet<QString> touched;
    connect(watcher.get(), &FolderWatcher::touched, this,
            [&](const QStringList &paths) { touched.unite(QSet<QString>(paths.begin(), paths.end())); });
    watcher->start();
    auto before = contentOf(disk);
    for (int round = 0; round < 10; ++round) {
        touched.clear();
        for (int i = 0; i < 60; ++i) {
            storm.step();
            if (storm.below(10) == 0)
                QCoreApplication::processEvents();
        }
        if (backend == u"poll")
            watcher->checkNow(); // what went after one look and is back before the next cannot be told
        const auto after = contentOf(disk);
        const QByteArrayList changed = differences(before, after);
        const auto missing = [&] {
            const auto found = std::ranges::find_if_not(
                changed, [&](const QByteArray &path) { return covers(touched, path); });
            return found == changed.end() ? QByteArray() : *found;
        };
        QVERIFY2(QTest::qWaitFor([&] { return missing().isEmpty(); }, 5000), missing().constData());
        QVERIFY(backend != u"inotify" || !touched.contains(QString()));
        QCOMPARE(contentOf(disk), after);
        before = after;
    }
}

QTEST_GUILESS_MAIN(tst_WatcherStorm)
#include "tst_WatcherStorm.moc"
