#include <QDir>
#include <QTemporaryDir>
#include <QTest>

#include <cli/CommandLine.h>

using namespace vectray;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

class tst_CommandLine : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void understandsACommand_data();
    void understandsACommand();
    void understandsHowToRunTheDaemon_data();
    void understandsHowToRunTheDaemon();
    void understandsACopyBetweenStores();
    void complainsInASentence_data();
    void complainsInASentence();
    void helpsWithEveryCommand_data();
    void helpsWithEveryCommand();
    void saysItsVersion();
    void resolvesLinksOnTheWayToAFileButNotTheFileItself();

private:
    QTemporaryDir m_dir;
    QString m_here;
};

namespace {

ClientCommand client(command::Action action)
{
    return {std::move(action), false, {}, {}};
}

} // namespace

void tst_CommandLine::initTestCase()
{
    m_here = QDir(m_dir.path()).canonicalPath();
    QVERIFY(QDir::setCurrent(m_here));
    QVERIFY(QDir().mkpath(u"app/sub"_s));
}

void tst_CommandLine::understandsACommand_data()
{
    using namespace command;
    QTest::addColumn<QStringList>("args");
    QTest::addColumn<ClientCommand>("expected");
    const QString app = QDir(m_dir.path()).canonicalPath() + u"/app"_s;
    const FolderName folder{app, {}, {}};
    const auto row = [](const char *name, const QStringList &args, const ClientCommand &expected) {
        QTest::newRow(name) << args << expected;
    };

    row("a relative path", {u"add"_s, u"app"_s}, client(Add{folder, {}, {}, {}}));
    row("an absolute path", {u"add"_s, app}, client(Add{folder, {}, {}, {}}));
    row("a path with dots and slashes", {u"add"_s, u"./app/sub/..//"_s}, client(Add{folder, {}, {}, {}}));
    row("a path that is not there", {u"add"_s, u"gone/../nowhere"_s},
        client(Add{{m_here.isEmpty() ? QDir::currentPath() + u"/nowhere"_s : m_here + u"/nowhere"_s, {}, {}},
                   {},
                   {},
                   {}}));
    row("all of add",
        {u"add"_s, u"app"_s, u"--project"_s, u"p"_s, u"--dataset=d"_s, u"--include"_s, u"*.cpp"_s,
         u"--include"_s, u"[a,b].h"_s, u"--exclude=-x*"_s, u"--debounce"_s, u"50"_s},
        client(Add{{app, u"p"_s, u"d"_s}, {u"*.cpp"_s, u"[a,b].h"_s}, {u"-x*"_s}, 50ms}));
    row("options before the path", {u"add"_s, u"--include"_s, u"*.py"_s, u"app"_s},
        client(Add{folder, {u"*.py"_s}, {}, {}}));
    row("a glob that looks like a list", {u"add"_s, u"--include"_s, u"[ab]"_s, u"app"_s},
        client(Add{folder, {u"[ab]"_s}, {}, {}}));
    row("remove", {u"remove"_s, u"app"_s, u"--keep-index"_s}, client(Remove{folder, true}));
    row("list", {u"list"_s}, client(List{}));
    row("start", {u"start"_s, u"app"_s}, client(Start{folder}));
    row("stop", {u"stop"_s, u"app"_s, u"--project"_s, u"a/b"_s}, client(Stop{{app, u"a/b"_s, {}}}));
    row("pause all", {u"pause"_s}, client(Pause{}));
    row("pause one for a time", {u"pause"_s, u"app"_s, u"--for"_s, u"30m"_s}, client(Pause{folder, 30min}));
    row("pause all for days", {u"pause"_s, u"--for=2d"_s}, client(Pause{{}, 48h}));
    row("resume one", {u"resume"_s, u"app"_s}, client(Resume{folder}));
    row("sync by force", {u"sync"_s, u"--force"_s, u"app"_s}, client(Sync{folder, true}));
    row("sync all", {u"sync"_s}, client(Sync{{}, false}));
    row("status", {u"status"_s, u"--project"_s, u"p"_s}, client(Status{u"p"_s}));
    row("several words", {u"search"_s, u"retry"_s, u"with"_s, u"back-off"_s},
        client(Search{u"retry with back-off"_s, {}, {}, 10, {}, {}, {}}));
    row("words that are commands", {u"search"_s, u"list"_s, u"status"_s},
        client(Search{u"list status"_s, {}, {}, 10, {}, {}, {}}));
    row("words with a meaning to the parser", {u"search"_s, u"[a,b]"_s, u"C"_s, u"++"_s, u"-"_s},
        client(Search{u"[a,b] C ++ -"_s, {}, {}, 10, {}, {}, {}}));
    row("words after a double dash", {u"search"_s, u"--json"_s, u"--"_s, u"--limit"_s, u"--"_s, u"-x"_s},
        ClientCommand{Search{u"--limit -- -x"_s, {}, {}, 10, {}, {}, {}}, true, {}, {}});
    row("words of another script", {u"search"_s, u"повтор"_s, u"🎉"_s},
        client(Search{u"повтор 🎉"_s, {}, {}, 10, {}, {}, {}}));
    row("all of search",
        {u"search"_s, u"q"_s, u"--project"_s, u"p"_s, u"--dataset"_s, u"d"_s, u"--limit"_s, u"200"_s,
         u"--lang"_s, u"cpp"_s, u"--glob"_s, u"src/**"_s, u"--path-prefix"_s, u"src"_s},
        client(Search{u"q"_s, u"p"_s, u"d"_s, 200, u"cpp"_s, u"src/**"_s, u"src"_s}));
    row("explain", {u"explain"_s, u"app/x.txt"_s}, client(Explain{app + u"/x.txt"_s}));
    row("preview", {u"preview"_s, u"app"_s, u"--exclude"_s, u"*.md"_s},
        client(Preview{folder, {}, {u"*.md"_s}}));
    row("events", {u"events"_s, u"--follow"_s, u"--since"_s, u"0"_s}, client(Events{true, 0, {}}));
    row("paths", {u"paths"_s}, client(ShowPaths{}));
    row("doctor", {u"doctor"_s}, client(Doctor{}));
    row("completions", {u"completions"_s, u"fish"_s}, client(Completions{Completions::Shell::Fish}));
    row("the bridge", {u"mcp"_s}, client(Mcp{false, true}));
    row("all of the bridge", {u"mcp"_s, u"--allow-manage"_s, u"--no-start"_s}, client(Mcp{true, false}));
    row("an agent", {u"mcp"_s, u"install"_s, u"codex"_s}, client(McpInstall{.client = u"codex"_s}));
    row("all of an agent",
        {u"--allow-manage"_s, u"mcp"_s, u"install"_s, u"--scope=project"_s, u"zed"_s, u"--dry-run"_s,
         u"--uninstall"_s},
        client(McpInstall{u"zed"_s, true, true, true, true}));
    row("all settings", {u"config"_s}, client(ConfigGet{}));
    row("all settings in two words", {u"config"_s, u"get"_s}, client(ConfigGet{}));
    row("a setting", {u"config"_s, u"get"_s, u"port"_s}, client(ConfigGet{u"port"_s}));
    row("a setting that changes", {u"config"_s, u"set"_s, u"port"_s, u"4000"_s},
        client(ConfigSet{u"port"_s, u"4000"_s}));
    row("a setting that goes back", {u"config"_s, u"set"_s, u"port"_s, QString()},
        client(ConfigSet{u"port"_s, QString()}));
    row("an archive", {u"debug-archive"_s, u"--include-paths"_s, u"--output"_s, u"app/x.tar"_s},
        client(DebugArchive{app + u"/x.tar"_s, true}));
    row("token show", {u"token"_s, u"show"_s}, client(TokenShow{}));
    row("token rotate", {u"token"_s, u"rotate"_s, u"--port"_s, u"4000"_s},
        {TokenRotate{}, false, quint16(4000), {}});
    row("what all commands know", {u"list"_s, u"--json"_s, u"--port"_s, u"4000"_s, u"--timeout"_s, u"2"_s},
        ClientCommand{List{}, true, 4000, 2s});
    row("options before the command", {u"--port"_s, u"4000"_s, u"--json"_s, u"list"_s},
        ClientCommand{List{}, true, 4000, {}});
    row("the last of a repeated option", {u"list"_s, u"--port"_s, u"1"_s, u"--port"_s, u"2"_s},
        ClientCommand{List{}, false, 2, {}});
}

