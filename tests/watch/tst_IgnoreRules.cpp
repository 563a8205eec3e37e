#include "TestTree.h"

#include <watch/IgnoreRules.h>

#include <QTest>

using namespace vectray;
using namespace Qt::Literals::StringLiterals;

using Files = QList<std::pair<QByteArray, QByteArray>>;

class tst_IgnoreRules : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void decides_data();
    void decides();
    void explains_data();
    void explains();
    void obeysTheGlobs_data();
    void obeysTheGlobs();
    void obeysParentsOfTheRootUpToTheRepository();
    void startsAnewInANestedRepository();
    void readsExcludesFileFromTheConfiguration_data();
    void readsExcludesFileFromTheConfiguration();
    void seesAnEditAtOnce();
    void namesTheFilesThatNoWatcherOfTheRootSees();

private:
    QTemporaryDir m_home;
};

void tst_IgnoreRules::initTestCase()
{
    qputenv("HOME", QFile::encodeName(m_home.path()));
    qputenv("GIT_CONFIG_NOSYSTEM", "1");
    qunsetenv("XDG_CONFIG_HOME");
}

/// A trailing slash says that the path is a directory.
static IgnoreVerdict verdict(const IgnoreRules &rules, QByteArray path)
{
    const bool isDirectory = path.endsWith('/');
    if (isDirectory)
        path.chop(1);
    return rules.verdict(path, isDirectory);
}

void tst_IgnoreRules::decides_data()
{
    QTest::addColumn<Files>("files");
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<bool>("ignored");

    const Files none;
    QTest::newRow("a plain file") << none << "src/a.c"_ba << false;
    QTest::newRow("default: a directory") << none << "a/node_modules/x.js"_ba << true;
    QTest::newRow("default: never a part of a name") << none << "rebuild/outer/distance.c"_ba << false;
    QTest::newRow("default: by ending") << none << "a/m.pyc"_ba << true;
    QTest::newRow("default: an editor's backup") << none << "a/story.txt~"_ba << true;
    QTest::newRow("default: an editor's autosave") << none << "a/#story.txt#"_ba << true;
    QTest::newRow("default: not only a number sign") << none << "a/#"_ba << false;
    QTest::newRow("default: a dotfile") << none << "a/.env"_ba << true;
    QTest::newRow("default: below a dot directory") << none << ".github/workflows/ci.yml"_ba << true;
    QTest::newRow("the root is never ignored") << none << ""_ba << false;

    const Files git{{".gitignore", "*.log\n!keep.log\n/only-top\ntmp/\ndist\n!dist\n"},
                    {"a/.gitignore", "*.txt\n!/b.txt\n"}};
    QTest::newRow("git: anywhere") << git << "a/b/c.log"_ba << true;
    QTest::newRow("git: brought back") << git << "a/keep.log"_ba << false;
    QTest::newRow("git: anchored") << git << "only-top"_ba << true;
    QTest::newRow("git: anchored, elsewhere") << git << "a/only-top"_ba << false;
    QTest::newRow("git: directories only") << git << "a/tmp/x"_ba << true;
    QTest::newRow("git: directories only, a file") << git << "a/tmp"_ba << false;
    QTest::newRow("git: not back below an ignored directory") << git << "tmp/keep.log"_ba << true;
    QTest::newRow("git: nested") << git << "a/c.txt"_ba << true;
    QTest::newRow("git: nested, brought back") << git << "a/b.txt"_ba << false;
    QTest::newRow("git: nested, outside") << git << "c.txt"_ba << false;
    QTest::newRow("git cannot undo a default") << git << "dist/x"_ba << true;

    const Files docker{
        {".dockerignore", "# all\n*.md\n!README.md\ndocs\n!docs/keep/**\n /lead/ \n**/deep.txt\n"}};
    QTest::newRow("docker: at the root") << docker << "a.md"_ba << true;
    QTest::newRow("docker: brought back") << docker << "README.md"_ba << false;
    QTest::newRow("docker: only at the root") << docker << "a/a.md"_ba << false;
    QTest::newRow("docker: below a directory") << docker << "docs/a/b"_ba << true;
    QTest::newRow("docker: back below an ignored directory") << docker << "docs/keep/b"_ba << false;
    QTest::newRow("docker: slashes and blanks around") << docker << "lead/x"_ba << true;
    QTest::newRow("docker: anywhere if it says so") << docker << "a/b/deep.txt"_ba << true;
    QTest::newRow("docker: a file below does not count")
        << Files{{"a/.dockerignore", "*.md\n"}} << "a/b.md"_ba << false;

    const Files own{
        {".gitignore", "*.log\n"}, {".vectrayignore", "!a.log\nbig/\n"}, {"a/.vectrayignore", "*.csv\n"}};
    QTest::newRow("own: ignores") << own << "big/x"_ba << true;
    QTest::newRow("own: nested") << own << "a/b/c.csv"_ba << true;
    QTest::newRow("own: cannot undo git's") << own << "a.log"_ba << true;
    QTest::newRow("ignore files are not indexed") << own << "a/.vectrayignore"_ba << true;

    const Files odd{
        {".gitignore", "\xEF\xBB\xBF*.bom\r\nspace\\ \ntrail   \n\\#x\n\\!y\n[[:digit:]].z\n\xFF.bin\n"}};
    QTest::newRow("byte order mark and CRLF") << odd << "x.bom"_ba << true;
    QTest::newRow("an escaped blank at the end") << odd << "space "_ba << true;
    QTest::newRow("blanks at the end") << odd << "trail"_ba << true;
    QTest::newRow("an escaped hash") << odd << "#x"_ba << true;
    QTest::newRow("an escaped exclamation mark") << odd << "!y"_ba << true;
    QTest::newRow("a named class") << odd << "7.z"_ba << true;
    QTest::newRow("bytes that are not UTF-8") << odd << "\xFF.bin"_ba << true;
}

