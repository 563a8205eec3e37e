#include "TestTree.h"

#include <watch/TreeWalk.h>

#include <QTest>
#include <QThreadPool>

#include <sys/socket.h>
#include <sys/un.h>

#include <algorithm>
#include <random>

using namespace vectray;
using namespace Qt::Literals::StringLiterals;

class tst_TreeWalk : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void listsFilesSortedByTheBytesOfTheirPaths();
    void leavesOutWhatIsIgnored();
    void obeysTheSameRulesBelow();
    void findsTheSameWithHelpers_data();
    void findsTheSameWithHelpers();
    void tellsTheStatOfAFile();
    void skipsWithAReason_data();
    void skipsWithAReason();
    void tellsWhichDirectoriesItCouldNotRead();
    void doesNotFollowADirectoryThatBecameALink();
    void stopsAtADepthThatCannotBeReal();
    void refusesAnotherRoot_data();
    void refusesAnotherRoot();
    void canBeStopped();
    void tellsWhatIsAtAPath_data();
    void tellsWhatIsAtAPath();
    void agreesWithAWalkOnEveryPath();

private:
    TestTree m_home;
};

void tst_TreeWalk::initTestCase()
{
    qputenv("HOME", m_home.path());
}

static QList<QByteArray> pathsOf(const Walk &walk)
{
    QList<QByteArray> paths;
    for (std::size_t i = 0; i < walk.files.size(); ++i)
        paths.append(walk.files.path(i).toByteArray());
    return paths;
}

static Walk walked(const WalkOptions &options)
{
    Result<Walk> walk = walkTree(options, {});
    return walk ? *std::move(walk) : Walk{};
}

void tst_TreeWalk::listsFilesSortedByTheBytesOfTheirPaths()
{
    const TestTree tree;
    QList<QByteArray> paths{"a-b", "a/x", "a/y/z", "a.c", "a0", "ab/c", "B", "\xC3\xA9", "new\nline", " "};
    for (const QByteArray &path : std::as_const(paths))
        QVERIFY(tree.write(path));
    QVERIFY(tree.mkdirs("empty/dir"));

    const Walk walk = walked({.root = tree.root()});
    std::ranges::sort(paths);
    QCOMPARE(pathsOf(walk), paths);
    QCOMPARE(walk.directories, 6);
    QCOMPARE(walk.ignored, 0);
    QVERIFY(walk.problems.isEmpty());
    QCOMPARE(walk.root, *identify(tree.root()));
}

void tst_TreeWalk::leavesOutWhatIsIgnored()
{
    const TestTree tree;
    for (const char *path :
         {"a.c", "a.log", "build/x", ".hidden", "sub/b.c", "sub/b.log", "sub/keep.log", "tmp/c.c"})
        QVERIFY(tree.write(path));
    QVERIFY(tree.write(".gitignore", "*.log\ntmp/\n"));
    QVERIFY(tree.write("sub/.gitignore", "!keep.log\n"));
    const IgnoreRules rules(tree.root());

    const Walk walk = walked({.root = tree.root(), .rules = &rules});
    QCOMPARE(pathsOf(walk), (QList<QByteArray>{"a.c", "sub/b.c", "sub/keep.log"}));
    QCOMPARE(walk.directories, 2);
    QCOMPARE(walk.ignored, 7); // a.log, build, .hidden, sub/b.log, tmp and the two ignore files
}

void tst_TreeWalk::obeysTheSameRulesBelow()
{
    const TestTree tree;
    for (const char *path : {"a.c", "s/t/a.c", "s/t/a.log", "s/u.c", "build/x"})
        QVERIFY(tree.write(path));
    QVERIFY(tree.write("s/.gitignore", "*.log\n"));
    const IgnoreRules rules(tree.root());

    QCOMPARE(pathsOf(walked({.root = tree.root(), .below = "s/t", .rules = &rules})),
             QList<QByteArray>{"s/t/a.c"});
    QVERIFY(walked({.root = tree.root(), .below = "build", .rules = &rules}).files.isEmpty());
    const Walk gone = walked({.root = tree.root(), .below = "gone/x", .rules = &rules});
    QVERIFY(gone.files.isEmpty());
    QVERIFY(gone.problems.isEmpty());
}

