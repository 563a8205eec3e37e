#include "Client.h"
#include "Doctor.h"
#include "FakeDaemon.h"

#include <base/Paths.h>

#include <QJsonArray>
#include <QStorageInfo>
#include <QTemporaryDir>
#include <QTest>

using namespace vectray;
using namespace Qt::Literals::StringLiterals;
using State = Finding::State;

class tst_Doctor : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void knowsTheKernelsLimits_data();
    void knowsTheKernelsLimits();
    void findsRoomWhereNothingIsYet();
    void seesHowFoldersAreWatched_data();
    void seesHowFoldersAreWatched();
    void seesAFolderThatIsNotWatched();
    void triesWhoEmbeds_data();
    void triesWhoEmbeds();
    void saysThatNobodyAnswers();
    void saysWhatToDoAboutABrokenDaemon_data();
    void saysWhatToDoAboutABrokenDaemon();
    void seesDirectoriesThatOthersCanEnter();
    void showsTheWorst();
};

namespace {

void write(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(bytes);
}

const QByteArray Embeds = R"({"provider": "builtin", "model": "m", "state": "ok", "reason": null, "switch": null})";
const QByteArray Answers = R"({"ok": true, "dimension": 256, "latencyMs": 3})";

QList<Finding> examine(const QByteArray &configurations, const QByteArray &watchers,
                       const QByteArray &embedding = Embeds, const QByteArray &trial = Answers)
{
    FakeDaemon daemon;
    daemon.answer("GET /health", R"({"status": "ok"})");
    daemon.answer("GET /embedding", embedding);
    daemon.answer("POST /embedding/test", trial);
    daemon.answer("GET /projects", R"({"projects": [{"name": "p"}]})");
    daemon.answer("GET /projects/p/autowatch/list", R"({"configurations": [)" + configurations + "]}");
    daemon.answer("GET /projects/p/watch/list", R"({"watchers": [)" + watchers + "]}");
    Client client({daemon.url(), {}, 0});
    return examineDaemon(client);
}

} // namespace

void tst_Doctor::knowsTheKernelsLimits_data()
{
    QTest::addColumn<QByteArray>("watches");
    QTest::addColumn<State>("state");
    QTest::addColumn<QString>("cure");

    QTest::newRow("few") << QByteArray("8192\n") << State::Poor
                         << u"sudo sysctl fs.inotify.max_user_watches=524288"_s;
    QTest::newRow("enough") << QByteArray("65536\n") << State::Good << QString();
}

void tst_Doctor::knowsTheKernelsLimits()
{
    QFETCH(QByteArray, watches);
    QFETCH(State, state);
    QFETCH(QString, cure);
    QTemporaryDir dir;
    write(dir.filePath(u"max_user_watches"_s), watches);
    const QList<Finding> findings = examineLimits(dir.path()); // the other limits are not there
    QCOMPARE(findings.size(), 1);
    QCOMPARE(findings.first().state, state);
    QCOMPARE(findings.first().cure, cure);
}

void tst_Doctor::findsRoomWhereNothingIsYet()
{
    QTemporaryDir dir;
    const Finding finding = examineSpace(dir.filePath(u"not/yet/there"_s));
    QVERIFY(finding.detail.contains(u"free for"_s));
    const QStorageInfo storage(dir.path());
    QCOMPARE(finding.state == State::Good, storage.bytesAvailable() >= 512LL * 1024 * 1024);
}

void tst_Doctor::seesHowFoldersAreWatched_data()
{
    QTest::addColumn<QByteArray>("health");
    QTest::addColumn<State>("state");
    QTest::addColumn<QString>("detail");

    QTest::newRow("active") << QByteArray(R"({"state": "active", "reason": ""})") << State::Good
                            << u"is watched"_s;
    QTest::newRow("degraded") << QByteArray(R"({"state": "degraded", "reason": "polled", "cure": "sysctl"})")
                              << State::Poor << u"degraded: polled"_s;
    QTest::newRow("unavailable") << QByteArray(R"({"state": "unavailable", "reason": "unmounted"})")
                                 << State::Bad << u"unavailable: unmounted"_s;
    QTest::newRow("error") << QByteArray(R"({"state": "error"})") << State::Bad << u"error"_s;
}

void tst_Doctor::seesHowFoldersAreWatched()
{
    QFETCH(QByteArray, health);
    QFETCH(State, state);
    QFETCH(QString, detail);
    const QList<Finding> findings =
        examine(R"({"path": "/x", "dataset": "main", "enabled": true, "autoStart": true, "isActive": true})",
                R"({"path": "/x", "dataset": "main", "health": )" + health + '}');
    QCOMPARE(findings.size(), 3);
    QCOMPARE(findings.first().state, State::Good);
    QCOMPARE(findings.last().about, u"/x"_s);
    QCOMPARE(findings.last().state, state);
    QCOMPARE(findings.last().detail, detail);
    QCOMPARE(findings.last().cure.isEmpty(), state == State::Good);
}

void tst_Doctor::seesAFolderThatIsNotWatched()
{
    const QList<Finding> idle = examine(
        R"({"path": "/x", "dataset": "main", "enabled": true, "autoStart": true, "isActive": false})", "");
    QCOMPARE(idle.size(), 3);
    QCOMPARE(idle.last().state, State::Poor);
    const QList<Finding> paused = examine(
        R"({"path": "/x", "dataset": "main", "enabled": false, "autoStart": true, "isActive": false})", "");
    QCOMPARE(paused.size(), 2);
}

