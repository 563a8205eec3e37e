#include "AgentFile.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

using namespace vectray;
using namespace Qt::Literals::StringLiterals;

class tst_AgentFile : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void entersAndUndoes_data();
    void entersAndUndoes();
    void makesAFileAndTakesItAwayAgain_data() { everyAgent(); }
    void makesAFileAndTakesItAwayAgain();
    void keepsWhatWasAddedToTheEntry_data() { everyAgent(); }
    void keepsWhatWasAddedToTheEntry();
    void leavesLaterChangesOfOthers();
    void writesThroughLinks();
    void keepsPermissions();
    void refusesAFileThatChangedMeanwhile();
    void refusesAFileItDoesNotUnderstand();
    void knowsWhereSettingsAre_data();
    void knowsWhereSettingsAre();

private:
    static void everyAgent();
    QString path() const { return m_directory->filePath(u"deep/settings"_s); }
    void put(const QByteArray &bytes) const;
    QByteArray get(const QString &path) const;
    Done install(const AgentSpec &agent) const;
    Done uninstall(const AgentSpec &agent) const;

    std::unique_ptr<QTemporaryDir> m_directory;
};

namespace {

const AgentCommand Command{.program = u"/opt/my tools/vectray"_s, .args = {u"mcp"_s, u"--allow-manage"_s}};

QByteArray golden(const QByteArray &name)
{
    QFile file(QStringLiteral(VECTRAY_SOURCE_DIR "/tests/agents/golden/") + QString::fromLatin1(name));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("no golden file " + name);
}

} // namespace

void tst_AgentFile::init()
{
    m_directory = std::make_unique<QTemporaryDir>();
}

void tst_AgentFile::everyAgent()
{
    QTest::addColumn<QString>("name");
    for (const AgentSpec &agent : agentTable())
        QTest::newRow(agent.name) << QString::fromLatin1(agent.name);
}

void tst_AgentFile::put(const QByteArray &bytes) const
{
    QVERIFY(QDir().mkpath(m_directory->filePath(u"deep"_s)));
    QFile file(path());
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size());
}

QByteArray tst_AgentFile::get(const QString &path) const
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("(none)");
}

Done tst_AgentFile::install(const AgentSpec &agent) const
{
    const auto change = planInstall(agent, path(), Command);
    return change ? carryOut(*change) : change.error();
}

Done tst_AgentFile::uninstall(const AgentSpec &agent) const
{
    const auto change = planUninstall(agent, path());
    return change ? carryOut(*change) : change.error();
}

void tst_AgentFile::entersAndUndoes_data()
{
    everyAgent();
}

void tst_AgentFile::entersAndUndoes()
{
    QFETCH(QString, name);
    const AgentSpec &agent = *findAgent(name);
    const QByteArray before = golden(name.toLatin1() + ".before");
    put(before);
    const auto plan = planInstall(agent, path(), Command);
    QVERIFY2(plan, plan ? "" : qPrintable(plan.error().message));
    QVERIFY(plan->diff().contains(u"+++ "_s));
    QCOMPARE(get(path()), before); // a plan writes nothing
    QVERIFY(carryOut(*plan));
    QCOMPARE(get(path()), golden(name.toLatin1() + ".after"));
    QCOMPARE(get(path() + u".vectray-backup"_s), before);

    const auto again = planInstall(agent, path(), Command);
    QVERIFY(again);
    QVERIFY(!again->changesAnything());

    QVERIFY(uninstall(agent));
    QVERIFY(!*hasEntry(QString::fromUtf8(get(path())), agent));
    if (!before.contains("vectray"))
        QCOMPARE(get(path()), before);
    QVERIFY(uninstall(agent)); // a second time does nothing
}

void tst_AgentFile::makesAFileAndTakesItAwayAgain()
{
    QFETCH(QString, name);
    const AgentSpec &agent = *findAgent(name);
    QVERIFY(install(agent));
    QVERIFY(get(path()).contains("/opt/my tools/vectray"));
    QCOMPARE(QFile::permissions(path()) & (QFile::ReadGroup | QFile::ReadOther), QFile::Permissions());
    QVERIFY(uninstall(agent));
    QVERIFY(!QFile::exists(path()));
}

void tst_AgentFile::keepsWhatWasAddedToTheEntry()
{
    QFETCH(QString, name);
    const AgentSpec &agent = *findAgent(name);
    const bool isToml = agent.format == AgentSpec::Format::Toml;
    QVERIFY(install(agent));
    QByteArray text = get(path());
    text = isToml ? text + "timeout = 30\n"
                  : text.replace("\"command\":", "\"timeout\": 30, // mine\n \"command\":");
    put(text);
    const auto plan = planInstall(agent, path(), {.program = u"/new/vectray"_s, .args = {u"mcp"_s}});
    QVERIFY2(plan, plan ? "" : qPrintable(plan.error().message));
    QVERIFY(carryOut(*plan));
    QVERIFY2(get(path()).contains("timeout") && get(path()).contains("/new/vectray"),
             get(path()).constData());
    QVERIFY(!get(path()).contains("/opt/my tools"));
    QVERIFY(isToml || get(path()).contains("// mine"));
}

