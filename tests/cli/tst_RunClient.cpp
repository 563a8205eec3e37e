#include "Console.h"
#include "FakeDaemon.h"

#include <base/Paths.h>

#include <QBuffer>
#include <QTemporaryDir>
#include <QTest>

#include <cli/ExitCode.h>
#include <cli/RunClient.h>

using namespace vectray;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

class tst_RunClient : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void asksTheRightQuestion_data();
    void asksTheRightQuestion();
    void goesThroughAllFolders_data();
    void goesThroughAllFolders();
    void printsTheDaemonsAnswer();
    void printsResultsForPeople();
    void saysThatNothingWasFound();
    void keepsResultsAndRemarksApart();
    void goesOnAfterAFolderThatFails();
    void endsWithWhatWentWrong_data();
    void endsWithWhatWentWrong();
    void printsPathsWithoutADaemon();

private:
    int run(command::Action action, bool json = false);

    std::unique_ptr<FakeDaemon> m_daemon;
    QTemporaryDir m_dir;
    QByteArray m_results;
    QByteArray m_remarks;
};

namespace {

const command::FolderName X{u"/x"_s, {}, {}};

} // namespace

void tst_RunClient::init()
{
    qunsetenv("VECTRAY_PORT");
    m_daemon = std::make_unique<FakeDaemon>();
    m_daemon->answer("GET /projects", R"({"projects": [{"name": "p q"}], "total": 1})");
    m_daemon->answer("GET /projects/p%20q/autowatch/list",
                     R"({"configurations": [{"path": "/x", "dataset": "d", "enabled": true, "isActive": true},
                                            {"path": "/y", "dataset": "d", "enabled": false, "isActive": false}]})");
    m_daemon->answer("GET /projects/p%20q/watch/list",
                     R"({"watchers": [{"path": "/once", "dataset": "main"}]})");
}

int tst_RunClient::run(command::Action action, bool json)
{
    QBuffer *results = nullptr;
    QBuffer *remarks = nullptr;
    auto ownedResults = std::make_unique<QBuffer>(&m_results);
    auto ownedRemarks = std::make_unique<QBuffer>(&m_remarks);
    results = ownedResults.get();
    remarks = ownedRemarks.get();
    results->open(QIODevice::WriteOnly | QIODevice::Truncate);
    remarks->open(QIODevice::WriteOnly | QIODevice::Truncate);
    Console console(std::move(ownedResults), std::move(ownedRemarks), {});
    const Paths paths{m_dir.filePath(u"c"_s), m_dir.filePath(u"d"_s), m_dir.filePath(u"s"_s),
                      m_dir.filePath(u"k"_s), m_dir.filePath(u"r"_s)};
    return runClient(ClientCommand{std::move(action), json, m_daemon->port(), 5s}, paths, console);
}

