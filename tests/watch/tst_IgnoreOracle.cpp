#include "TestTree.h"

#include <watch/DisplayPath.h>
#include <watch/IgnoreRules.h>

#include <QProcess>
#include <QSet>
#include <QTest>

#include <random>

using namespace vectray;
using namespace Qt::Literals::StringLiterals;

/// Compares with git itself on generated trees and patterns.
class tst_IgnoreOracle : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void agreesWithGit_data();
    void agreesWithGit();
    void cleanupTestCase();

private:
    TestTree m_home;
    int m_asked = 0;
    int m_matched = 0;
};

namespace {

/// Names and patterns from a small alphabet, so that they meet often.
class Generator
{
public:
    explicit Generator(unsigned seed) : m_random(seed) {}

    int below(int limit) { return std::uniform_int_distribution(0, limit - 1)(m_random); }
    bool chance(int percent) { return below(100) < percent; }

    QByteArray name()
    {
        static const QByteArrayList names{
            "a",   "b",      "ab",  "abc",  "foo", "foo.c",   "bar.o",    "a.b.c",    "x y", "tail ",
            "#h",  "!n",     "[x]", "a*b",  "q?",  "back\\s", "\xC3\xA9", "\xFF\x01", "Z",   "-",
            "a-b", "foobar", "7",   ".dot", "]",   "{a,b}",   "a\tb",     "new\nline"};
        return names.at(below(int(names.size())));
    }

    QByteArray path()
    {
        QByteArray result = name();
        for (int depth = below(4); depth > 0; --depth)
            result += '/' + name();
        return result;
    }

    /// A pattern made from a path that there may be, with parts of it replaced.
    QByteArray pattern()
    {
        static const QByteArrayList pieces{
            "*",     "?",    "**",          "***",         "[a-c]",
            "[!a]",  "[^f]", "[[:alpha:]]", "[[:punct:]]", "[]x]",
            "[a-]",  "\\",   "[",           "[[:bad:]]",   "*.c",
            "**/",   "/**",  "\\ ",         "[\\]x]",      "[[:space:]]",
            "[z-a]", "f*",   "*o",          "\\*",         "[[:digit:][:upper:]]",
            "//"};
        QByteArray result = escaped(chance(40) ? name() : path());
        for (int changes = below(3); changes > 0; --changes) {
            const int at = below(int(result.size()) + 1);
            result.replace(at, below(3), pieces.at(below(int(pieces.size()))));
        }
        if (chance(15))
            result.prepend('/');
        if (chance(15))
            result.prepend("**/");
        if (chance(25))
            result.append(chance(80) ? "/" : "/**");
        if (chance(20))
            result.prepend('!');
        if (chance(10))
            result.append(chance(50) ? "  " : "\\ ");
        if (chance(5))
            result.append('\r');
        return result.replace('\n', '?');
    }

private:
    QByteArray escaped(const QByteArray &plain)
    {
        QByteArray result;
        for (const char c : plain) {
            if (QByteArrayView("*?[\\#! ").contains(c) && chance(60))
                result.append('\\');
            result.append(c);
        }
        return result;
    }

    std::mt19937 m_random;
};

struct Answer
{
    QByteArray source; ///< as git writes it: relative to the repository, where it lies in it
    int line = 0;
    QByteArray pattern; ///< empty: none matches
    QByteArray path;

