#include "CommandTable.h"
#include "Completions.h"
#include "Help.h"

#include <base/SettingsTable.h>

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QRegularExpression>
#include <QStandardPaths>
#include <QTest>

using namespace vectray;
using namespace Qt::Literals::StringLiterals;
using Shell = command::Completions::Shell;

/// What is written about the command line agrees with the command line.
class tst_Manual : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void namesEveryOptionOfEveryHelp_data();
    void namesEveryOptionOfEveryHelp();
    void namesEveryExitCode();
    void isWellFormed_data();
    void isWellFormed();
    void namesEverySetting();
    void namesEveryRoute();
    void completionsAreThoseThatArePackaged_data();
    void completionsAreThoseThatArePackaged();
    void completionsAreAcceptedByTheShell_data();
    void completionsAreAcceptedByTheShell();
    void bashCompletes_data();
    void bashCompletes();
};

namespace {

QByteArray contents(const QString &path)
{
    QFile file(QStringLiteral(VECTRAY_SOURCE_DIR) + path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// The manual's source without the backslashes that keep its hyphens ASCII.
QString manual()
{
    return QString::fromUtf8(contents(u"/docs/man/vectray.1"_s)).remove(u'\\');
}

/// The part about one command: from its heading to the next one.
QString chapter(const QString &command)
{
    const QString text = manual();
    if (command.isEmpty())
        return text.section(u".SH OPTIONS"_s, 1).section(u".SH "_s, 0, 0);
    const QRegularExpression heading(u"^\\.SS %1\\b.*$"_s.arg(command), QRegularExpression::MultilineOption);
    const QRegularExpressionMatch match = heading.match(text);
    return match.hasMatch()
        ? text.sliced(match.capturedStart()).section(QRegularExpression(u"\n\\.S[SH] "_s), 0, 0)
        : QString();
}

QByteArray run(const QString &program, const QStringList &args, const QByteArray &input = {})
{
    QProcess process;
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.start(program, args);
    process.write(input);
    process.closeWriteChannel();
    if (!process.waitForFinished() || process.exitStatus() != QProcess::NormalExit)
        return "it did not finish";
    return process.readAll();
}

} // namespace

void tst_Manual::namesEveryOptionOfEveryHelp_data()
{
    QTest::addColumn<int>("at");
    int at = 0;
    for (const CommandSpec &command : commandTable())
        QTest::newRow(*command.name == '\0' ? "vectray" : command.name) << at++;
}

void tst_Manual::namesEveryOptionOfEveryHelp()
{
    QFETCH(int, at);
    const CommandSpec &command = commandTable().at(std::size_t(at));
    const QString about = chapter(QString::fromLatin1(command.name));
    QVERIFY2(!about.isEmpty(), "no heading");
    const QString common = manual().section(u".SS Options of all commands"_s, 1).section(u"\n.S"_s, 0, 0);
    static const QRegularExpression option(u"(?<![\\w-])--[a-z][a-z-]*"_s);
    auto matches = option.globalMatch(helpFor(command));
    int options = 0;
    while (matches.hasNext()) {
        const QString name = matches.next().captured();
        if (name == "--help"_L1 && command.verb != Verb::Tray)
            continue; // in every help, in the manual once
        const QRegularExpression whole(QRegularExpression::escape(name) + u"(?![\\w-])"_s);
        const bool isCommon = command.verb != Verb::Tray && common.contains(whole);
        QVERIFY2(about.contains(whole) || isCommon, qPrintable(name));
        ++options;
    }
    QVERIFY(options > 0);
}

void tst_Manual::namesEveryExitCode()
{
    const QString codes = manual().section(u".SH EXIT STATUS"_s, 1).section(u".SH "_s, 0, 0);
    for (const int code : {0, 1, 2, 3, 4, 5, 6, 7, 124})
        QVERIFY2(codes.contains(u"\n.B %1\n"_s.arg(code)), qPrintable(QString::number(code)));
}

void tst_Manual::isWellFormed_data()
{
    QTest::addColumn<QString>("page");
    for (const char *page : {"vectray.1", "vectray-config.5", "vectray-rest.7"})
        QTest::newRow(page) << QString::fromLatin1(page);
}

void tst_Manual::isWellFormed()
{
    QFETCH(QString, page);
    const QString groff = QStandardPaths::findExecutable(u"groff"_s);
    if (groff.isEmpty())
        QSKIP("groff is not installed");
    const QByteArray source = contents(u"/docs/man/"_s + page);
    QVERIFY(!source.isEmpty());
    QCOMPARE(run(groff, {u"-man"_s, u"-ww"_s, u"-z"_s, u"-Tutf8"_s}, source), QByteArray());
}

void tst_Manual::namesEverySetting()
{
    const QString page = QString::fromUtf8(contents(u"/docs/man/vectray-config.5"_s)).remove(u'\\');
    for (const SettingSpec &setting : settingsTable()) {
        const QString heading = setting.environment.isEmpty()
            ? u"\n.B %1\n"_s.arg(setting.key)
            : u"\n.BR %1 \", \" %2\n"_s.arg(setting.key, QString::fromLatin1(setting.environment));
        QVERIFY2(page.contains(heading), qPrintable(heading));
    }
}

/// The routes as the sources have them.
void tst_Manual::namesEveryRoute()
{
    static const QRegularExpression route(
        u"(?:add\\(|\\.method = )\"(GET|POST|PATCH|PUT|DELETE)\",\\s*(?:\\.path = )?\"(/[^\"]*)\""_s);
    const QString page = QString::fromUtf8(contents(u"/docs/man/vectray-rest.7"_s)).remove(u'\\');
    QStringList sources{u"/app/Application.cpp"_s};
    for (const QString &name : QDir(QStringLiteral(VECTRAY_SOURCE_DIR "/app/server")).entryList({u"*.cpp"_s}))
        sources << u"/app/server/"_s + name;
    int routes = 0;
    for (const QString &source : sources) {
        const QString text = QString::fromUtf8(contents(source));
        for (auto matches = route.globalMatch(text); matches.hasNext(); ++routes) {
            const QRegularExpressionMatch match = matches.next();
            const QString heading = u".B %1 %2\n"_s.arg(match.captured(1), match.captured(2));
            QVERIFY2(page.contains(heading), qPrintable(heading));
        }
    }
    QVERIFY(routes > 15);
}

void tst_Manual::completionsAreThoseThatArePackaged_data()
{
    QTest::addColumn<Shell>("shell");
    QTest::addColumn<QString>("file");

    QTest::newRow("bash") << Shell::Bash << u"/packaging/completions/vectray.bash"_s;
    QTest::newRow("zsh") << Shell::Zsh << u"/packaging/completions/_vectray"_s;
    QTest::newRow("fish") << Shell::Fish << u"/packaging/completions/vectray.fish"_s;
}

void tst_Manual::completionsAreThoseThatArePackaged()
{
    QFETCH(Shell, shell);
    QFETCH(QString, file);
    // To write them anew: vectray completions SHELL > packaging/completions/...
    QCOMPARE(completionsFor(shell).toUtf8(), contents(file));
}

void tst_Manual::completionsAreAcceptedByTheShell_data()
{
    QTest::addColumn<Shell>("shell");
    QTest::addColumn<QString>("program");

    QTest::newRow("bash") << Shell::Bash << u"bash"_s;
    QTest::newRow("zsh") << Shell::Zsh << u"zsh"_s;
    QTest::newRow("fish") << Shell::Fish << u"fish"_s;
}

void tst_Manual::completionsAreAcceptedByTheShell()
{
    QFETCH(Shell, shell);
    QFETCH(QString, program);
    const QString path = QStandardPaths::findExecutable(program);
    if (path.isEmpty())
        QSKIP("the shell is not installed");
    QCOMPARE(run(path, {u"-n"_s}, completionsFor(shell).toUtf8()), QByteArray());
}

void tst_Manual::bashCompletes_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<QByteArray>("words");

    QTest::newRow("a command") << QByteArray("vectray sta") << QByteArray("start status");
    QTest::newRow("an option of a command")
        << QByteArray("vectray search --pa") << QByteArray("--path-prefix");
    QTest::newRow("behind an option's value")
        << QByteArray("vectray --port 4000 se") << QByteArray("serve search");
    QTest::newRow("a shell") << QByteArray("vectray completions f") << QByteArray("fish");
    QTest::newRow("a second word") << QByteArray("vectray mcp i") << QByteArray("install");
    QTest::newRow("an agent's program")
        << QByteArray("vectray mcp install cl") << QByteArray("claude-code claude-desktop");
    QTest::newRow("a setting") << QByteArray("vectray config get po") << QByteArray("port pollInterval");
    QTest::newRow("an option of two words")
        << QByteArray("vectray mcp install --d") << QByteArray("--dry-run");
    QTest::newRow("nothing for a query") << QByteArray("vectray search foo") << QByteArray();
    QTest::newRow("a path") << QByteArray("vectray add /et") << QByteArray("/etc");
}

void tst_Manual::bashCompletes()
{
    QFETCH(QByteArray, line);
    QFETCH(QByteArray, words);
    const QString bash = QStandardPaths::findExecutable(u"bash"_s);
    if (bash.isEmpty())
        QSKIP("bash is not installed");
    const QByteArray script =
        "compopt() { :; }\nvectray() { printf '%s 1 default\\n' port store pollInterval; }\n"
        + completionsFor(Shell::Bash).toUtf8() + "COMP_WORDS=(" + line
        + ")\nCOMP_CWORD=$((${#COMP_WORDS[@]} - 1))\n_vectray\necho -n \"${COMPREPLY[*]}\"\n";
    QCOMPARE(run(bash, {u"--norc"_s, u"-c"_s, QString::fromUtf8(script)}), words);
}

QTEST_GUILESS_MAIN(tst_Manual)
#include "tst_Manual.moc"