void tst_IgnoreRules::decides()
{
    QFETCH(Files, files);
    QFETCH(QByteArray, path);
    QFETCH(bool, ignored);
    const TestTree tree;
    for (const auto &[name, content] : files)
        QVERIFY(tree.write(name, content));

    QCOMPARE(verdict(IgnoreRules(tree.root()), path).ignored, ignored);
}

void tst_IgnoreRules::explains_data()
{
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<bool>("ignored");
    QTest::addColumn<QString>("rule");
    QTest::addColumn<QString>("source"); // a leading slash: below the root
    QTest::addColumn<int>("line");

    QTest::newRow("nothing to say") << "a.c"_ba << false << QString() << QString() << 0;
    QTest::newRow("a default") << "x/build/y"_ba << true << u"build"_s << u"default"_s << 0;
    QTest::newRow("a dotfile") << "x/.y/z"_ba << true << u".*"_s << u"default"_s << 0;
    QTest::newRow("git's") << "sub/x.log"_ba << true << u"*.log"_s << u"/.gitignore"_s << 2;
    QTest::newRow("an exception of git's")
        << "sub/keep.log"_ba << false << u"!keep.log"_s << u"/sub/.gitignore"_s << 1;
    QTest::newRow("the directory's rule")
        << "sub/gone/x"_ba << true << u"gone/"_s << u"/sub/.gitignore"_s << 2;
    QTest::newRow("docker's") << "b.md"_ba << true << u"*.md"_s << u"/.dockerignore"_s << 1;
    QTest::newRow("our own") << "b.csv"_ba << true << u"*.csv"_s << u"/.vectrayignore"_s << 1;
    QTest::newRow("exclude") << "b.tmp"_ba << true << u"*.tmp"_s << u"exclude"_s << 2;
    QTest::newRow("include") << "b.rs"_ba << true << QString() << u"include"_s << 0;
    QTest::newRow("included by") << "b.py"_ba << false << u"*.py"_s << u"include"_s << 2;
}