    bool ignored() const { return !pattern.isEmpty() && !pattern.startsWith('!'); }
};

QList<Answer> askGit(const QString &repository, const QByteArrayList &paths)
{
    QProcess git;
    git.setWorkingDirectory(repository);
    git.start(u"git"_s, {u"check-ignore"_s, u"--no-index"_s, u"-v"_s, u"-n"_s, u"--stdin"_s, u"-z"_s});
    for (const QByteArray &path : paths)
        git.write(path + '\0');
    git.closeWriteChannel();
    if (!git.waitForFinished(60'000))
        return {};
    QList<Answer> answers;
    const QByteArrayList fields = git.readAllStandardOutput().split('\0');
    for (qsizetype i = 0; i + 3 < fields.size(); i += 4)
        answers.append({fields.at(i), fields.at(i + 1).toInt(), fields.at(i + 2), fields.at(i + 3)});
    return answers;
}

/// Files in random places, and the directories that hold them.
QByteArrayList growTree(Generator &generate, const TestTree &tree)
{
    QSet<QByteArray> paths;
    while (paths.size() < 160) {
        const QByteArray path = generate.path();
        struct stat found = {};
        if (::lstat(tree.path(path).constData(), &found) == 0 || !tree.write(path))
            continue;
        for (QByteArray part = path; !part.isEmpty();
             part.truncate(std::max<qsizetype>(part.lastIndexOf('/'), 0)))
            paths.insert(part);
    }
    QByteArrayList sorted = paths.values();
    std::ranges::sort(sorted);
    return sorted;
}

bool writeRules(Generator &generate, const TestTree &tree, const QByteArrayList &paths)
{
    QByteArrayList files{".gitignore", ".git/info/exclude"};
    for (const QByteArray &path : paths) {
        if (tree.isDirectory(path) && generate.chance(25))
            files.append(path + "/.gitignore");
    }
    return std::ranges::all_of(files, [&](const QByteArray &file) {
        QByteArrayList lines;
        for (int count = 1 + generate.below(8); count > 0; --count)
            lines.append(generate.pattern());
        return tree.write(file, lines.join('\n') + (generate.chance(80) ? "\n" : ""));
    });
}

QString shown(const QByteArray &bytes)
{
    return QString::fromUtf8(bytes.toPercentEncoding("/ *?![]:"));
}

} // namespace

void tst_IgnoreOracle::initTestCase()
{
    if (QProcess::execute(u"git"_s, {u"--version"_s}) != 0)
        QSKIP("git is not installed");
    qputenv("HOME", m_home.path());
    qputenv("GIT_CONFIG_NOSYSTEM", "1");
    qunsetenv("XDG_CONFIG_HOME");
}

void tst_IgnoreOracle::agreesWithGit_data()
{
    QTest::addColumn<unsigned>("seed");
    const int trees = std::max(80, qEnvironmentVariableIntValue("VECTRAY_ORACLE_TREES"));
    for (unsigned seed = 1; seed <= unsigned(trees); ++seed)
        QTest::addRow("seed %u", seed) << seed;
}

void tst_IgnoreOracle::agreesWithGit()
{
    QFETCH(unsigned, seed);
    Generator generate(seed);
    const TestTree tree;
    QCOMPARE(QProcess::execute(u"git"_s, {u"init"_s, u"-q"_s, tree.root()}), 0);
    const QByteArrayList paths = growTree(generate, tree);
    QVERIFY(writeRules(generate, tree, paths));
    QVERIFY(m_home.write(".gitconfig", "[core]\n\texcludesFile = ~/excludes\n"));
    QVERIFY(m_home.write("excludes", generate.pattern() + '\n' + generate.pattern() + '\n'));

    const QList<Answer> answers = askGit(tree.root(), paths);
    QCOMPARE(answers.size(), paths.size());
    const IgnoreRules rules(tree.root(), {.useDefaults = false});
    for (const Answer &git : answers) {
        const IgnoreVerdict ours = rules.verdict(git.path, tree.isDirectory(git.path));
        const QByteArray source =
            git.source.isEmpty() || git.source.startsWith('/') ? git.source : tree.path(git.source);
        const bool sameRule = ours.line == git.line && ours.source == displayPath(source);
        QVERIFY2(ours.ignored == git.ignored() && sameRule,
                 qPrintable(u"%1: git %2:%3:%4, we %5:%6:%7"_s.arg(
                     shown(git.path), shown(git.source), QString::number(git.line), shown(git.pattern),
                     ours.source, QString::number(ours.line), ours.rule)));
        m_matched += git.pattern.isEmpty() ? 0 : 1;
        ++m_asked;
    }
}

void tst_IgnoreOracle::cleanupTestCase()
{
    qInfo("%d paths, %d decided by a pattern", m_asked, m_matched);
    QVERIFY(m_matched >= 2000); // else the patterns no longer meet the paths, and agreement means little
}

QTEST_GUILESS_MAIN(tst_IgnoreOracle)
#include "tst_IgnoreOracle.moc"