/// Directories of all sizes and depths, with what is ignored, skipped and unreadable among them.
static bool growTree(const TestTree &tree, unsigned seed)
{
    std::mt19937 random(seed);
    const auto below = [&](unsigned limit) { return std::uniform_int_distribution<unsigned>(0, limit - 1)(random); };
    QByteArrayList directories{""};
    bool made = tree.write(".gitignore", "*33/\n*.log\n");
    for (int i = 0; i < 800 && made; ++i) {
        QByteArray path = directories.at(below(unsigned(directories.size())));
        path += (path.isEmpty() ? "" : "/") + QByteArray("e") + QByteArray::number(below(100'000));
        switch (below(8)) {
        case 0:
        case 1:
            made = tree.mkdirs(path);
            directories.append(path);
            break;
        case 2:
            made = tree.write(path + ".log");
            break;
        case 3:
            ::symlink("nowhere", tree.path(path + "-link").constData());
            break;
        default:
            made = tree.write(path + ".c");
        }
    }
    return made;
}

static QStringList problemsOf(const Walk &walk)
{
    QStringList problems;
    for (const FileProblem &problem : walk.problems)
        problems.append(problem.path + u": "_s + problem.reason);
    return problems;
}

void tst_TreeWalk::findsTheSameWithHelpers_data()
{
    QTest::addColumn<int>("helpers");
    QTest::newRow("one") << 1;
    QTest::newRow("two") << 2;
    QTest::newRow("seven") << 7;
}

void tst_TreeWalk::findsTheSameWithHelpers()
{
    QFETCH(int, helpers);
    QThreadPool pool;
    pool.setMaxThreadCount(helpers);
    for (unsigned seed = 1; seed <= 3; ++seed) {
        const TestTree tree;
        QVERIFY(growTree(tree, seed));
        const IgnoreRules rules(tree.root());
        WalkOptions options{.root = tree.root(), .rules = &rules};
        const Walk alone = walked(options);
        QCOMPARE_GE(alone.files.size(), 150U);
        QCOMPARE_GE(alone.ignored, 25);
        QCOMPARE_GE(alone.problems.size(), 15);
        QVERIFY(std::ranges::is_sorted(pathsOf(alone)));

        options.helpers = &pool;
        for (int turn = 0; turn < 10; ++turn) {
            const Walk together = walked(options);
            QCOMPARE(pathsOf(together), pathsOf(alone));
            QCOMPARE(problemsOf(together), problemsOf(alone));
            QCOMPARE(together.directories, alone.directories);
            QCOMPARE(together.ignored, alone.ignored);
        }
        std::stop_source stop;
        stop.request_stop();
        QCOMPARE(walkTree(options, stop.get_token()).error().kind, Error::Kind::Cancelled);
    }
}

void tst_TreeWalk::tellsTheStatOfAFile()
{
    const TestTree tree;
    QVERIFY(tree.write("a", "12345"));
    struct stat expected = {};
    QCOMPARE(::stat(tree.path("a").constData(), &expected), 0);
    const Walk walk = walked({.root = tree.root()});
    QCOMPARE(walk.files.size(), 1U);
    const FileStat stat = walk.files.row(0).stat;
    QCOMPARE(stat.size, 5);
    QCOMPARE(stat.inode, expected.st_ino);
    QCOMPARE(stat.mtimeNs, expected.st_mtim.tv_sec * 1'000'000'000 + expected.st_mtim.tv_nsec);
    QCOMPARE(stat.ctimeNs, expected.st_ctim.tv_sec * 1'000'000'000 + expected.st_ctim.tv_nsec);
}

static bool makeSocket(const QByteArray &path)
{
    const int fd = ::socket(AF_UNIX, SOCK_STREAM, 0);
    sockaddr_un address = {};
    address.sun_family = AF_UNIX;
    std::copy_n(path.constData(),
                std::min<std::size_t>(std::size_t(path.size()), sizeof address.sun_path - 1),
                address.sun_path);
    const bool made = ::bind(fd, reinterpret_cast<const sockaddr *>(&address), sizeof address) == 0;
    ::close(fd);
    return made;
}

/// What a row puts on the disk: a link's target, or what else there is to make.
static bool makeOddity(const TestTree &tree, const QByteArray &name, const QByteArray &what)
{
    const QByteArray path = tree.path(name);
    if (what == "fifo")
        return ::mkfifo(path.constData(), 0600) == 0;
    if (what == "socket")
        return makeSocket(path);
    if (what == "large")
        return tree.write(name, QByteArray(1235, 'x'));
    if (what == "file")
        return tree.write(name);
    if (what == "directory")
        return tree.write(name + "/inside");
    return ::symlink(what.constData(), path.constData()) == 0;
}

void tst_TreeWalk::skipsWithAReason_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QByteArray>("what");
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("reason");

    const auto row = [](const char *title, const QByteArray &name, const QByteArray &what,
                        const QString &reason) {
        QTest::newRow(title) << name << what << QString::fromUtf8(name) << reason;
    };
    row("a FIFO", "x", "fifo", u"It is not a regular file but a named pipe."_s);
    row("a socket", "x", "socket", u"It is not a regular file but a socket."_s);
    row("too large", "x", "large", u"It has 1,235 bytes; the limit is 1,234."_s);
    row("a link out", "x", "../../etc",
        u"It is a symbolic link that leads out of the folder (to ../../etc)."_s);
    row("an absolute link out", "x", "/etc/passwd",
        u"It is a symbolic link that leads out of the folder (to /etc/passwd)."_s);
    row("a link to a sibling with the same start", "x", "../@root@-other",
        u"It is a symbolic link that leads out of the folder (to ../@root@-other)."_s);
    row("a broken link", "x", "gone", u"It is a broken symbolic link (to gone)."_s);
    row("a link to itself", "x", "x", u"It is a symbolic link that leads back to itself (to x)."_s);
    row("a link to a file inside", "x", "ok", u"It is a symbolic link (to ok); links are not followed."_s);
    row("a link to the folder", "x", ".", u"It is a symbolic link (to .); links are not followed."_s);
    QTest::newRow("a name in Latin-1") << "caf\xE9.txt"_ba
                                       << "file"_ba << u"caf\\xE9.txt"_s << u"Its name is not valid UTF-8."_s;
    QTest::newRow("a directory's name")
        << "\xC3\xA9\xFF\xFE"_ba
        << "directory"_ba << u"\u00E9\\xFF\\xFE"_s << u"Its name is not valid UTF-8."_s;
}

void tst_TreeWalk::skipsWithAReason()
{
    QFETCH(QByteArray, name);
    QFETCH(QByteArray, what);
    QFETCH(QString, path);
    QFETCH(QString, reason);
    const TestTree tree;
    const QByteArray rootName = tree.path().mid(tree.path().lastIndexOf('/') + 1);
    QVERIFY(tree.write("ok"));
    QVERIFY(makeOddity(tree, name, what.replace("@root@", rootName)));
    reason.replace(u"@root@"_s, QFile::decodeName(rootName));
    const WalkOptions options{.root = tree.root(), .maxFileBytes = 1234};

    const Walk walk = walked(options);
    QCOMPARE(pathsOf(walk), QList<QByteArray>{"ok"});
    QCOMPARE(walk.problems.size(), 1);
    QCOMPARE(walk.problems.first().kind, FileProblem::Kind::Skipped);
    QCOMPARE(walk.problems.first().path, path);
    QCOMPARE(walk.problems.first().reason, reason);
    QVERIFY(walk.unreadable.isEmpty());

    const auto status = statPaths(options, {name, name + "/below"}, {});
    QVERIFY(status);
    QCOMPARE(status->at(0).kind, PathStatus::Kind::Skipped);
    QCOMPARE(status->at(0).reason, reason);
    QCOMPARE(status->at(1).kind, PathStatus::Kind::Missing);
}

void tst_TreeWalk::tellsWhichDirectoriesItCouldNotRead()
{
    const TestTree tree;
    QVERIFY(tree.write("open/a"));
    QVERIFY(tree.write("shut/b"));
    QVERIFY(tree.write("blind/c"));
    QCOMPARE(::chmod(tree.path().constData(), 0755), 0);
    QCOMPARE(::chmod(tree.path("shut").constData(), 0), 0);
    QCOMPARE(::chmod(tree.path("blind").constData(), 0444), 0); // may be listed, not looked into
    Walk walk;
    std::vector<PathStatus> statuses;
    {
        const AsNobody nobody;
        walk = walked({.root = tree.root()});
        if (auto found = statPaths({.root = tree.root()}, {"shut/b", "blind/c", "open/a"}, {}))
            statuses = *std::move(found);
    }
    QCOMPARE(pathsOf(walk), QList<QByteArray>{"open/a"});
    QCOMPARE(walk.unreadable, (QList<QByteArray>{"blind/c", "shut"}));
    QCOMPARE(walk.problems.size(), 2);
    for (const FileProblem &problem : std::as_const(walk.problems)) {
        QCOMPARE(problem.kind, FileProblem::Kind::Failed);
        QVERIFY2(problem.reason.contains(u"Permission denied"_s), qPrintable(problem.reason));
    }
    QCOMPARE(statuses.size(), 3U);
    QCOMPARE(statuses.at(0).kind, PathStatus::Kind::Unreadable);
    QCOMPARE(statuses.at(1).kind, PathStatus::Kind::Unreadable);
    QCOMPARE(statuses.at(2).kind, PathStatus::Kind::File);
}

void tst_TreeWalk::doesNotFollowADirectoryThatBecameALink()
{
    const TestTree tree;
    QVERIFY(tree.write("real/file"));
    QCOMPARE(::symlink("real", tree.path("link").constData()), 0);

    QCOMPARE(pathsOf(walked({.root = tree.root()})), QList<QByteArray>{"real/file"});
    QVERIFY(walked({.root = tree.root(), .below = "link"}).files.isEmpty());
    const auto statuses = statPaths({.root = tree.root()}, {"link/file", "real/../real/file"}, {});
    QVERIFY(statuses);
    QCOMPARE(statuses->at(0).kind, PathStatus::Kind::Missing);
    QCOMPARE(statuses->at(1).kind, PathStatus::Kind::Missing);
}

void tst_TreeWalk::stopsAtADepthThatCannotBeReal()
{
    const TestTree tree;
    QByteArray deep = "d";
    for (int i = 0; i < 300; ++i)
        deep += "/d";
    QVERIFY(tree.mkdirs(deep));
    QVERIFY(tree.write("d/file"));
    const Walk walk = walked({.root = tree.root()});
    QCOMPARE(pathsOf(walk), QList<QByteArray>{"d/file"});
    QCOMPARE(walk.unreadable.size(), 1);
}

void tst_TreeWalk::refusesAnotherRoot_data()
{
    QTest::addColumn<QByteArray>("root");
    QTest::addColumn<Error::Kind>("kind");

    QTest::newRow("missing") << "gone"_ba << Error::Kind::NotFound;
    QTest::newRow("a file") << "file"_ba << Error::Kind::Invalid;
    QTest::newRow("a link") << "link"_ba << Error::Kind::Invalid;
    QTest::newRow("not the one that was expected") << "other"_ba << Error::Kind::Unavailable;
}

void tst_TreeWalk::refusesAnotherRoot()
{
    QFETCH(QByteArray, root);
    QFETCH(Error::Kind, kind);
    const TestTree tree;
    QVERIFY(tree.write("file"));
    QVERIFY(tree.mkdirs("other"));
    QCOMPARE(::symlink("other", tree.path("link").constData()), 0);
    const WalkOptions options{.root = QFile::decodeName(tree.path(root)), .expected = *identify(tree.root())};

    const auto walk = walkTree(options, {});
    QVERIFY(!walk);
    QCOMPARE(walk.error().kind, kind);
    const auto statuses = statPaths(options, {"file"}, {});
    QVERIFY(!statuses);
    QCOMPARE(statuses.error().kind, kind);
}

void tst_TreeWalk::canBeStopped()
{
    const TestTree tree;
    std::stop_source stop;
    stop.request_stop();
    QCOMPARE(walkTree({.root = tree.root()}, stop.get_token()).error().kind, Error::Kind::Cancelled);
    QCOMPARE(statPaths({.root = tree.root()}, {"a"}, stop.get_token()).error().kind, Error::Kind::Cancelled);
}

void tst_TreeWalk::tellsWhatIsAtAPath_data()
{
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<PathStatus::Kind>("kind");

    QTest::newRow("a file") << "a.c"_ba << PathStatus::Kind::File;
    QTest::newRow("a file below") << "sub/deep/b.c"_ba << PathStatus::Kind::File;
    QTest::newRow("the root") << ""_ba << PathStatus::Kind::Directory;
    QTest::newRow("a directory") << "sub"_ba << PathStatus::Kind::Directory;
    QTest::newRow("nothing") << "sub/gone"_ba << PathStatus::Kind::Missing;
    QTest::newRow("nothing, nor a directory") << "gone/gone"_ba << PathStatus::Kind::Missing;
    QTest::newRow("below a file") << "a.c/x"_ba << PathStatus::Kind::Missing;
    QTest::newRow("ignored") << "sub/deep/c.log"_ba << PathStatus::Kind::Ignored;
    QTest::newRow("ignored by default") << "build"_ba << PathStatus::Kind::Ignored;
    QTest::newRow("below an ignored directory") << "build/x"_ba << PathStatus::Kind::Ignored;
    QTest::newRow("the parent's parent") << "../x"_ba << PathStatus::Kind::Missing;
    QTest::newRow("absolute") << "/etc/passwd"_ba << PathStatus::Kind::Missing;
}

void tst_TreeWalk::tellsWhatIsAtAPath()
{
    QFETCH(QByteArray, path);
    QFETCH(PathStatus::Kind, kind);
    const TestTree tree;
    for (const char *file : {"a.c", "sub/deep/b.c", "sub/deep/c.log", "build/x"})
        QVERIFY(tree.write(file));
    QVERIFY(tree.write("sub/.gitignore", "*.log\n"));
    const IgnoreRules rules(tree.root());
    const auto statuses = statPaths({.root = tree.root(), .rules = &rules}, {path}, {});
    QVERIFY(statuses);
    QCOMPARE(statuses->size(), 1U);
    QCOMPARE(statuses->front().path, path);
    QCOMPARE(statuses->front().kind, kind);
}

void tst_TreeWalk::agreesWithAWalkOnEveryPath()
{
    const TestTree tree;
    for (int i = 0; i < 300; ++i)
        QVERIFY(tree.write("d" + QByteArray::number(i % 7) + "/e" + QByteArray::number(i % 5) + "/f"
                           + QByteArray::number(i) + (i % 3 == 0 ? ".log" : ".c")));
    QVERIFY(tree.write("d3/.gitignore", "*.log\n"));
    const IgnoreRules rules(tree.root());
    const WalkOptions options{.root = tree.root(), .rules = &rules};
    const Walk walk = walked(options);
    QVERIFY(walk.files.size() > 200);
    const auto statuses = statPaths(options, pathsOf(walk), {});
    QVERIFY(statuses);
    for (std::size_t i = 0; i < walk.files.size(); ++i) {
        QCOMPARE(statuses->at(i).kind, PathStatus::Kind::File);
        QCOMPARE(statuses->at(i).stat, walk.files.row(i).stat);
    }
}

QTEST_GUILESS_MAIN(tst_TreeWalk)
#include "tst_TreeWalk.moc"