void tst_CommandLine::understandsACommand()
{
    QFETCH(QStringList, args);
    QFETCH(ClientCommand, expected);
    const auto parsed = parseCommandLine(args);
    QVERIFY2(parsed, parsed ? "" : qPrintable(parsed.error().message));
    const auto *command = std::get_if<ClientCommand>(&*parsed);
    QVERIFY(command);
    QVERIFY(*command == expected);
}

void tst_CommandLine::understandsHowToRunTheDaemon_data()
{
    QTest::addColumn<QStringList>("args");
    QTest::addColumn<bool>("tray");
    QTest::addColumn<DaemonOptions>("expected");

    QTest::newRow("nothing") << QStringList() << true << DaemonOptions();
    QTest::newRow("tray on a port") << QStringList{u"--port"_s, u"4000"_s} << true
                                    << DaemonOptions{4000, {}, {}};
    QTest::newRow("serve") << QStringList{u"serve"_s} << false << DaemonOptions();
    QTest::newRow("a relative data directory")
        << QStringList{u"serve"_s, u"--data-dir"_s, u"app"_s} << false
        << DaemonOptions{{}, QDir(m_dir.path()).canonicalPath() + u"/app"_s, {}};
    QTest::newRow("options on either side")
        << QStringList{u"--port"_s, u"1"_s, u"serve"_s, u"--store"_s, u"sqlite:/x.db"_s} << false
        << DaemonOptions{1, {}, u"sqlite:/x.db"_s};
}