void tst_AgentFile::leavesLaterChangesOfOthers()
{
    const AgentSpec &agent = *findAgent(u"claude-code"_s);
    put(golden("claude-code.before"));
    QVERIFY(install(agent));
    put(get(path()).replace("\"numStartups\": 42", "\"numStartups\": 43"));
    QVERIFY(uninstall(agent));
    QCOMPARE(get(path()), golden("claude-code.before").replace("\"numStartups\": 42", "\"numStartups\": 43"));
}

void tst_AgentFile::writesThroughLinks()
{
    put("{}\n");
    const QString target = m_directory->filePath(u"target"_s);
    QVERIFY(QFile::rename(path(), target) && QFile::link(target, path()));
    QVERIFY(install(*findAgent(u"gemini"_s)));
    QVERIFY(QFileInfo(path()).isSymLink());
    QVERIFY(get(target).contains("vectray"));
}

void tst_AgentFile::keepsPermissions()
{
    put("{\"key\": \"secret\"}\n");
    const auto own = QFile::ReadOwner | QFile::WriteOwner;
    QVERIFY(QFile::setPermissions(path(), own));
    QVERIFY(install(*findAgent(u"cursor"_s)));
    for (const QString &file : QStringList{path(), path() + u".vectray-backup"_s})
        QCOMPARE(QFile::permissions(file) & (QFile::ReadGroup | QFile::ReadOther), QFile::Permissions());
}

void tst_AgentFile::refusesAFileThatChangedMeanwhile()
{
    put("{}\n");
    const auto plan = planInstall(*findAgent(u"zed"_s), path(), Command);
    QVERIFY(plan);
    put("{\"other\": 1}\n");
    const Done done = carryOut(*plan);
    QVERIFY(!done);
    QCOMPARE(done.error().kind, Error::Kind::Conflict);
    QCOMPARE(get(path()), QByteArray("{\"other\": 1}\n"));
    QVERIFY(!QFile::exists(path() + u".vectray-backup"_s));
}

void tst_AgentFile::refusesAFileItDoesNotUnderstand()
{
    put("{\"mcpServers\": {");
    const Done done = install(*findAgent(u"cursor"_s));
    QVERIFY(!done);
    QCOMPARE(done.error().kind, Error::Kind::Invalid);
    QVERIFY(done.error().message.contains(u"line 1"_s));
    QCOMPARE(get(path()), QByteArray("{\"mcpServers\": {"));
    put("{\"mcpServers\": \"\xff\"}");
    QVERIFY(!install(*findAgent(u"cursor"_s)));
}

void tst_AgentFile::knowsWhereSettingsAre_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("user");
    QTest::addColumn<QString>("project");
    const auto row = [](const char *name, const QString &user, const QString &project) {
        QTest::newRow(name) << QString::fromLatin1(name) << user << project;
    };
    row("claude-code", u"/h/.claude.json"_s, u"/p/.mcp.json"_s);
    row("claude-desktop", u"/c/Claude/claude_desktop_config.json"_s, QString());
    row("codex", u"/x/config.toml"_s, u"/p/.codex/config.toml"_s);
    row("cursor", u"/h/.cursor/mcp.json"_s, u"/p/.cursor/mcp.json"_s);
    row("vscode", u"/c/Code/User/mcp.json"_s, u"/p/.vscode/mcp.json"_s);
    row("gemini", u"/h/.gemini/settings.json"_s, u"/p/.gemini/settings.json"_s);
    row("opencode", u"/c/opencode/opencode.json"_s, u"/p/opencode.json"_s);
    row("zed", u"/c/zed/settings.json"_s, u"/p/.zed/settings.json"_s);
    row("windsurf", u"/h/.codeium/windsurf/mcp_config.json"_s, QString());
}

void tst_AgentFile::knowsWhereSettingsAre()
{
    QFETCH(QString, name);
    QFETCH(QString, user);
    QFETCH(QString, project);
    const AgentPlaces places{.home = u"/h"_s, .config = u"/c"_s, .codexHome = u"/x"_s, .project = u"/p"_s};
    QCOMPARE(agentFile(*findAgent(name), places, false), user);
    QCOMPARE(agentFile(*findAgent(name), places, true), project);
}

QTEST_APPLESS_MAIN(tst_AgentFile)
#include "tst_AgentFile.moc"
