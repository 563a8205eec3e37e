#include <items/ActivityModel.h>

#include <QAbstractItemModelTester>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace vectray;
using namespace Qt::Literals::StringLiterals;

namespace {

const WatchConfig::Key home{u"/home/me/notes"_s, u"notes"_s, u"main"_s};
const WatchConfig::Key other{u"/srv/other"_s, u"other"_s, u"main"_s};

SyncEvent changed(const QString &path, FileChange::Kind kind = FileChange::Kind::Modified)
{
    return FileChanged{home, {kind, path, {}}};
}

SyncEvent finished(std::int64_t files = 1)
{
    return SyncFinished{home, {.filesModified = files}, false};
}

QStringList rows(const ActivityModel &model)
{
    QStringList rows;
    for (int row = 0; row < model.rowCount(); ++row)
        rows.append(model.index(row, ActivityModel::WhatColumn).data().toString() + u' '
                    + model.index(row, ActivityModel::PathColumn).data().toString());
    return rows;
}

} // namespace

class tst_ActivityModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theNewestIsOnTop();
    void aFileIsOneRowOfItsBatch();
    void aNewBatchIsANewRow();
    void aFileCreatedAndChangedIsNew();
    void aSyncWithoutChangesIsNotWorthARow();
    void theLastThousandAreKept();
    void aHugeBatchStaysConsistent();
    void everyEventHasItsWords_data();
    void everyEventHasItsWords();
    void exportsAreSafeAndComplete();
};

void tst_ActivityModel::theNewestIsOnTop()
{
    ActivityModel model;
    const QAbstractItemModelTester tester(&model);
    model.record(changed(u"a"_s));
    model.record(changed(u"b"_s));
    QTRY_COMPARE(model.rowCount(), 2);
    model.record(changed(u"c"_s));
    model.flush();
    QCOMPARE(rows(model), (QStringList{u"Changed c"_s, u"Changed b"_s, u"Changed a"_s}));
    QCOMPARE(model.index(2, 0).data(ActivityModel::FilePathRole).toString(), u"/home/me/notes/a"_s);
}

void tst_ActivityModel::aFileIsOneRowOfItsBatch()
{
    ActivityModel model;
    const QAbstractItemModelTester tester(&model);
    model.record(changed(u"a"_s));
    model.record(changed(u"a"_s)); // before it is a row
    model.record(changed(u"b"_s));
    model.flush();
    model.record(FileFailed{home, u"a"_s, u"cannot be read"_s}); // after
    model.flush();
    QCOMPARE(rows(model), (QStringList{u"Changed b"_s, u"Failed a – cannot be read"_s}));
}

void tst_ActivityModel::aNewBatchIsANewRow()
{
    ActivityModel model;
    model.record(changed(u"a"_s));
    model.record(SyncFinished{other, {.filesModified = 1}, false}); // another folder's batch ends
    model.record(changed(u"a"_s));
    model.record(finished());
    model.record(changed(u"a"_s));
    model.flush();
    QCOMPARE(rows(model).filter(u"Changed a"_s).size(), 2);
}

void tst_ActivityModel::aFileCreatedAndChangedIsNew()
{
    ActivityModel model;
    model.record(changed(u"a"_s, FileChange::Kind::Created));
    model.record(changed(u"a"_s));
    model.flush();
    QCOMPARE(rows(model), QStringList{u"Added a"_s});
}

void tst_ActivityModel::aSyncWithoutChangesIsNotWorthARow()
{
    ActivityModel model;
    model.record(finished(0));
    model.flush();
    QCOMPARE(model.rowCount(), 0);
}

void tst_ActivityModel::theLastThousandAreKept()
{
    ActivityModel model;
    const QAbstractItemModelTester tester(&model);
    for (int i = 0; i < 700; ++i)
        model.record(changed(QString::number(i)));
    model.flush();
    for (int i = 700; i < 1500; ++i)
        model.record(changed(QString::number(i)));
    model.record(changed(u"1"_s)); // its row is about to fall off
    model.flush();
    QCOMPARE(model.rowCount(), ActivityModel::Capacity);
    QCOMPARE(model.index(0, 3).data().toString(), u"1499"_s);
    QCOMPARE(model.index(999, 3).data().toString(), u"500"_s);

    model.record(changed(u"2"_s)); // its row has fallen off: a new one
    model.record(changed(u"1499"_s)); // still there
    model.flush();
    QCOMPARE(model.index(0, 3).data().toString(), u"2"_s);
    QCOMPARE(model.index(1, 3).data().toString(), u"1499"_s);
}