void tst_CommandLine::understandsHowToRunTheDaemon()
{
    QFETCH(QStringList, args);
    QFETCH(bool, tray);
    QFETCH(DaemonOptions, expected);
    const auto parsed = parseCommandLine(args);
    QVERIFY(parsed);
    if (tray)
        QVERIFY(*parsed == Invocation(RunTray{expected, {}, {}}));
    else
        QVERIFY(*parsed == Invocation(RunServer{expected}));
}

void tst_CommandLine::understandsACopyBetweenStores()
{
    const QStringList words{
        u"store"_s, u"copy"_s, u"--from"_s, u"sqlite:/a"_s, u"--to"_s, u"postgresql://b/c"_s, u"--json"_s};
    const auto understood = parseCommandLine(words);
    QVERIFY(understood);
    const auto *copy = std::get_if<CopyStore>(&*understood);
    QVERIFY(copy != nullptr);
    QCOMPARE(*copy, (CopyStore{.from = u"sqlite:/a"_s, .to = u"postgresql://b/c"_s, .json = true}));
    QVERIFY(!parseCommandLine(words.mid(0, 4))); // to where?
}

void tst_CommandLine::complainsInASentence_data()
{
    QTest::addColumn<QStringList>("args");
    QTest::addColumn<QString>("sentence");
    const auto row = [](const char *name, const QStringList &args, const QString &sentence) {
        QTest::newRow(name) << args << sentence;
    };

    row("an unknown command", {u"serch"_s, u"x"_s},
        u"there is no command 'serch'. Did you mean search? See 'vectray --help'."_s);
    row("the start of a command", {u"comp"_s},
        u"there is no command 'comp'. Did you mean completions? See 'vectray --help'."_s);
    row("nothing like a command", {u"xyzzy"_s}, u"there is no command 'xyzzy'. See 'vectray --help'."_s);
    row("an unknown option", {u"add"_s, u"x"_s, u"--debonce"_s, u"5"_s},
        u"add: there is no option --debonce. Did you mean --debounce?"_s);
    row("an unknown option with a value", {u"add"_s, u"x"_s, u"--debonce=5"_s},
        u"add: there is no option --debonce. Did you mean --debounce?"_s);
    row("an option of another command", {u"list"_s, u"--data-dir"_s, u"/x"_s},
        u"list: there is no option --data-dir."_s);
    row("an unknown option of the tray", {u"--prot"_s, u"5"_s},
        u"there is no option --prot. Did you mean --port?"_s);
    row("no path", {u"add"_s}, u"add: a PATH is missing; see 'vectray add --help'."_s);
    row("an empty path", {u"add"_s, QString()}, u"add: a PATH is missing; see 'vectray add --help'."_s);
    row("two paths", {u"add"_s, u"a"_s, u"b"_s}, u"add: only one PATH can be given; 'b' is one too many."_s);
    row("no query", {u"search"_s, u"--json"_s},
        u"search: a QUERY is missing; see 'vectray search --help'."_s);
    row("a word too many", {u"list"_s, u"x"_s}, u"list: 'x' is one word too many."_s);
    row("no value", {u"list"_s, u"--port"_s}, u"list: --port needs a value."_s);
    row("a port that is no number", {u"list"_s, u"--port"_s, u"x"_s},
        u"list: --port takes a whole number from 1 to 65535, not 'x'."_s);
    row("a port that is too large", {u"serve"_s, u"--port"_s, u"65536"_s},
        u"serve: --port takes a whole number from 1 to 65535, not '65536'."_s);
    row("a limit of nothing", {u"search"_s, u"q"_s, u"--limit"_s, u"0"_s},
        u"search: --limit takes a whole number from 1 to 200, not '0'."_s);
    row("a negative event", {u"events"_s, u"--since=-1"_s},
        u"events: --since takes a whole number from 0 to 9223372036854775807, not '-1'."_s);
    row("a store of no kind", {u"serve"_s, u"--store"_s, u"mysql://x"_s},
        u"serve: --store takes sqlite:PATH or postgresql://..., not 'mysql://x'."_s);
    row("an unknown shell", {u"completions"_s, u"tcsh"_s},
        u"completions: there are completions for bash, zsh and fish, not for 'tcsh'."_s);
    row("an unknown agent", {u"mcp"_s, u"install"_s, u"emacs"_s},
        u"mcp install: there is no 'emacs'; it is one of claude-code, claude-desktop, codex, cursor, vscode, "
        u"gemini, "
        "opencode, zed, windsurf."_s);
    row("no agent", {u"mcp"_s, u"install"_s},
        u"mcp install: a CLIENT is missing; see 'vectray mcp install --help'."_s);
    row("an unknown scope", {u"mcp"_s, u"install"_s, u"zed"_s, u"--scope"_s, u"world"_s},
        u"mcp install: --scope takes user or project, not 'world'."_s);
    row("a second word that is none", {u"mcp"_s, u"instal"_s}, u"mcp: 'instal' is one word too many."_s);
    row("no value for a setting", {u"config"_s, u"set"_s, u"port"_s},
        u"config set: a VALUE is missing; see 'vectray config set --help'."_s);
    row("two settings", {u"config"_s, u"get"_s, u"port"_s, u"store"_s},
        u"config get: 'store' is one word too many."_s);
    row("a flag with a value", {u"list"_s, u"--json=maybe"_s}, {});
}