void tst_RunClient::asksTheRightQuestion_data()
{
    using namespace command;
    QTest::addColumn<Action>("action");
    QTest::addColumn<QByteArray>("route");
    QTest::addColumn<QByteArray>("body");
    const auto row = [](const char *name, const Action &action, const char *route, const char *body) {
        QTest::newRow(name) << action << QByteArray(route) << QByteArray(body);
    };

    row("add", Add{{u"/a/my app"_s, {}, {}}, {}, {}, {}}, "POST /projects/my%20app/autowatch/add",
        R"({"autoStart":true,"dataset":"main","path":"/a/my app"})");
    row("add with everything", Add{{u"/x"_s, u"p"_s, u"d"_s}, {u"*.c"_s}, {u"*.h"_s}, 50ms},
        "POST /projects/p/autowatch/add",
        R"({"autoStart":true,"dataset":"d","debounceMs":50,"exclude":["*.h"],"include":["*.c"],"path":"/x"})");
    row("remove", Remove{X, false}, "DELETE /projects/p%20q/autowatch/remove",
        R"({"dataset":"d","keepIndex":false,"path":"/x"})");
    row("remove but keep", Remove{X, true}, "DELETE /projects/p%20q/autowatch/remove",
        R"({"dataset":"d","keepIndex":true,"path":"/x"})");
    row("start what is configured", Start{X}, "POST /projects/p%20q/watch/start",
        R"({"dataset":"d","path":"/x"})");
    row("start what is not", Start{{u"/new"_s, {}, {}}}, "POST /projects/new/watch/start",
        R"({"dataset":"main","path":"/new"})");
    row("stop from inside", Stop{{u"/x/sub"_s, {}, {}}}, "POST /projects/p%20q/watch/stop",
        R"({"dataset":"d","path":"/x"})");
    row("stop what was started once", Stop{{u"/once"_s, {}, {}}}, "POST /projects/p%20q/watch/stop",
        R"({"dataset":"main","path":"/once"})");
    row("pause", Pause{X}, "POST /projects/p%20q/watch/pause", R"({"dataset":"d","path":"/x"})");
    row("pause for a time", Pause{X, 30min}, "POST /projects/p%20q/watch/pause",
        R"({"dataset":"d","forMs":1800000,"path":"/x"})");
    row("resume", Resume{{u"/y"_s, {}, {}}}, "POST /projects/p%20q/watch/resume", R"({"dataset":"d","path":"/y"})");
    row("pause all", Pause{{}, 2h}, "POST /pause", R"({"forMs":7200000})");
    row("resume all", Resume{}, "POST /resume", R"({})");
    row("sync", Sync{X, true}, "POST /projects/p%20q/ingest/local/sync",
        R"({"dataset":"d","force":true,"path":"/x"})");
    row("search everything", Search{u"a b"_s, {}, {}, 10, {}, {}, {}}, "POST /projects/all/query",
        R"({"query":"a b","topK":10})");
    row("search with everything", Search{u"a"_s, u"p"_s, u"d"_s, 3, u"cpp"_s, u"*.h"_s, u"src"_s},
        "POST /projects/p/query",
        R"({"dataset":"d","glob":"*.h","lang":"cpp","pathPrefix":"src","query":"a","topK":3})");
    row("explain", Explain{u"/a+b/100%25 ü&c"_s}, "GET /explain?path=%2Fa%2Bb%2F100%2525%20%C3%BC%26c", "");
    row("preview", Preview{{u"/x"_s, {}, {}}, {u"*.c"_s}, {}}, "POST /projects/x/preview",
        R"({"include":["*.c"],"path":"/x"})");
}

void tst_RunClient::asksTheRightQuestion()
{
    QFETCH(command::Action, action);
    QFETCH(QByteArray, route);
    QFETCH(QByteArray, body);
    m_daemon->answer(route, R"({"message": "done"})");
    QCOMPARE(run(action), 0);
    QCOMPARE(m_daemon->seen().last().line, route + " HTTP/1.1");
    QCOMPARE(m_daemon->seen().last().body, body);
}

void tst_RunClient::goesThroughAllFolders_data()
{
    using namespace command;
    QTest::addColumn<Action>("action");
    QTest::addColumn<QByteArray>("route");
    QTest::addColumn<int>("times");

    QTest::newRow("pause a project")
        << Action(Pause{{{}, u"p q"_s, {}}}) << QByteArray("POST /projects/p%20q/watch/pause") << 3;
    QTest::newRow("resume a dataset")
        << Action(Resume{{{}, {}, u"d"_s}}) << QByteArray("POST /projects/p%20q/watch/resume") << 2;
    QTest::newRow("sync all but the paused")
        << Action(Sync{{}, false}) << QByteArray("POST /projects/p%20q/ingest/local/sync") << 1;
}

void tst_RunClient::goesThroughAllFolders()
{
    QFETCH(command::Action, action);
    QFETCH(QByteArray, route);
    QFETCH(int, times);
    m_daemon->answer(route, R"({"stats": {}})");
    QCOMPARE(run(action, true), 0);
    int seen = 0;
    for (const FakeDaemon::Seen &question : m_daemon->seen())
        seen += question.line == QByteArray(route + " HTTP/1.1") ? 1 : 0;
    QCOMPARE(seen, times);
    QCOMPARE(QJsonDocument::fromJson(m_results).object().value("total"_L1).toInt(), times);
}

