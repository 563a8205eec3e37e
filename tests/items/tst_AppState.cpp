#include <items/AppState.h>

#include <QTest>

using namespace vectray;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;
using Condition = AppState::Condition;

namespace {

Folder folder(const QString &path, Folder::State state, std::int64_t files = 0)
{
    Folder folder;
    folder.config.key.path = path;
    folder.state = state;
    folder.files = files;
    return folder;
}

} // namespace

class tst_AppState : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theWorstOfAllIsShown_data();
    void theWorstOfAllIsShown();
    void twoLinesSayWhatIsTrue_data();
    void twoLinesSayWhatIsTrue();
};

void tst_AppState::theWorstOfAllIsShown_data()
{
    QTest::addColumn<QList<Folder>>("folders");
    QTest::addColumn<ProgramState>("program");
    QTest::addColumn<Condition>("condition");

    using enum Folder::State;
    QList<Folder> all;
    const auto row = [&](const char *name, Folder::State state, Condition condition) {
        all.prepend(folder(u"/%1"_s.arg(int(state)), state));
        QTest::newRow(name) << all << ProgramState() << condition;
    };
    QTest::newRow("nothing at all") << all << ProgramState() << Condition::Idle;
    // Each row adds something worse to those before.
    row("idle", Idle, Condition::Idle);
    row("turned off is no trouble", Stopped, Condition::Idle);
    QTest::newRow("paused by the user") << all << ProgramState{.paused = true} << Condition::Paused;
    row("one paused", Paused, Condition::Paused);
    row("scanning", Scanning, Condition::Scanning);
    row("syncing", Syncing, Condition::Syncing);
    QTest::newRow("store away") << all << ProgramState{.offline = u"No database."_s} << Condition::Offline;
    row("degraded", Degraded, Condition::Attention);
    row("unavailable", Unavailable, Condition::Attention);
    QTest::newRow("store away, and more")
        << all << ProgramState{.offline = u"Gone."_s} << Condition::Attention;
    row("error", Error, Condition::Error);
}

void tst_AppState::theWorstOfAllIsShown()
{
    QFETCH(const QList<Folder>, folders);
    QFETCH(const ProgramState, program);
    QTEST(AppState::of(folders, program).condition, "condition");
}

void tst_AppState::twoLinesSayWhatIsTrue_data()
{
    QTest::addColumn<QList<Folder>>("folders");
    QTest::addColumn<ProgramState>("program");
    QTest::addColumn<QString>("headline");
    QTest::addColumn<QString>("detail");

    using enum Folder::State;
    const ProgramState none;
    QTest::newRow("no folders") << QList<Folder>{} << none << u"No folders yet"_s
                                << u"Add a folder to make it searchable"_s;
    QTest::newRow("fine") << QList{folder(u"/a"_s, Idle, 10), folder(u"/b"_s, Stopped, 5)} << none
                          << u"Up to date"_s << u"2 folder(s), 15 file(s)"_s;

    Folder one = folder(u"/one"_s, Syncing);
    one.progress = 40;
    one.progressTotal = 100;
    Folder two = folder(u"/two"_s, Syncing);
    two.progress = 1;
    two.progressTotal = 130;
    QTest::newRow("two at once") << QList{one, folder(u"/x"_s, Idle), two} << none
                                 << u"Indexing 41 of 230 file(s)"_s << u"one, two"_s;
    two.progressTotal = 0;
    QTest::newRow("one of them unknown")
        << QList{one, two} << none << u"Indexing: 41 file(s)"_s << u"one, two"_s;

    Folder gone = folder(u"/mnt/usb"_s, Unavailable);
    gone.health.reason = u"The disk is not mounted."_s;
    QTest::newRow("gone") << QList{gone, one} << none << u"usb needs attention"_s
                          << u"The disk is not mounted."_s;
    QTest::newRow("two gone") << QList{gone, folder(u"/b"_s, Degraded)} << none
                              << u"2 folder(s) need attention"_s << u"usb, b"_s;
    QTest::newRow("offline") << QList{one} << ProgramState{.offline = u"PostgreSQL does not answer."_s}
                             << u"Offline"_s << u"PostgreSQL does not answer."_s;
    QTest::newRow("paused") << QList{folder(u"/a"_s, Paused, 3)} << ProgramState{.paused = true}
                            << u"Paused"_s << u"1 folder(s), 3 file(s)"_s;
    QTest::newRow("copied") << QList{folder(u"/a"_s, Paused, 3)}
                            << ProgramState{.paused = true,
                                            .pausedUntil = QDateTime::currentDateTimeUtc().addSecs(60),
                                            .isCopying = true}
                            << u"Indexing rests while the index is copied"_s << u"1 folder(s), 3 file(s)"_s;
}

void tst_AppState::twoLinesSayWhatIsTrue()
{
    QFETCH(const QList<Folder>, folders);
    QFETCH(const ProgramState, program);
    const AppState state = AppState::of(folders, program);
    QTEST(state.headline, "headline");
    QTEST(state.detail, "detail");
}

QTEST_GUILESS_MAIN(tst_AppState)
#include "tst_AppState.moc"