void tst_CommandLine::complainsInASentence()
{
    QFETCH(QStringList, args);
    QFETCH(QString, sentence);
    const auto parsed = parseCommandLine(args);
    QVERIFY(!parsed);
    QCOMPARE(parsed.error().kind, Error::Kind::Invalid);
    if (!sentence.isEmpty())
        QCOMPARE(parsed.error().message, sentence);
}

void tst_CommandLine::helpsWithEveryCommand_data()
{
    QTest::addColumn<QStringList>("args");
    QTest::addColumn<QString>("begin");

    QTest::newRow("root") << QStringList{u"--help"_s} << u"Usage: vectray [COMMAND] [OPTION...]\n"_s;
    QTest::newRow("short") << QStringList{u"-h"_s} << u"Usage: vectray [COMMAND] [OPTION...]\n"_s;
    QTest::newRow("help") << QStringList{u"help"_s} << u"Usage: vectray [COMMAND] [OPTION...]\n"_s;
    QTest::newRow("help for one") << QStringList{u"help"_s, u"add"_s}
                                  << u"Usage: vectray add [OPTION...] PATH\n"_s;
    QTest::newRow("pause") << QStringList{u"pause"_s, u"-h"_s}
                           << u"Usage: vectray pause [OPTION...] [PATH]\n"_s;
    QTest::newRow("search without its query")
        << QStringList{u"search"_s, u"--help"_s} << u"Usage: vectray search [OPTION...] QUERY...\n"_s;
}

void tst_CommandLine::helpsWithEveryCommand()
{
    QFETCH(QStringList, args);
    QFETCH(QString, begin);
    const auto parsed = parseCommandLine(args);
    QVERIFY(parsed);
    const auto *text = std::get_if<PrintText>(&*parsed);
    QVERIFY(text);
    QCOMPARE(text->text.left(begin.size()), begin);
}

void tst_CommandLine::saysItsVersion()
{
    const auto parsed = parseCommandLine({u"--version"_s});
    QVERIFY(parsed);
    const auto *text = std::get_if<PrintText>(&*parsed);
    QVERIFY(text);
    QVERIFY(text->text.startsWith(u"vectray "_s) && text->text.contains(u'.'));
}

void tst_CommandLine::resolvesLinksOnTheWayToAFileButNotTheFileItself()
{
    QVERIFY(QFile::link(m_here + u"/app/sub"_s, m_here + u"/short"_s));
    QVERIFY(QFile::link(u"nothing"_s, m_here + u"/app/sub/link.txt"_s));
    const auto parsed = parseCommandLine({u"explain"_s, u"short/link.txt"_s});
    QVERIFY(parsed);
    QVERIFY(*parsed == Invocation(client(command::Explain{m_here + u"/app/sub/link.txt"_s})));
}

QTEST_GUILESS_MAIN(tst_CommandLine)
#include "tst_CommandLine.moc"
