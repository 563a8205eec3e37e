#include "AgentFindings.h"
#include "StatusFindings.h"

#include <base/Paths.h>

#include <QDir>
#include <QJsonDocument>
#include <QTemporaryDir>
#include <QTest>

using namespace vectray;
using namespace Qt::Literals::StringLiterals;
using State = Finding::State;

class tst_StatusFindings : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void seesWhatTheDaemonSays_data();
    void seesWhatTheDaemonSays();
    void knowsWhereTheIndexIs_data();
    void knowsWhereTheIndexIs();
    void seesSettingsThatMakeNoSense_data();
    void seesSettingsThatMakeNoSense();
    void seesAgentsThatWouldNotFindUs_data();
    void seesAgentsThatWouldNotFindUs();
};

namespace {

void write(const QString &path, const QByteArray &bytes)
{
    QVERIFY(QDir().mkpath(path.section(u'/', 0, -2)));
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size());
}

} // namespace

void tst_StatusFindings::seesWhatTheDaemonSays_data()
{
    QTest::addColumn<QByteArray>("more");
    QTest::addColumn<State>("worst");
    QTest::addColumn<QString>("words");

    QTest::newRow("all is well") << QByteArray(
        R"("store": {"reachable": true, "kind": "sqlite", "location": "/x"})")
                                 << State::Good << u"sqlite at /x"_s;
    QTest::newRow("no index") << QByteArray(R"("store": {"reachable": false, "error": "disk is gone"})")
                              << State::Bad << u"disk is gone"_s;
    QTest::newRow("another version") << QByteArray(R"("version": "0.0.1")") << State::Poor
                                     << u"0.0.1 is running"_s;
    QTest::newRow("copied") << QByteArray(R"("paused": {"all": false, "held": true})") << State::Poor
                            << u"copied"_s;
    QTest::newRow("paused") << QByteArray(R"("paused": {"all": true})") << State::Poor << u"paused"_s;
    QTest::newRow("files that failed")
        << QByteArray(R"("folders": [{"path": "/p", "project": "x", "failed": 3}])") << State::Poor
        << u"3 files could not be indexed"_s;
    QTest::newRow("a sync that failed")
        << QByteArray(R"("folders": [{"path": "/p", "lastError": "no room"}])") << State::Poor
        << u"no room"_s;
}

void tst_StatusFindings::seesWhatTheDaemonSays()
{
    QFETCH(QByteArray, more);
    QFETCH(State, worst);
    QFETCH(QString, words);
    // Of equal names the last one counts.
    const QByteArray json = R"({"version": ")" VECTRAY_VERSION R"(", )" + more + "}";
    const QJsonDocument status = QJsonDocument::fromJson(json);
    QVERIFY(status.isObject());
    const QList<Finding> findings = examineStatus(status.object());
    QCOMPARE(worstOf(findings), worst);
    QString details;
    for (const Finding &finding : findings) {
        details += finding.detail + u'\n';
        QVERIFY(finding.state == State::Good || !finding.cure.isEmpty());
    }
    QVERIFY2(details.contains(words), qPrintable(details));
}

void tst_StatusFindings::knowsWhereTheIndexIs_data()
{
    QTest::addColumn<QByteArray>("store");
    QTest::addColumn<std::optional<QString>>("folder");
    using Maybe = std::optional<QString>;
    QTest::newRow("a file") << QByteArray(R"({"kind": "sqlite", "location": "/x/y/index.db"})")
                            << Maybe(u"/x/y"_s);
    QTest::newRow("a server") << QByteArray(R"({"kind": "postgresql", "location": "postgresql://h/d"})")
                              << Maybe();
    QTest::newRow("away") << QByteArray(R"({"reachable": false})") << Maybe();
}

void tst_StatusFindings::knowsWhereTheIndexIs()
{
    QFETCH(QByteArray, store);
    QFETCH(std::optional<QString>, folder);
    const QJsonDocument status = QJsonDocument::fromJson("{\"store\": " + store + '}');
    QVERIFY(status.isObject());
    QCOMPARE(folderOfIndex(status.object()), folder);
}

void tst_StatusFindings::seesSettingsThatMakeNoSense_data()
{
    QTest::addColumn<QByteArray>("file");
    QTest::addColumn<State>("state");
    QTest::newRow("none") << QByteArray() << State::Good;
    QTest::newRow("good ones") << QByteArray(R"({"port": 4000})") << State::Good;
    QTest::newRow("no JSON") << QByteArray("port: 4000") << State::Bad;
    QTest::newRow("a port that is none") << QByteArray(R"({"port": 0})") << State::Bad;
}

void tst_StatusFindings::seesSettingsThatMakeNoSense()
{
    QFETCH(QByteArray, file);
    QFETCH(State, state);
    QTemporaryDir directory;
    const Paths paths{.config = directory.path()};
    if (!file.isEmpty())
        write(paths.settingsFile(), file);
    const Finding finding = examineSettings(paths);
    QCOMPARE(finding.state, state);
    QVERIFY(state == State::Good || !finding.cure.isEmpty());
}

void tst_StatusFindings::seesAgentsThatWouldNotFindUs_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<std::optional<State>>("state");

    using Maybe = std::optional<State>;
    QTest::newRow("none") << QString() << QByteArray() << Maybe();
    QTest::newRow("one that does not know us") << u"/.cursor/mcp.json"_s << QByteArray("{}") << Maybe();
    QTest::newRow("one that finds us")
        << u"/.cursor/mcp.json"_s << QByteArray(R"({"mcpServers": {"vectray": {"command": "/bin/sh"}}})")
        << Maybe(State::Good);
    QTest::newRow("one that does not")
        << u"/.cursor/mcp.json"_s << QByteArray(R"({"mcpServers": {"vectray": {"command": "/nowhere"}}})")
        << Maybe(State::Poor);
    QTest::newRow("one with a list") << u"/opencode/opencode.json"_s
                                     << QByteArray(
                                            R"({"mcp": {"vectray": {"command": ["/nowhere", "mcp"]}}})")
                                     << Maybe(State::Poor);
    QTest::newRow("one in TOML") << u"/config.toml"_s
                                 << QByteArray("[mcp_servers.vectray]\ncommand = \"/nowhere\"\n")
                                 << Maybe(State::Poor);
    QTest::newRow("a broken file") << u"/.cursor/mcp.json"_s << QByteArray("{") << Maybe(State::Poor);
}

void tst_StatusFindings::seesAgentsThatWouldNotFindUs()
{
    QFETCH(QString, file);
    QFETCH(QByteArray, content);
    QFETCH(std::optional<State>, state);
    QTemporaryDir directory;
    if (!file.isEmpty())
        write(directory.path() + file, content);
    const QList<Finding> findings = examineAgents({.home = directory.path(),
                                                   .config = directory.path(),
                                                   .codexHome = directory.path(),
                                                   .project = directory.path()});
    QCOMPARE(findings.size(), state ? 1 : 0);
    if (state)
        QCOMPARE(findings.first().state, *state);
}

QTEST_GUILESS_MAIN(tst_StatusFindings)
#include "tst_StatusFindings.moc"