void tst_Doctor::triesWhoEmbeds_data()
{
    QTest::addColumn<QByteArray>("embedding");
    QTest::addColumn<QByteArray>("trial");
    QTest::addColumn<State>("state");
    QTest::addColumn<QString>("detail");
    QTest::addColumn<QString>("cure");

    const QByteArray rejected =
        R"({"provider": "openai", "model": "m", "state": "rejected", "reason": "check the key", "switch": null})";
    const QByteArray building = R"({"provider": "builtin", "model": "m", "state": "ok", "switch":
        {"to": {"model": "n"}, "done": 3, "total": 9, "reason": "it is slow"}})";
    QTest::newRow("well") << Embeds << Answers << State::Good << u"builtin m, 256 dimensions, answers in 3 ms"_s << QString();
    QTest::newRow("rejected") << rejected << Answers << State::Bad << u"openai m: rejected"_s << u"check the key"_s;
    QTest::newRow("on the way to another model")
        << building << Answers << State::Poor << u"builtin m serves while 3 of 9 chunks are embedded by n"_s << u"it is slow"_s;
    QTest::newRow("no answer") << Embeds << QByteArray(R"({"ok": false, "error": "it cannot be reached"})") << State::Bad
                               << u"builtin m does not answer"_s << u"it cannot be reached"_s;
}

void tst_Doctor::triesWhoEmbeds()
{
    QFETCH(QByteArray, embedding);
    QFETCH(QByteArray, trial);
    QFETCH(State, state);
    QFETCH(QString, detail);
    QFETCH(QString, cure);
    const Finding finding = examine({}, {}, embedding, trial).at(1);
    QCOMPARE(finding.about, u"embedding"_s);
    QCOMPARE(finding.detail, detail);
    QCOMPARE(finding.state, state);
    QCOMPARE(finding.cure, cure);
}

void tst_Doctor::saysThatNobodyAnswers()
{
    FakeDaemon daemon;
    const QUrl url = daemon.url();
    daemon.stop();
    Client client({url, {}, 0});
    const QList<Finding> findings = examineDaemon(client);
    QCOMPARE(findings.size(), 1);
    QCOMPARE(findings.first().state, State::Bad);
    QCOMPARE(findings.first().cure, u"vectray serve"_s);
}

void tst_Doctor::saysWhatToDoAboutABrokenDaemon_data()
{
    QTest::addColumn<QByteArray>("broken");
    for (const char *route : {"GET /health", "GET /embedding", "POST /embedding/test", "GET /projects",
                              "GET /projects/p/autowatch/list", "GET /projects/p/watch/list"})
        QTest::newRow(route) << QByteArray(route);
}

void tst_Doctor::saysWhatToDoAboutABrokenDaemon()
{
    QFETCH(QByteArray, broken);
    FakeDaemon daemon;
    daemon.answer("GET /health", R"({"status": "ok"})");
    daemon.answer("GET /embedding", Embeds);
    daemon.answer("POST /embedding/test", Answers);
    daemon.answer("GET /projects", R"({"projects": [{"name": "p"}]})");
    daemon.answer("GET /projects/p/autowatch/list",
                  R"({"configurations": [{"path": "/x", "dataset": "main"}]})");
    daemon.answer("GET /projects/p/watch/list", R"({"watchers": []})");
    daemon.answer(broken, R"({"error": "it is broken"})", 500);
    Client client({daemon.url(), {}, 0});
    const QList<Finding> findings = examineDaemon(client);
    QCOMPARE(worstOf(findings), State::Bad);
    for (const Finding &finding : findings)
        QVERIFY2(finding.state == State::Good || !finding.cure.isEmpty(), qPrintable(finding.detail));
}

void tst_Doctor::seesDirectoriesThatOthersCanEnter()
{
    QTemporaryDir dir;
    Paths paths{dir.filePath(u"config"_s), dir.filePath(u"data"_s), dir.filePath(u"state"_s),
                dir.filePath(u"cache"_s), dir.filePath(u"run"_s)};
    QVERIFY(paths.create());
    QCOMPARE(worstOf(examineFiles(paths)), State::Good);
    QVERIFY(QFile::setPermissions(paths.data, QFile::ReadOwner | QFile::ExeOwner | QFile::ExeOther));
    const QList<Finding> findings = examineFiles(paths);
    QCOMPARE(findings.size(), 1);
    QCOMPARE(findings.first().cure, u"chmod 700 "_s + paths.data);
}

void tst_Doctor::showsTheWorst()
{
    const QList<Finding> findings{{u"a"_s, State::Good, u"fine"_s, {}},
                                  {u"b\x1b"_s, State::Poor, u"slow"_s, u"wait"_s}};
    QCOMPARE(worstOf(findings), State::Poor);
    QCOMPARE(toJson(findings).value("state"_L1).toString(), u"warning"_s);
    QCOMPARE(toJson(findings).value("checks"_L1).toArray().size(), 2);
    QCOMPARE(findingsView(findings, {}), u"ok       a: fine\nwarning  b\\x1b: slow\n         → wait\n"_s);
}

QTEST_GUILESS_MAIN(tst_Doctor)
#include "tst_Doctor.moc"