void tst_IgnoreRules::explains()
{
    QFETCH(QByteArray, path);
    QFETCH(bool, ignored);
    QFETCH(QString, rule);
    QFETCH(QString, source);
    QFETCH(int, line);
    const TestTree tree;
    QVERIFY(tree.write(".gitignore", "\n*.log\n"));
    QVERIFY(tree.write("sub/.gitignore", "!keep.log\ngone/\n"));
    QVERIFY(tree.write(".dockerignore", "*.md\n"));
    QVERIFY(tree.write(".vectrayignore", "*.csv\n"));
    IgnoreRules::Options options{.exclude = {u"*.bak"_s, u"*.{tmp,temp}"_s}};
    if (source == u"include")
        options.include = {u"*.c"_s, u"*.py"_s};

    const QString file = source.startsWith(u'/') ? tree.root() + source : source;
    QCOMPARE(verdict(IgnoreRules(tree.root(), options), path),
             (IgnoreVerdict{.ignored = ignored, .rule = rule, .source = file, .line = line}));
}

void tst_IgnoreRules::obeysTheGlobs_data()
{
    QTest::addColumn<QStringList>("include");
    QTest::addColumn<QStringList>("exclude");
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<bool>("ignored");

    const QStringList none;
    QTest::newRow("an ending") << QStringList{u"*.py"_s} << none << "a/b.py"_ba << false;
    QTest::newRow("not the ending") << QStringList{u"*.py"_s} << none << "a/b.rs"_ba << true;
    QTest::newRow("a directory that may hold it") << QStringList{u"*.py"_s} << none << "a/"_ba << false;
    QTest::newRow("a directory brings all") << QStringList{u"/src"_s} << none << "src/a/b.rs"_ba << false;
    QTest::newRow("with two stars") << QStringList{u"src/**"_s} << none << "src/a/b.rs"_ba << false;
    QTest::newRow("elsewhere") << QStringList{u"src/**"_s} << none << "lib/a.rs"_ba << true;
    QTest::newRow("braces") << QStringList{u"*.{ts,ts{x,y}}"_s} << none << "a.tsx"_ba << false;
    QTest::newRow("braces, something else") << QStringList{u"*.{ts,tsx}"_s} << none << "a.tsy"_ba << true;
    const QString endless = u'{' + QString(200'000, u',') + u'}' + QString(200'000, u'x');
    QTest::newRow("braces that nobody could spell out") << QStringList{endless} << none << "a.ts"_ba << true;
    QTest::newRow("exclude wins") << QStringList{u"*.py"_s} << QStringList{u"test_*"_s} << "a/test_b.py"_ba
                                  << true;
    QTest::newRow("include cannot undo a default") << QStringList{u"**"_s} << none << "build/a"_ba << true;
}

void tst_IgnoreRules::obeysTheGlobs()
{
    QFETCH(QStringList, include);
    QFETCH(QStringList, exclude);
    QFETCH(QByteArray, path);
    QFETCH(bool, ignored);
    const TestTree tree;
    QCOMPARE(verdict(IgnoreRules(tree.root(), {.include = include, .exclude = exclude}), path).ignored,
             ignored);
}

static bool makeRepository(const TestTree &tree, const QByteArray &directory)
{
    return tree.write(directory + "/.git/HEAD", "ref: refs/heads/main\n")
        && tree.mkdirs(directory + "/.git/info");
}