void tst_ActivityModel::aHugeBatchStaysConsistent()
{
    ActivityModel model;
    const QAbstractItemModelTester tester(&model);
    for (int i = 0; i < 30'000; ++i) {
        model.record(changed(QString::number(i)));
        if (i % 7000 == 0)
            model.flush();
    }
    model.record(changed(u"29990"_s));
    model.flush();
    QCOMPARE(model.rowCount(), ActivityModel::Capacity);
    QCOMPARE(model.index(0, 3).data().toString(), u"29999"_s);
    QCOMPARE(model.index(9, 3).data().toString(), u"29990"_s);
}

void tst_ActivityModel::everyEventHasItsWords_data()
{
    QTest::addColumn<SyncEvent>("event");
    QTest::addColumn<QString>("text");

    WatchConfig config;
    config.key = home;
    const auto row = [](const char *name, const SyncEvent &event, const char16_t *text) {
        QTest::newRow(name) << event << QString::fromUtf16(text);
    };
    row("created", changed(u"a"_s, FileChange::Kind::Created), u"Added a");
    row("deleted", changed(u"a"_s, FileChange::Kind::Deleted), u"Removed a");
    row("moved", FileChanged{home, {FileChange::Kind::Moved, u"b"_s, u"a"_s}}, u"Moved b (was a)");
    row("failed", FileFailed{home, u"x\ny"_s, u"no"_s}, u"Failed x\ufffdy – no");
    row("started", WatchStarted{config}, u"Watch Watching");
    row("stopped", WatchStopped{config}, u"Watch No longer watching");
    row("trouble", WatchFailed{config, u"it broke"_s}, u"Error it broke");
    row("degraded", HealthChanged{home, {WatcherHealth::State::Degraded, u"limit"_s, {}}}, u"Health limit");
    row("deletion held", DeletionHeld{.folder = home, .files = 1200, .indexed = 1500},
        u"Health 1,200 of 1,500 indexed file(s) are gone at once. The index keeps them until a second look.");
    row("deletion confirmed",
        DeletionHeld{.folder = home, .outcome = DeletionHeld::Outcome::Confirmed, .files = 1200},
        u"Health 1,200 file(s) are still gone, and are taken out of the index.");
    row("deletion dropped", DeletionHeld{.folder = home, .outcome = DeletionHeld::Outcome::Kept},
        u"Health Nothing was taken out of the index: the files are back, or the whole folder is away.");
    row("well again", HealthChanged{home, {}}, u"Health Watched without delay again");
    SyncStats stats{.filesCreated = 2, .filesDeleted = 1};
    stats.duration = std::chrono::milliseconds(1540);
    row("synced", SyncFinished{home, stats, true}, u"Synced 2 file(s) indexed, 1 removed, in 1.5 s");
}

void tst_ActivityModel::everyEventHasItsWords()
{
    QFETCH(const SyncEvent, event);
    QFETCH(const QString, text);
    ActivityModel model;
    model.record(event);
    model.flush();
    QCOMPARE(rows(model), QStringList{text});
}

void tst_ActivityModel::exportsAreSafeAndComplete()
{
    const QDateTime time(QDate(2024, 2, 3), QTime(4, 5, 6), Qt::UTC);
    ActivityModel model(nullptr, [time] { return time; });
    model.record(changed(u"=cmd()\"x"_s));
    model.record(changed(u"b"_s));
    model.flush();

    const QList<QByteArray> lines = model.toCsv().split('\n');
    QCOMPARE(lines.at(0), "time,project,dataset,folder,kind,path,details\r");
    QCOMPARE(lines.at(1),
             "\"2024-02-03T04:05:06.000Z\",\"notes\",\"main\",\"/home/me/notes\",\"Changed\","
             "\"'=cmd()\"\"x\",\"\"\r");
    const QJsonArray events = QJsonDocument::fromJson(model.toJson()).array();
    QCOMPARE(events.size(), 2);
    QCOMPARE(events.at(0).toObject().value(u"path"_s).toString(), u"=cmd()\"x"_s);
}

QTEST_GUILESS_MAIN(tst_ActivityModel)
#include "tst_ActivityModel.moc"