void tst_RunClient::printsTheDaemonsAnswer()
{
    m_daemon->answer("POST /projects/all/query",
                     R"({"results": [], "freshness": {"fresh": false, "pending": 3}})");
    QCOMPARE(run(command::Search{u"q"_s, {}, {}, 10, {}, {}, {}}, true), 0);
    QCOMPARE(m_results,
             QByteArray("{\n    \"freshness\": {\n        \"fresh\": false,\n        \"pending\": 3\n    },\n"
                        "    \"results\": [\n    ]\n}\n"));
    QCOMPARE(m_remarks, QByteArray("3 changed files are not in the index yet.\n"));
}

void tst_RunClient::printsResultsForPeople()
{
    QCOMPARE(run(command::List{}), 0);
    QCOMPARE(m_results,
             QByteArray("PATH  PROJECT  DATASET  STATE     LAST STARTED\n"
                        "/x    p q      d        watching  -\n"
                        "/y    p q      d        off       -\n"));
}

void tst_RunClient::saysThatNothingWasFound()
{
    m_daemon->answer("POST /projects/all/query", R"({"results": [], "freshness": {"fresh": true}})");
    QCOMPARE(run(command::Search{u"q"_s, {}, {}, 10, {}, {}, {}}), 0);
    QCOMPARE(m_results, QByteArray());
    QCOMPARE(m_remarks, QByteArray("Nothing found.\n"));
}

void tst_RunClient::keepsResultsAndRemarksApart()
{
    m_daemon->answer("GET /explain?path=%2Fx", R"({"detail": "no \u001b[2Jsuch\nthing"})", 404);
    QCOMPARE(run(command::Explain{u"/x"_s}, true), 4);
    QCOMPARE(m_results, QByteArray());
    QCOMPARE(m_remarks, QByteArray("vectray: no \\x1b[2Jsuch\\nthing\n"));
}

void tst_RunClient::goesOnAfterAFolderThatFails()
{
    m_daemon->answer(
        "GET /projects/p%20q/autowatch/list",
        R"({"configurations": [{"path": "/x", "dataset": "d"}, {"path": "/y", "dataset": "d"}]})");
    m_daemon->answer("POST /projects/p%20q/ingest/local/sync", R"({"error": "disk full"})", 500);
    QCOMPARE(run(command::Sync{{}, false}), 1);
    QCOMPARE(m_remarks, QByteArray("vectray: /x: disk full\nvectray: /y: disk full\n"));
}

void tst_RunClient::endsWithWhatWentWrong_data()
{
    QTest::addColumn<command::Action>("action");
    QTest::addColumn<int>("exitCode");

    using namespace command;
    QTest::newRow("a folder that is not known") << Action(Remove{{u"/z"_s, {}, {}}, false}) << 4;
    QTest::newRow("a part of a folder is not removed") << Action(Remove{{u"/x/sub"_s, {}, {}}, false}) << 4;
    QTest::newRow("a folder without a name") << Action(Add{{u"/"_s, {}, {}}, {}, {}, {}}) << 1;
    QTest::newRow("no such route") << Action(Status{}) << 4;
}

void tst_RunClient::endsWithWhatWentWrong()
{
    QFETCH(command::Action, action);
    QFETCH(int, exitCode);
    QCOMPARE(run(action), exitCode);
    QVERIFY(m_remarks.startsWith("vectray: "));
}

void tst_RunClient::printsPathsWithoutADaemon()
{
    m_daemon->stop();
    QCOMPARE(run(command::ShowPaths{}), 0);
    QVERIFY(m_results.contains(QByteArray("database  " + m_dir.filePath(u"d/index.db"_s).toUtf8() + '\n')));
    QCOMPARE(run(command::List{}), 3);
}

QTEST_GUILESS_MAIN(tst_RunClient)
#include "tst_RunClient.moc"