void tst_IgnoreRules::obeysParentsOfTheRootUpToTheRepository()
{
    const TestTree tree;
    QVERIFY(makeRepository(tree, "repo"));
    QVERIFY(tree.write(".gitignore", "*.outside\n"));
    QVERIFY(tree.write("repo/.gitignore", "/a/root/x\n*.top\n"));
    QVERIFY(tree.write("repo/a/.gitignore", "!keep.top\nroot/y\n"));
    QVERIFY(tree.write("repo/.git/info/exclude", "*.excl\n/a/root/z\n"));
    QVERIFY(tree.mkdirs("repo/a/root"));
    const IgnoreRules rules(tree.root() + u"/repo/a/root"_s);

    for (const char *path : {"x", "y", "z", "d/b.top", "d/b.excl"})
        QVERIFY2(rules.verdict(path, false).ignored, path);
    for (const char *path : {"d/x", "keep.top", "b.outside"})
        QVERIFY2(!rules.verdict(path, false).ignored, path);
}

void tst_IgnoreRules::startsAnewInANestedRepository()
{
    const TestTree tree;
    QVERIFY(tree.write(".gitignore", "*.log\n"));
    QVERIFY(makeRepository(tree, "inner"));
    QVERIFY(tree.write("inner/.git/info/exclude", "*.excl\n"));
    const IgnoreRules rules(tree.root());

    QVERIFY(rules.verdict("a.log", false).ignored);
    QVERIFY(!rules.verdict("inner/a.log", false).ignored);
    QVERIFY(rules.verdict("inner/d/a.excl", false).ignored);
    QVERIFY(!rules.verdict("a.excl", false).ignored);
}

void tst_IgnoreRules::readsExcludesFileFromTheConfiguration_data()
{
    QTest::addColumn<QByteArray>("file");
    QTest::addColumn<QByteArray>("content");

    QTest::newRow("the user's") << ".gitconfig"_ba
                                << "[user]\n\tname = x\n[Core]\n\texcludesFile = ~/mine # all\n"_ba;
    QTest::newRow("on the section's line") << ".gitconfig"_ba
                                           << "[core] EXCLUDESFILE = \"~/mine\"\n"_ba;
    QTest::newRow("XDG") << ".config/git/config"_ba
                         << "[core]\nexcludesfile=~/mi\\\nne\n"_ba;
    QTest::newRow("included") << ".gitconfig"_ba
                              << "[include]\npath = other\n"_ba;
    QTest::newRow("the default") << ".config/git/ignore"_ba
                                 << "*.swp\n"_ba;
}

void tst_IgnoreRules::readsExcludesFileFromTheConfiguration()
{
    QFETCH(QByteArray, file);
    QFETCH(QByteArray, content);
    const TestTree home;
    qputenv("HOME", home.path());
    QVERIFY(home.write(file, content));
    QVERIFY(home.write("mine", "*.swp\n"));
    QVERIFY(home.write("other", "[core]\nexcludesFile = ~/mine\n"));
    const TestTree tree;
    QVERIFY(IgnoreRules(tree.root()).verdict("a/b.swp", false).ignored);
    qputenv("HOME", QFile::encodeName(m_home.path()));
    QVERIFY(!IgnoreRules(tree.root()).verdict("a/b.swp", false).ignored);
}

void tst_IgnoreRules::seesAnEditAtOnce()
{
    const TestTree tree;
    const IgnoreRules rules(tree.root());
    QVERIFY(!rules.verdict("a/b", false).ignored);
    QVERIFY(tree.write("a/.gitignore", "b\n"));
    QVERIFY(rules.verdict("a/b", false).ignored);
}

void tst_IgnoreRules::namesTheFilesThatNoWatcherOfTheRootSees()
{
    const TestTree tree;
    QVERIFY(makeRepository(tree, "repo"));
    QVERIFY(tree.mkdirs("repo/a"));
    const QList<QByteArray> files = IgnoreRules(tree.root() + u"/repo/a"_s).outsideFiles();
    for (const char *file : {"repo/.gitignore", "repo/.git/info/exclude", "repo/.git/config"})
        QVERIFY2(files.contains(tree.path(file)), file);
    QVERIFY(files.contains(QFile::encodeName(m_home.path()) + "/.config/git/ignore"));
}

QTEST_GUILESS_MAIN(tst_IgnoreRules)
#include "tst_IgnoreRules.moc"
