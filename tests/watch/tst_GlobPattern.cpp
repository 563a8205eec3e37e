#include <QElapsedTimer>
#include <QTest>

#include <GlobPattern.h>

using namespace vectray;

class tst_GlobPattern : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void matchesAsGitDoes_data();
    void matchesAsGitDoes();
    void matchesAsDockerDoes_data();
    void matchesAsDockerDoes();
    void isNotSlowedByAHostilePattern();
};

void tst_GlobPattern::matchesAsGitDoes_data()
{
    QTest::addColumn<QByteArray>("pattern");
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<bool>("matches");
    const auto row = [](const char *pattern, const char *text, bool matches) {
        QTest::addRow("%s ~ %s", pattern, text) << QByteArray(pattern) << QByteArray(text) << matches;
    };

    row("foo", "foo", true);
    row("foo", "foobar", false);
    row("*.c", "a.c", true);
    row("*.c", "d/a.c", false);
    row("a*", "a", true);
    row("?", "\xC3", true);
    row("?", "/", false);
    row("**/foo", "foo", true);
    row("**/foo", "a/b/foo", true);
    row("**/foo", "a/bfoo", false);
    row("a/**", "a/b/c", true);
    row("a/**/b", "a/b", true);
    row("a/**/b", "a/x/y/b", true);
    row("a/**/b", "a/xb", false);
    row("a**b/c", "ab/c", true);
    row("a/x**y", "a/x/y", false);
    row("[a-c]", "b", true);
    row("[!a-c]", "b", false);
    row("[^a-c]", "d", true);
    row("[]-]", "]", true);
    row("[]-]", "-", true);
    row("[a-]", "-", true);
    row("[[:digit:]x]", "7", true);
    row("[[:space:]]", "\v", false);
    row("[[:nonsense:]]", "a", false);
    row("[[:]", ":", true);
    row("[a", "[a", false);
    row("[!a]", "/", false);
    row("\\*", "*", true);
    row("\\*", "a", false);
    row("a\\", "a\\", false);
    row("[\\]]", "]", true);
    row("[c-a]", "b", false);
}

void tst_GlobPattern::matchesAsGitDoes()
{
    QFETCH(QByteArray, pattern);
    QFETCH(QByteArray, text);
    QFETCH(bool, matches);
    QCOMPARE(GlobPattern::git(pattern).matches(text), matches);
}

void tst_GlobPattern::matchesAsDockerDoes_data()
{
    QTest::addColumn<QByteArray>("pattern");
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<bool>("matches");
    const auto row = [](const char *pattern, const char *text, bool matches) {
        QTest::addRow("%s ~ %s", pattern, text) << QByteArray(pattern) << QByteArray(text) << matches;
    };

    row("*.md", "a.md", true);
    row("*.md", "docs/a.md", false);
    row("**/*.md", "docs/x/a.md", true);
    row("**/*.md", "a.md", true);
    row("a**", "ab/c", true);
    row("a**b", "a/x/b", true);
    row("a*b**c", "axbxbc", true);
    row("?", "\xC3\xA9", true);
    row("??", "\xC3\xA9", false);
    row("[^a]", "\xC3\xA9", true);
    row("[!a]", "!", true);
    row("[!a]", "b", false);
}

void tst_GlobPattern::matchesAsDockerDoes()
{
    QFETCH(QByteArray, pattern);
    QFETCH(QByteArray, text);
    QFETCH(bool, matches);
    QCOMPARE(GlobPattern::docker(pattern).matches(text), matches);
}

void tst_GlobPattern::isNotSlowedByAHostilePattern()
{
    const QByteArray stars = QByteArray("*a").repeated(100);
    const QByteArray pattern = stars + "**/" + stars + "b";
    const QByteArray text = QByteArray(4000, 'a') + "cb";
    const GlobPattern glob = GlobPattern::git(pattern);
    QElapsedTimer timer;
    timer.start();
    QVERIFY(!glob.matches(text));
    QVERIFY2(timer.elapsed() < 2000, qPrintable(QString::number(timer.elapsed())));
}

QTEST_APPLESS_MAIN(tst_GlobPattern)
#include "tst_GlobPattern.moc"
